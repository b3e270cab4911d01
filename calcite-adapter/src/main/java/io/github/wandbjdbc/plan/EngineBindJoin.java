package io.github.wandbjdbc.plan;

import io.github.wandbjdbc.engine.execute.joins.BindJoinOperator;
import io.github.wandbjdbc.engine.optimize.Joins;
import io.github.wandbjdbc.engine.source.EngineRel;
import io.github.wandbjdbc.engine.source.Execution;
import io.github.wandbjdbc.engine.source.Operator;
import java.util.List;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelOptCost;
import org.apache.calcite.plan.RelOptPlanner;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.BiRel;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.metadata.RelMetadataQuery;
import org.apache.calcite.rel.type.RelDataType;

/** A {@link BindJoin} that our engine executes. */
final class EngineBindJoin extends BiRel implements EngineRel, BindJoin {
  private final BindJoinShape shape;

  EngineBindJoin(
      RelOptCluster cluster,
      RelTraitSet traits,
      RelNode left,
      RelNode right,
      BindJoinShape shape,
      RelDataType rowType) {
    super(cluster, traits, left, right);
    this.shape = shape;
    this.rowType = rowType;
  }

  @Override
  public BindJoinShape shape() {
    return shape;
  }

  @Override
  public RelNode copy(RelTraitSet traits, List<RelNode> inputs) {
    return new EngineBindJoin(
        getCluster(), traits, inputs.get(0), inputs.get(1), shape, getRowType());
  }

  @Override
  public double estimateRowCount(RelMetadataQuery query) {
    return BindJoinCosts.rows(this, query);
  }

  @Override
  public RelOptCost computeSelfCost(RelOptPlanner planner, RelMetadataQuery query) {
    return BindJoinCosts.cost(this, planner, query);
  }

  @Override
  public RelWriter explainTerms(RelWriter writer) {
    return shape.explain(super.explainTerms(writer));
  }

  @Override
  public Operator open(Execution execution) {
    Joins joins = Joins.of(shape.keys(), left, right);
    return new BindJoinOperator(
        Joins.shape(shape.type(), left, right),
        joins.keys(),
        joins.place(shape.bound()),
        joins.condition(execution),
        ((EngineRel) left).open(execution),
        () -> ((EngineRel) right).open(execution),
        new Placeholder.RunBatch(shape.id()).variable(),
        RunBatches.SIZE,
        execution);
  }
}
