package io.github.wandbjdbc.engine.optimize;

import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.logical.LogicalValues;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.tools.Program;

/**
 * Makes no rows of {@code LIMIT 0}, which tools ask for a query's columns with, before plans are
 * tried: while they are, the rows that there aren't would be sorted again and again.
 */
final class EmptyLimits extends PlanShuttle {
  private EmptyLimits() {}

  static Program program() {
    return (planner, rel, traits, materializations, lattices) -> rel.accept(new EmptyLimits());
  }

  @Override
  public RelNode visit(RelNode node) {
    return node instanceof Sort sort
            && sort.fetch instanceof RexLiteral
            && RexLiteral.intValue(sort.fetch) == 0
        ? LogicalValues.createEmpty(node.getCluster(), node.getRowType())
        : super.visit(node);
  }
}
