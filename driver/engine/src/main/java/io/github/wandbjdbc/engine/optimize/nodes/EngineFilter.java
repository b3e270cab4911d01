package io.github.wandbjdbc.engine.optimize.nodes;

import io.github.wandbjdbc.engine.execute.FilterOperator;
import io.github.wandbjdbc.engine.execute.expressions.Expressions;
import io.github.wandbjdbc.engine.source.EngineConvention;
import io.github.wandbjdbc.engine.source.EngineRel;
import io.github.wandbjdbc.engine.source.Execution;
import io.github.wandbjdbc.engine.source.Operator;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelCollationTraitDef;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.metadata.RelMdCollation;
import org.apache.calcite.rex.RexNode;

/** Lets through the rows that satisfy a condition. */
public final class EngineFilter extends Filter implements EngineRel {
  private EngineFilter(
      RelOptCluster cluster, RelTraitSet traits, RelNode input, RexNode condition) {
    super(cluster, traits, input, condition);
  }

  /** A filter of {@code input}, whose order it keeps. */
  public static EngineFilter of(RelNode input, RexNode condition) {
    RelOptCluster cluster = input.getCluster();
    RelTraitSet traits =
        cluster
            .traitSetOf(EngineConvention.INSTANCE)
            .replaceIfs(
                RelCollationTraitDef.INSTANCE,
                () -> RelMdCollation.filter(cluster.getMetadataQuery(), input));
    return new EngineFilter(cluster, traits, input, condition);
  }

  @Override
  public Filter copy(RelTraitSet traits, RelNode input, RexNode condition) {
    return new EngineFilter(getCluster(), traits, input, condition);
  }

  @Override
  public Operator open(Execution execution) {
    return new FilterOperator(
        execution.open(getInput()), Expressions.condition(getCondition(), execution), execution);
  }
}
