package io.github.wandbjdbc.client.api.discovery;

import io.github.wandbjdbc.client.RunField;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Whether the server finds values of configs and summaries by the keys that it is given. An answer
 * without a key says that there is none only where such a key was found before. Safe for use by
 * several threads.
 */
public final class KeyedAnswers {
  private final ServerFindings findings;
  private final Set<KeyKind> found = new HashSet<>();

  /** By field, the time until which it is asked for as a whole. */
  private final Map<RunField, Long> wholeUntil = new HashMap<>();

  KeyedAnswers(ServerFindings findings) {
    this.findings = findings;
  }

  /**
   * A kind of key.
   *
   * @param field {@link RunField#CONFIG}, {@link RunField#SUMMARY}, or of the notes that the client
   *     keeps in a config {@link RunField#ENVIRONMENT}
   * @param hasDots whether the key has dots, which a server may take for the way into an object
   */
  public record KeyKind(RunField field, boolean hasDots) {
    /** That of {@code key} in {@code field}. */
    public static KeyKind of(RunField field, String key) {
      return new KeyKind(field, key.indexOf('.') >= 0);
    }

    private String name() {
      String of = field == RunField.SUMMARY ? "Run.summaryMetrics(keys:)" : "Run.config(keys:)";
      return field == RunField.ENVIRONMENT
          ? of + ", notes of the client"
          : hasDots ? of + ", keys with dots" : of;
    }
  }

  /** Whether the server was seen to find keys of {@code kind}. */
  public synchronized boolean finds(KeyKind kind) {
    return found.contains(kind);
  }

  /** Takes note that the server found {@code key}. */
  public synchronized void found(RunField field, String key, String foundBy) {
    KeyKind kind = KeyKind.of(field, key);
    if (found.add(kind)) {
      findings.note(kind.name(), "found", foundBy);
    }
  }

  /**
   * Takes note that the server didn't find {@code key}, which was there. Unless keys with dots are
   * all that it doesn't find, it isn't asked by keys until {@code nanoTime}.
   */
  public synchronized void missed(RunField field, String key, long nanoTime, String foundBy) {
    KeyKind kind = KeyKind.of(field, key);
    found.remove(kind);
    findings.note(kind.name(), "not found", foundBy);
    if (!kind.hasDots()) {
      wholeUntil.put(field, nanoTime);
    }
  }

  /** Takes note that the server fails where it is asked by keys. */
  public synchronized void failed(RunField field, long nanoTime, String foundBy) {
    findings.note(new KeyKind(field, false).name(), "not asked for, since that fails", foundBy);
    wholeUntil.put(field, nanoTime);
  }

  /** Whether {@code field} is asked for as a whole, as of {@code nanoTime}. */
  public synchronized boolean isWhole(RunField field, long nanoTime) {
    Long until = wholeUntil.get(field);
    return until != null && until - nanoTime >= 0;
  }
}
