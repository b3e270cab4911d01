package io.github.wandbjdbc.push;

import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelOptCost;
import org.apache.calcite.plan.RelOptPlanner;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.BiRel;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.metadata.RelMetadataQuery;
import org.apache.calcite.rel.type.RelDataType;

/**
 * A part of a finished plan that reads on its right side only the runs that its left side names,
 * some at a time; what it holds is the left rows of those.
 */
abstract class BindJoin extends BiRel {
  private final BindJoinShape shape;

  BindJoin(
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

  /** How the rows of the two sides meet. */
  final BindJoinShape shape() {
    return shape;
  }

  @Override
  public final double estimateRowCount(RelMetadataQuery query) {
    return BindJoinCosts.rows(this, query);
  }

  @Override
  public final RelOptCost computeSelfCost(RelOptPlanner planner, RelMetadataQuery query) {
    return BindJoinCosts.cost(this, planner, query);
  }

  @Override
  public final RelWriter explainTerms(RelWriter writer) {
    return shape.explain(super.explainTerms(writer));
  }
}
