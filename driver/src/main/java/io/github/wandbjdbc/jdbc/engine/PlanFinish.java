package io.github.wandbjdbc.jdbc.engine;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.adapter.enumerable.EnumerableCalc;
import org.apache.calcite.adapter.enumerable.EnumerableLimit;
import org.apache.calcite.adapter.enumerable.EnumerableNestedLoopJoin;
import org.apache.calcite.adapter.enumerable.EnumerableValues;
import org.apache.calcite.adapter.enumerable.EnumerableWindow;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexProgram;

/**
 * The last changes to a plan: operators that would ask for rows twice, or for one too many, and
 * tables and windows that there would be no code for.
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
      boolean tellsRowsByIdentity =
          join.getJoinType().generatesNullsOnLeft()
              && join.getRight().getRowType().getFieldCount() == 1;
      return tellsRowsByIdentity ? withWiderRows(join) : over(join, join.getRight());
    }
    if (rel instanceof EnumerableWindow window) {
      return WindowNulls.asColumns(WindowKeys.named(window));
    }
    return rel instanceof EnumerableValues values ? StashedValues.of(values).orElse(values) : rel;
  }

  private static RelNode over(EnumerableNestedLoopJoin join, RelNode right) {
    return join.copy(
        join.getTraitSet(),
        join.getCondition(),
        join.getLeft(),
        HeldRows.of(right),
        join.getJoinType(),
        join.isSemiJoinDone());
  }

  /**
   * Which rows of the right side met none of the left is told by the identity of their objects. A
   * row of one column is its value, of which there may be one object for several rows: a second
   * column makes each row an object of its own.
   */
  private static RelNode withWiderRows(EnumerableNestedLoopJoin join) {
    RexBuilder builder = join.getCluster().getRexBuilder();
    RelNode right = join.getRight();
    List<String> names = List.of(right.getRowType().getFieldNames().get(0), "$row");
    List<RexNode> wider =
        List.of(builder.makeInputRef(right, 0), builder.makeExactLiteral(BigDecimal.ZERO));
    RelNode joined =
        over(
            join,
            EnumerableCalc.create(
                right, RexProgram.create(right.getRowType(), wider, null, names, builder)));
    List<RexNode> wanted = new ArrayList<>();
    for (int i = 0; i < join.getRowType().getFieldCount(); i++) {
      wanted.add(builder.makeInputRef(joined, i));
    }
    return EnumerableCalc.create(
        joined,
        RexProgram.create(
            joined.getRowType(), wanted, null, join.getRowType().getFieldNames(), builder));
  }
}
