package io.github.wandbjdbc.predicates;

import io.github.wandbjdbc.client.RunField;
import io.github.wandbjdbc.client.RunFilter;

/** Guesses how much a filter leaves; good enough to prefer plans that send it. */
public final class Selectivity {
  // As Calcite guesses of the same conditions where they stay in SQL: to send one must not look
  // like reading more.
  private static final double OF_EQUALITY = 0.15;
  private static final double OF_COMPARISON = 0.5;
  private static final double OF_INEQUALITY = 0.85;
  private static final double OF_NOT_NULL = 0.9;
  private static final double OF_OTHERS = 0.25;

  private static final RunFilter.Visitor<Double> SHARES = new Shares();

  private Selectivity() {}

  /** How many of {@code runs} runs {@code filter} is likely to accept. */
  public static double of(RunFilter filter, double runs) {
    if (filter instanceof RunFilter.In in && in.attribute() == RunField.ID) {
      boolean joined = in.values().stream().anyMatch(Placeholder.RunBatch.class::isInstance);
      return Math.min(runs, joined ? JoinedRuns.SIZE : Math.max(1, in.values().size()));
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
    return Math.max(1, runs * of(filter));
  }

  private static double of(RunFilter filter) {
    return filter.accept(SHARES);
  }

  /** The share of runs that a filter of each shape is likely to accept. */
  private static final class Shares implements RunFilter.Visitor<Double> {
    @Override
    public Double in(RunFilter.In filter) {
      return OF_EQUALITY;
    }

    @Override
    public Double notIn(RunFilter.NotIn filter) {
      return Math.pow(OF_INEQUALITY, filter.values().size());
    }

    @Override
    public Double exists(RunFilter.Exists filter) {
      return OF_NOT_NULL;
    }

    @Override
    public Double comparison(RunFilter.Comparison filter) {
      return OF_COMPARISON;
    }

    @Override
    public Double hasTag(RunFilter.HasTag filter) {
      return OF_OTHERS;
    }

    @Override
    public Double startsWith(RunFilter.StartsWith filter) {
      return OF_OTHERS;
    }

    @Override
    public Double and(RunFilter.And filter) {
      return OF_OTHERS;
    }

    @Override
    public Double or(RunFilter.Or filter) {
      return OF_OTHERS;
    }
  }
}
