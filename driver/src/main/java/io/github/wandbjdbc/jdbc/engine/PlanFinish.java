package io.github.wandbjdbc.jdbc.engine;

import org.apache.calcite.adapter.enumerable.EnumerableLimit;
import org.apache.calcite.adapter.enumerable.EnumerableNestedLoopJoin;
import org.apache.calcite.adapter.enumerable.EnumerableValues;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;

/**
 * The last changes to a plan: operators that would ask for rows twice, or for one too many, and
 * tables that generated code has no room for.
 */
final class PlanFinish extends RelHomogeneousShuttle {
  private PlanFinish() {}

  /** The plan that is executed, and shown. */
  static RelNode of(RelNode plan) {
    // Not one for all: a shuttle knows where it is.
    return plan.accept(new PlanFinish());
  }

  @Override
  public RelNode visit(RelNode node) {
    RelNode rel = super.visit(node);
    if (rel instanceof EnumerableLimit limit && !(rel instanceof RowSlice)) {
      return RowSlice.of(limit);
    }
    if (rel instanceof EnumerableNestedLoopJoin join && !(join.getRight() instanceof HeldRows)) {
      return join.copy(
          join.getTraitSet(),
          join.getCondition(),
          join.getLeft(),
          HeldRows.of(join.getRight()),
          join.getJoinType(),
          join.isSemiJoinDone());
    }
    return rel instanceof EnumerableValues values ? StashedValues.of(values).orElse(values) : rel;
  }
}
