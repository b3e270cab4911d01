package io.github.wandbjdbc.engine.optimize.nodes;

import com.google.common.collect.ImmutableList;
import io.github.wandbjdbc.engine.execute.AggregateSpec;
import io.github.wandbjdbc.engine.execute.windows.WindowDescription;
import io.github.wandbjdbc.engine.execute.windows.WindowOperator;
import io.github.wandbjdbc.engine.source.EngineConvention;
import io.github.wandbjdbc.engine.source.EngineRel;
import io.github.wandbjdbc.engine.source.Execution;
import io.github.wandbjdbc.engine.source.Operator;
import java.util.List;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelCollationTraitDef;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Window;
import org.apache.calcite.rel.metadata.RelMdCollation;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexLiteral;

/** Adds to each row what functions make of the rows around it. */
final class EngineWindow extends Window implements EngineRel {
  private EngineWindow(
      RelOptCluster cluster,
      RelTraitSet traits,
      RelNode input,
      List<RexLiteral> constants,
      RelDataType rowType,
      List<Group> groups) {
    super(cluster, traits, ImmutableList.of(), input, constants, rowType, groups);
  }

  /** The same as {@code window}, of {@code input}, whose order it keeps. */
  static EngineWindow of(Window window, RelNode input) {
    RelOptCluster cluster = window.getCluster();
    return new EngineWindow(
        cluster,
        cluster
            .traitSetOf(EngineConvention.INSTANCE)
            .replaceIfs(
                RelCollationTraitDef.INSTANCE,
                () -> RelMdCollation.filter(cluster.getMetadataQuery(), input)),
        input,
        window.constants,
        window.getRowType(),
        window.groups);
  }

  @Override
  public RelNode copy(RelTraitSet traits, List<RelNode> inputs) {
    return new EngineWindow(getCluster(), traits, sole(inputs), constants, getRowType(), groups);
  }

  @Override
  public Window copy(List<RexLiteral> values) {
    return new EngineWindow(getCluster(), getTraitSet(), getInput(), values, getRowType(), groups);
  }

  @Override
  public Operator open(Execution execution) {
    return new WindowOperator(
        execution.open(getInput()), WindowDescription.of(this, AggregateSpec::entry), execution);
  }
}
