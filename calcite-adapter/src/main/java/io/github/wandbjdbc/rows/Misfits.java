package io.github.wandbjdbc.rows;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.Misfit;
import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.client.WandbException.Kind;
import io.github.wandbjdbc.client.values.Texts;

/**
 * Tells of the values of one scan that don't fit their columns: the first ten one by one, the rest
 * by their number.
 */
public final class Misfits {
  private static final int TOLD_ONE_BY_ONE = 10;
  private static final int SHOWN_LENGTH = 60;

  private final TypeMismatch policy;
  private final CallScope scope;
  private long count;
  private boolean summarized;

  /** Warnings go to {@code scope}. */
  public Misfits(TypeMismatch policy, CallScope scope) {
    this.policy = policy;
    this.scope = scope;
  }

  /** Tells that {@code column} of a row can't hold {@code value}; fails if that is the policy. */
  void add(String runId, Column column, Misfit value) {
    tell(
        "run %s: the value %s does not fit column \"%s\" of type %s"
            .formatted(runId, shorten(value.json()), column.name(), column.type()),
        "it was read as NULL");
  }

  /**
   * Tells that something of a run isn't as it should be; fails if that is the policy.
   *
   * @param name of what it is
   * @param fault what is wrong, a phrase that goes on behind the name
   * @param isNull whether it was read as NULL, rather than as far as that was possible
   */
  void addFault(String runId, String name, String fault, boolean isNull) {
    tell(
        "run %s: its %s %s".formatted(runId, name, fault),
        isNull ? "it was read as NULL" : "it was read as far as possible");
  }

  /**
   * The text {@code value} as it may be shown: half a surrogate pair, which JSON can spell, is no
   * character, so U+FFFD takes its place, and that is told.
   */
  String characters(String runId, String name, String value) {
    if (Texts.isWhole(value)) {
      return value;
    }
    tell(
        "run %s: its %s contains an unpaired surrogate, which is not a character"
            .formatted(runId, name),
        "it was read as U+FFFD");
    return Texts.mended(value);
  }

  private void tell(String what, String reading) {
    count++;
    if (policy == TypeMismatch.ERROR) {
      throw new WandbException(
          Kind.MISFIT, what + "; typeMismatch=null reads such values as NULL, with a warning");
    }
    if (count <= TOLD_ONE_BY_ONE) {
      scope.warn(what + "; " + reading);
    }
  }

  /** Tells how many more there were, once; for the end of the scan. */
  public void summarize() {
    if (count > TOLD_ONE_BY_ONE && !summarized) {
      summarized = true;
      scope.warn(
          "%d more values did not fit their columns or were malformed, and were read as"
              + " NULL or in part".formatted(count - TOLD_ONE_BY_ONE));
    }
  }

  private static String shorten(String json) {
    if (json.length() <= SHOWN_LENGTH) {
      return json;
    }
    int end =
        Character.isHighSurrogate(json.charAt(SHOWN_LENGTH - 1)) ? SHOWN_LENGTH - 1 : SHOWN_LENGTH;
    return json.substring(0, end) + "…";
  }
}
