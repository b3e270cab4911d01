package io.github.wandbjdbc.jdbc.engine;

import java.util.List;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Window;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.util.ImmutableBitSet;
import org.jspecify.annotations.Nullable;

/**
 * The shapes of correlated queries that Calcite makes joins of and thereby loses or mixes rows:
 * windows, which would be over the rows of all outer rows; totals, which have a row where there is
 * nothing to total; and what has rows for an outer row with NULL, which equals no NULL in a join.
 */
final class CorrelatedShapes extends RelHomogeneousShuttle {
  private boolean fit = true;

  private CorrelatedShapes() {}

  /** Whether what is correlated in {@code plan} may be joined. */
  static boolean mayBeJoined(RelNode plan) {
    CorrelatedShapes shapes = new CorrelatedShapes();
    plan.accept(shapes);
    return shapes.fit;
  }

  /**
   * The same plan, but that a query of exactly one row is joined as one that may have none: as a
   * total is, of which nothing is left where there is nothing to total.
   */
  static RelNode outer(RelNode plan) {
    return plan.accept(
        new RelHomogeneousShuttle() {
          @Override
          public RelNode visit(RelNode node) {
            RelNode visited = super.visit(node);
            return visited instanceof Correlate correlate
                    && correlate.getJoinType() == JoinRelType.INNER
                    && total(correlate.getRight()) != null
                ? RelOptUtil.createCastRel(outer(correlate), correlate.getRowType(), true)
                : visited;
          }
        });
  }

  private static RelNode outer(Correlate correlate) {
    return correlate.copy(
        correlate.getTraitSet(),
        correlate.getLeft(),
        correlate.getRight(),
        correlate.getCorrelationId(),
        correlate.getRequiredColumns(),
        JoinRelType.LEFT);
  }

  @Override
  public RelNode visit(RelNode node) {
    if (fit && node instanceof Correlate correlate) {
      RelNode right = correlate.getRight();
      Aggregate total = correlate.getJoinType() == JoinRelType.LEFT ? total(right) : null;
      RelNode rows = total == null ? right : total.getInput();
      CorrelationId variable = correlate.getCorrelationId();
      List<RelDataTypeField> fields = correlate.getLeft().getRowType().getFieldList();
      fit =
          fits(rows, variable)
              && correlate.getRequiredColumns().asList().stream()
                  .filter(field -> fields.get(field).getType().isNullable())
                  .allMatch(field -> NullRejection.isOf(rows, variable, field));
    }
    return fit ? super.visit(node) : node;
  }

  /** Whether {@code node}, where it reads {@code variable}, is neither a window nor a total. */
  private static boolean fits(RelNode node, CorrelationId variable) {
    if (!RelOptUtil.getVariablesUsed(node).contains(variable)) {
      return true;
    }
    if (hasWindow(node)
        || (node instanceof Aggregate aggregate
            && aggregate.getGroupSets().stream().anyMatch(ImmutableBitSet::isEmpty))) {
      return false;
    }
    return node.getInputs().stream().allMatch(input -> fits(input, variable));
  }

  private static boolean hasWindow(RelNode node) {
    return node instanceof Window || (node instanceof Project project && project.containsOver());
  }

  /** The total that {@code node} is, under projections at most. */
  private static @Nullable Aggregate total(RelNode node) {
    if (node instanceof Project project && !project.containsOver()) {
      return total(project.getInput());
    }
    return node instanceof Aggregate aggregate
            && aggregate.getGroupCount() == 0
            && aggregate.getGroupType() == Aggregate.Group.SIMPLE
        ? aggregate
        : null;
  }
}
