package io.github.wandbjdbc.client.asof;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.RunField;
import io.github.wandbjdbc.client.RunFilter;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The time as of which is answered. Times are compared by their milliseconds, as they are shown.
 *
 * @param time the last one that counts
 * @param isSent whether the source is told of it where it lists runs, rather than asked for all
 */
record TimeBound(Instant time, boolean isSent) {

  /** Kinds of things that can't be told: a statement is warned once of each. */
  enum Doubt {
    CREATION("runs"),
    FIELDS("fields"),
    STATE("state"),
    STEPS("steps"),
    SAMPLES("samples"),
    LINES("lines"),
    MEASUREMENTS("measurements"),
    FILES("files"),
    LOST_FILES("files"),
    ALERTS("alerts"),
    DEFINITIONS("definitions of metrics"),
    ENVIRONMENTS("environments"),
    USES("uses"),
    ARTIFACTS("artifacts"),
    ARTIFACT_FILES("files of artifacts"),
    SWEEPS("sweeps"),
    REPORTS("reports");

    private final String items;

    Doubt(String items) {
      this.items = items;
    }

    /** The things that it is about, in words. */
    String items() {
      return items;
    }
  }

  /** Whether {@code other} comes after it; not if it is unknown. */
  boolean isBefore(@Nullable Instant other) {
    return other != null && other.toEpochMilli() > time.toEpochMilli();
  }

  /** Whether {@code seconds} since 1970 come after it. */
  boolean isBefore(double seconds) {
    return Math.round(seconds * 1000) > time.toEpochMilli();
  }

  /** Whether a run gave its last sign of life until then, so that all it holds is of that time. */
  boolean hasEnded(RunTime run) {
    return run.heartbeatAt() != null && !isBefore(run.heartbeatAt());
  }

  /** That it isn't known of the run called {@code id} that it had ended by then: a sentence. */
  static String open(String id, RunTime run) {
    String some = "run %s, and perhaps others, ".formatted(id);
    return run.heartbeatAt() == null
        ? some + "may have gone on after that, since no last sign of life is known"
        : some + "went on after that";
  }

  /** Those runs of {@code filter} that were created until then, and perhaps others. */
  RunFilter bounded(RunFilter filter) {
    if (!isSent || namesRuns(filter)) {
      return filter;
    }
    return RunFilter.and(
        filter,
        new RunFilter.Comparison(RunField.CREATED_AT, RunFilter.Operator.LESS_OR_EQUAL, time));
  }

  /** Whether {@code filter} names its runs: these are asked for without another condition. */
  static boolean namesRuns(RunFilter filter) {
    return filter instanceof RunFilter.And and
        ? and.parts().stream().anyMatch(TimeBound::namesRuns)
        : filter instanceof RunFilter.In in && in.attribute() == RunField.ID;
  }

  /** Tells the statement of {@code scope}, once, what isn't known of that time. */
  void warn(CallScope scope, Doubt doubt, String what) {
    scope.warnOfKind(TimeBound.class.getName() + doubt, "asOf=%s: %s".formatted(time, what));
  }
}
