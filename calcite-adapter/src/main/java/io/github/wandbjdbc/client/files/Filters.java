package io.github.wandbjdbc.client.files;

import io.github.wandbjdbc.client.RunField;
import io.github.wandbjdbc.client.RunFilter;
import java.time.Instant;

/**
 * Decides which runs a filter accepts. What it need not decide exactly it accepts: the caller
 * checks again.
 */
final class Filters {
  private Filters() {}

  /** Whether {@code filter} accepts {@code run} as it is at {@code now}. */
  static boolean accepts(RunFilter filter, LocalRun run, Instant now) {
    if (filter instanceof RunFilter.And and) {
      return and.parts().stream().allMatch(part -> accepts(part, run, now));
    }
    if (filter instanceof RunFilter.Or or) {
      return or.parts().stream().anyMatch(part -> accepts(part, run, now));
    }
    if (filter instanceof RunFilter.In in) {
      if (in.attribute() == RunField.ID) {
        return in.values().contains(run.id());
      }
      if (in.attribute() == RunField.STATE) {
        return in.values().contains(run.state(now));
      }
    }
    return true;
  }
}
