package io.github.wandbjdbc.engine.optimize;

import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;

/**
 * Rewrites the parts of a plan from its leaves up, and those of the queries in its expressions
 * likewise.
 */
abstract class PlanRewriter extends PlanShuttle {
  private final RexShuttle queries =
      new RexShuttle() {
        @Override
        public RexNode visitSubQuery(RexSubQuery query) {
          RexSubQuery visited = (RexSubQuery) super.visitSubQuery(query);
          return visited.clone(visited.rel.accept(PlanRewriter.this));
        }
      };

  @Override
  public final RelNode visit(RelNode node) {
    return rewritten(super.visit(node).accept(queries));
  }

  /** The part that takes the place of {@code node}, all below which is rewritten already. */
  abstract RelNode rewritten(RelNode node);
}
