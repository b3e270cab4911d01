package io.github.wandbjdbc.engine.optimize.nodes;

import io.github.wandbjdbc.engine.execute.ProjectOperator;
import io.github.wandbjdbc.engine.execute.expressions.Expressions;
import io.github.wandbjdbc.engine.source.EngineConvention;
import io.github.wandbjdbc.engine.source.EngineRel;
import io.github.wandbjdbc.engine.source.Execution;
import io.github.wandbjdbc.engine.source.Operator;
import java.util.List;
import java.util.Set;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelCollationTraitDef;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.metadata.RelMdCollation;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;

/** Computes the fields of a row from those of another. */
public final class EngineProject extends Project implements EngineRel {
  private EngineProject(
      RelOptCluster cluster,
      RelTraitSet traits,
      RelNode input,
      List<? extends RexNode> projects,
      RelDataType rowType) {
    super(cluster, traits, List.of(), input, projects, rowType, Set.of());
  }

  /** A projection of {@code input}, whose order it keeps as far as it keeps the fields. */
  public static EngineProject of(
      RelNode input, List<? extends RexNode> projects, RelDataType rowType) {
    RelOptCluster cluster = input.getCluster();
    RelTraitSet traits =
        cluster
            .traitSetOf(EngineConvention.INSTANCE)
            .replaceIfs(
                RelCollationTraitDef.INSTANCE,
                () -> RelMdCollation.project(cluster.getMetadataQuery(), input, projects));
    return new EngineProject(cluster, traits, input, projects, rowType);
  }

  @Override
  public Project copy(
      RelTraitSet traits, RelNode input, List<RexNode> projects, RelDataType rowType) {
    return new EngineProject(getCluster(), traits, input, projects, rowType);
  }

  @Override
  public Operator open(Execution execution) {
    return new ProjectOperator(
        execution.open(getInput()), Expressions.of(getProjects(), execution));
  }
}
