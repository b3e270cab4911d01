package io.github.wandbjdbc.engine.optimize;

import io.github.wandbjdbc.engine.values.aggregates.Aggregates;
import java.util.List;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.AsofJoin;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.sql.fun.SqlCountAggFunction;
import org.jspecify.annotations.Nullable;

/**
 * The shapes of correlated queries that Calcite makes joins of without losing or mixing rows. The
 * others are asked for each outer row.
 */
final class CorrelatedShapes extends PlanShuttle {
  private boolean fit = true;

  private CorrelatedShapes() {}

  /** Whether all that is correlated in {@code plan} may be joined. */
  static boolean mayBeJoined(RelNode plan) {
    CorrelatedShapes shapes = new CorrelatedShapes();
    plan.accept(shapes);
    return shapes.fit;
  }

  /**
   * The same plan, but that a total, which is one row, is joined as what may have none: nothing is
   * left of it where there is nothing to total.
   */
  static RelNode outer(RelNode plan) {
    return plan.accept(
        new PlanShuttle() {
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
    if (node instanceof AsofJoin) {
      // Calcite makes a join without the condition for the nearest row of it.
      fit = false;
      return node;
    }
    if (fit && node instanceof Correlate correlate) {
      RelNode right = correlate.getRight();
      Aggregate total = correlate.getJoinType() == JoinRelType.LEFT ? total(right) : null;
      RelNode rows = total == null ? right : total.getInput();
      List<RelDataTypeField> fields = correlate.getLeft().getRowType().getFieldList();
      fit =
          (total == null || !VariableUses.isOrdered(total))
              && !Counts.areIn(right)
              && VariableUses.areFit(rows, correlate.getCorrelationId())
              && correlate.getRequiredColumns().asList().stream()
                  .filter(field -> fields.get(field).getType().isNullable())
                  .allMatch(field -> NullRejection.isOf(rows, correlate.getCorrelationId(), field));
    }
    return fit ? super.visit(node) : node;
  }

  /**
   * Looks for totals that have a value where there are no rows, and are none of {@code COUNT}'s
   * kin, of which Calcite alone knows what that is.
   */
  private static final class Counts extends PlanShuttle {
    private boolean found;

    static boolean areIn(RelNode rel) {
      Counts counts = new Counts();
      rel.accept(counts);
      return counts.found;
    }

    @Override
    public RelNode visit(RelNode node) {
      found |=
          node instanceof Aggregate aggregate
              && aggregate.getGroupCount() == 0
              && aggregate.getAggCallList().stream()
                  .map(AggregateCall::getAggregation)
                  .anyMatch(
                      function ->
                          !(function instanceof SqlCountAggFunction)
                              && !Aggregates.isNullOfNoRows(function));
      return found ? node : super.visit(node);
    }
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
