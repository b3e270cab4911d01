package io.github.wandbjdbc.client.lifetime;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The findings of one statement that hold for all of it, however often it looks: the first about a
 * subject counts. Safe for use by several threads.
 */
public final class Snapshot implements AutoCloseable {
  /** So many findings are kept, of some hundred bytes each. */
  public static final int MOST = 100_000;

  /** The subject of the scope of the whole statement. */
  public static final String STATEMENT = "statement";

  private final boolean isHeld;
  private final boolean isOfHistories;
  private final boolean isOfRuns;
  private final Map<Subject, Object> findings = new ConcurrentHashMap<>();

  private Snapshot(boolean isHeld, boolean isOfHistories, boolean isOfRuns) {
    this.isHeld = isHeld;
    this.isOfHistories = isOfHistories;
    this.isOfRuns = isOfRuns;
  }

  /** Something about which there is a finding of a kind. */
  private record Subject(Class<?> kind, Object of) {}

  /** Of a statement that looks at everything once: keeps nothing. */
  public static Snapshot ofOneLook() {
    return new Snapshot(false, false, false);
  }

  /**
   * Of a statement that may look at something more than once.
   *
   * @param isOfHistories whether it may look more than once how far a history goes
   * @param isOfRuns whether it may look more than once at fields of a run
   */
  public static Snapshot ofSeveralLooks(boolean isOfHistories, boolean isOfRuns) {
    return new Snapshot(true, isOfHistories, isOfRuns);
  }

  /** Whether findings are kept. */
  public boolean isHeld() {
    return isHeld;
  }

  /** Whether it may be asked more than once how far a history goes. */
  public boolean isOfHistories() {
    return isOfHistories;
  }

  /** Whether it may be asked more than once for fields of a run. */
  public boolean isOfRuns() {
    return isOfRuns;
  }

  /** Whether there is no room for more findings. */
  public boolean isFull() {
    return findings.size() >= MOST;
  }

  /** The finding of {@code kind} about {@code of}; null if there is none. */
  public <T> @Nullable T get(Class<T> kind, Object of) {
    return isHeld ? kind.cast(findings.get(new Subject(kind, of))) : null;
  }

  /** The finding about {@code of}: {@code found}, if it is the first and there is room for it. */
  public <T> T settle(Class<T> kind, Object of, T found) {
    if (!isHeld) {
      return found;
    }
    Subject subject = new Subject(kind, of);
    Object known = isFull() ? findings.get(subject) : findings.putIfAbsent(subject, found);
    return known == null ? found : kind.cast(known);
  }

  /** Says more exactly what was found about {@code of}. */
  public <T> void refine(Class<T> kind, Object of, T found) {
    if (isHeld) {
      findings.computeIfPresent(new Subject(kind, of), (subject, known) -> found);
    }
  }

  /** Lets go of what is held, now that the statement is over. */
  @Override
  public void close() {
    for (Object finding : findings.values()) {
      if (finding instanceof Held held) {
        held.close();
      }
    }
    findings.clear();
  }

  /** A finding that has to be let go of. */
  @FunctionalInterface
  public interface Held extends AutoCloseable {
    @Override
    void close();
  }
}
