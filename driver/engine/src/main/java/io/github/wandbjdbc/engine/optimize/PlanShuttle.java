package io.github.wandbjdbc.engine.optimize;

import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalAsofJoin;

/**
 * Visits all operators of a plan alike by {@link #visit(RelNode)}, ASOF joins as well, which
 * Calcite's shuttle of that kind passes by.
 */
class PlanShuttle extends RelHomogeneousShuttle {
  @Override
  public final RelNode visit(LogicalAsofJoin join) {
    return visit((RelNode) join);
  }
}
