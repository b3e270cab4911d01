package io.github.wandbjdbc.engine.optimize.nodes;

import com.google.common.collect.ImmutableList;
import io.github.wandbjdbc.engine.execute.joins.AsofJoinOperator;
import io.github.wandbjdbc.engine.source.EngineConvention;
import io.github.wandbjdbc.engine.source.EngineRel;
import io.github.wandbjdbc.engine.source.Execution;
import io.github.wandbjdbc.engine.source.Operator;
import io.github.wandbjdbc.engine.values.DoubleComparison;
import java.util.Set;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.AsofJoin;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;

/** Joins each left row with the right row that comes nearest before or behind it. */
final class EngineAsofJoin extends AsofJoin implements EngineRel {
  private EngineAsofJoin(
      RelOptCluster cluster,
      RelTraitSet traits,
      RelNode left,
      RelNode right,
      RexNode condition,
      RexNode matchCondition,
      JoinRelType type) {
    super(
        cluster,
        traits,
        ImmutableList.of(),
        left,
        right,
        condition,
        matchCondition,
        Set.of(),
        type);
  }

  /** The same as {@code join}, of {@code left} and {@code right}. */
  static EngineAsofJoin of(AsofJoin join, RelNode left, RelNode right) {
    return new EngineAsofJoin(
        join.getCluster(),
        join.getCluster().traitSetOf(EngineConvention.INSTANCE),
        left,
        right,
        join.getCondition(),
        join.getMatchCondition(),
        join.getJoinType());
  }

  @Override
  public Join copy(
      RelTraitSet traits,
      RexNode condition,
      RelNode left,
      RelNode right,
      JoinRelType type,
      boolean semiJoinDone) {
    return new EngineAsofJoin(
        getCluster(), traits, left, right, condition, getMatchCondition(), type);
  }

  /** Its match condition isn't among the expressions that it shows. */
  @Override
  public boolean isFixed() {
    return false;
  }

  @Override
  public Operator open(Execution execution) {
    Joins joins = Joins.of(joinInfo, left, right);
    RexCall match = (RexCall) matchCondition();
    int leftWidth = left.getRowType().getFieldCount();
    int first = ((RexInputRef) match.getOperands().get(0)).getIndex();
    int second = ((RexInputRef) match.getOperands().get(1)).getIndex();
    boolean leftFirst = first < leftWidth;
    return new AsofJoinOperator(
        Joins.shape(
            joinType == JoinRelType.ASOF ? JoinRelType.INNER : JoinRelType.LEFT, left, right),
        joins.keys(),
        leftFirst ? match.getKind() : match.getKind().reverse(),
        leftFirst ? first : second,
        (leftFirst ? second : first) - leftWidth,
        execution.open(left),
        execution.open(right),
        execution);
  }

  /** A comparison of doubles as the standard one. */
  private RexNode matchCondition() {
    RexNode condition = getMatchCondition();
    RexNode standard = DoubleComparison.standard(getCluster().getRexBuilder(), condition);
    return standard == null ? condition : standard;
  }
}
