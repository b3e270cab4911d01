package io.github.wandbjdbc.rows;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.Misfit;
import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.client.WandbException.Kind;

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
    count++;
    if (policy == TypeMismatch.NULL && count > TOLD_ONE_BY_ONE) {
      return;
    }
    String what =
        "run %s: the value %s does not fit column \"%s\" of type %s"
            .formatted(runId, shorten(value.json()), column.name(), column.type());
    if (policy == TypeMismatch.ERROR) {
      throw new WandbException(Kind.MISFIT, what + "; typeMismatch=null reads such values as NULL");
    }
    scope.warn(what + "; it was read as NULL");
  }

  /** Tells how many more there were, once; for the end of the scan. */
  public void summarize() {
    if (count > TOLD_ONE_BY_ONE && !summarized) {
      summarized = true;
      scope.warn(
          "%d more values did not fit their columns and were read as NULL"
              .formatted(count - TOLD_ONE_BY_ONE));
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
