package io.github.wandbjdbc.plan;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.client.RunField;
import io.github.wandbjdbc.client.RunFilter;
import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.client.WandbException.Kind;

/** Stops a scan that would read the histories of more runs than its user is likely to mean. */
final class RunGuard {
  private RunGuard() {}

  /**
   * Throws {@code LIMIT_EXCEEDED} if {@code runs} are more than the source's bound. Where the runs
   * aren't named it has them counted.
   */
  static void check(
      String what, ProjectPath project, RunFilter runs, ScanSource source, CallScope scope) {
    long count =
        runs instanceof RunFilter.In in && in.attribute() == RunField.ID
            ? in.values().size()
            : source.client().count(project, runs, scope);
    if (count > source.maxRuns()) {
      throw new WandbException(
          Kind.LIMIT_EXCEEDED,
          ("%s: the histories of %d runs would be read, and maxRuns=%d; name the runs by a predicate"
                  + " on run_id, or raise maxRuns")
              .formatted(what, count, source.maxRuns()));
    }
  }
}
