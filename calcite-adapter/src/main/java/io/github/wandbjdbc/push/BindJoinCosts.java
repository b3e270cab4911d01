package io.github.wandbjdbc.push;

import io.github.wandbjdbc.predicates.JoinedRuns;
import org.apache.calcite.plan.RelOptCost;
import org.apache.calcite.plan.RelOptPlanner;
import org.apache.calcite.rel.metadata.RelMetadataQuery;

/** The estimated rows and cost of a {@link BindJoin}. */
final class BindJoinCosts {
  /** How much the rows of a batch are likely to be thinned out by what is not a run id. */
  private static final double OF_OTHER_CONDITIONS = 0.25;

  /** The most left rows of a batch, however few runs they name. */
  private static final int MOST_ROWS = 1 << 16;

  private BindJoinCosts() {}

  /** How many rows are likely to come. */
  static double rows(BindJoin join, RelMetadataQuery query) {
    BindJoinShape shape = join.shape();
    double outer = query.getRowCount(join.getLeft());
    if (shape.isSemi()) {
      return outer / 2;
    }
    boolean byRunAlone =
        shape.keys().leftKeys.size() == 1 && shape.keys().nonEquiConditions.isEmpty();
    double ofOne = query.getRowCount(join.getRight()) / JoinedRuns.SIZE;
    double inner = outer * ofOne * (byRunAlone ? 1 : OF_OTHER_CONDITIONS);
    return Math.max(1, shape.type().generatesNullsOnRight() ? Math.max(outer, inner) : inner);
  }

  /**
   * Its own work, and the right side's for all batches but the first, unless the right side comes
   * with the pages of the left one.
   */
  static RelOptCost cost(BindJoin join, RelOptPlanner planner, RelMetadataQuery query) {
    RelOptCost ofOneBatch = planner.getCost(join.getRight(), query);
    RelOptCost own =
        planner
            .getCostFactory()
            .makeCost(query.getRowCount(join.getLeft()) + query.getRowCount(join), 0, 0);
    double again = RunKeys.areOfOneListing(join) ? 0 : batches(join, query) - 1;
    return ofOneBatch == null || again <= 0 ? own : own.plus(ofOneBatch.multiplyBy(again));
  }

  /** How often the right side is likely to be read. */
  private static double batches(BindJoin join, RelMetadataQuery query) {
    double outer = query.getRowCount(join.getLeft());
    double runs =
        RunKeys.request(join.getLeft(), join.shape().leftRunId())
            .map(request -> Math.min(outer, request.estimateRuns()))
            .orElse(outer);
    return Math.max(Math.ceil(runs / JoinedRuns.SIZE), outer / MOST_ROWS);
  }
}
