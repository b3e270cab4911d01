package io.github.wandbjdbc.plan;

import io.github.wandbjdbc.client.RunField;
import io.github.wandbjdbc.client.RunFilter;

/** Guesses how much a filter leaves; good enough to prefer plans that send it. */
final class Selectivity {
  private static final double OF_A_CONDITION = 0.3;

  private Selectivity() {}

  /** How many of {@code runs} runs {@code filter} is likely to accept. */
  static double of(RunFilter filter, double runs) {
    if (filter instanceof RunFilter.In in && in.attribute() == RunField.ID) {
      return Math.min(runs, Math.max(1, in.values().size()));
    }
    if (filter instanceof RunFilter.And and) {
      double left = runs;
      for (RunFilter part : and.parts()) {
        left = of(part, left);
      }
      return left;
    }
    if (filter instanceof RunFilter.Or or && or.parts().isEmpty()) {
      return 0;
    }
    return Math.max(1, runs * OF_A_CONDITION);
  }
}
