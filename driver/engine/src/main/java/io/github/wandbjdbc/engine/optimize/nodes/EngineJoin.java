package io.github.wandbjdbc.engine.optimize.nodes;

import com.google.common.collect.ImmutableList;
import io.github.wandbjdbc.engine.execute.expressions.RowPredicate;
import io.github.wandbjdbc.engine.execute.joins.HashJoinOperator;
import io.github.wandbjdbc.engine.execute.joins.JoinShape;
import io.github.wandbjdbc.engine.execute.joins.NestedLoopsOperator;
import io.github.wandbjdbc.engine.source.EngineConvention;
import io.github.wandbjdbc.engine.source.EngineRel;
import io.github.wandbjdbc.engine.source.Execution;
import io.github.wandbjdbc.engine.source.Operator;
import java.util.Set;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelOptCost;
import org.apache.calcite.plan.RelOptPlanner;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelCollationTraitDef;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelNodes;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.metadata.RelMdCollation;
import org.apache.calcite.rel.metadata.RelMdUtil;
import org.apache.calcite.rel.metadata.RelMetadataQuery;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.util.Util;

/** Joins by a hash of the right side where the condition has equalities, else pair by pair. */
final class EngineJoin extends Join implements EngineRel {
  private EngineJoin(
      RelOptCluster cluster,
      RelTraitSet traits,
      RelNode left,
      RelNode right,
      RexNode condition,
      Set<CorrelationId> variables,
      JoinRelType type) {
    super(cluster, traits, ImmutableList.of(), left, right, condition, variables, type);
  }

  /** The same as {@code join}, of {@code left}, whose order it keeps, and {@code right}. */
  static EngineJoin of(Join join, RelNode left, RelNode right) {
    RelOptCluster cluster = join.getCluster();
    RelMetadataQuery query = cluster.getMetadataQuery();
    RelTraitSet traits =
        cluster
            .traitSetOf(EngineConvention.INSTANCE)
            .replaceIfs(
                RelCollationTraitDef.INSTANCE,
                () -> RelMdCollation.enumerableHashJoin(query, left, right, join.getJoinType()));
    return new EngineJoin(
        cluster,
        traits,
        left,
        right,
        join.getCondition(),
        join.getVariablesSet(),
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
    return new EngineJoin(getCluster(), traits, left, right, condition, variablesSet, type);
  }

  private boolean isByHash() {
    return !joinInfo.leftKeys.isEmpty();
  }

  @Override
  public RelOptCost computeSelfCost(RelOptPlanner planner, RelMetadataQuery query) {
    double rows = query.getRowCount(this);
    // Of two ways round that cost the same, always the same one is taken.
    if (joinType == JoinRelType.RIGHT
        || (joinType.projectsRight() && RelNodes.COMPARATOR.compare(left, right) > 0)) {
      rows = RelMdUtil.addEpsilon(rows);
    }
    double lefts = query.getRowCount(left);
    double rights = query.getRowCount(right);
    if (isByHash()) {
      double all = rows + Util.nLogN(lefts) + rights;
      RelOptCost cost = planner.getCostFactory().makeCost(all, 0, 0);
      return isSemiJoin() ? cost.multiplyBy(0.01) : cost;
    }
    // Pair by pair.
    return planner.getCostFactory().makeCost(10 * (rows + lefts * Math.max(1, rights)), 0, 0);
  }

  @Override
  public Operator open(Execution execution) {
    Joins joins = Joins.of(joinInfo, left, right);
    JoinShape shape = Joins.shape(joinType, left, right);
    Operator lefts = execution.open(left);
    Operator rights = execution.open(right);
    RowPredicate condition = joins.condition(execution);
    return joins.keys().isEmpty()
        ? new NestedLoopsOperator(shape, condition, lefts, rights, execution)
        : new HashJoinOperator(shape, joins.keys(), condition, false, lefts, rights, execution);
  }
}
