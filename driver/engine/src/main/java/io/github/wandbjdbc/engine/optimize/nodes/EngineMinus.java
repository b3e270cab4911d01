package io.github.wandbjdbc.engine.optimize.nodes;

import com.google.common.collect.ImmutableList;
import io.github.wandbjdbc.engine.execute.BufferedRows;
import io.github.wandbjdbc.engine.execute.sets.MinusOperator;
import io.github.wandbjdbc.engine.source.EngineConvention;
import io.github.wandbjdbc.engine.source.EngineRel;
import io.github.wandbjdbc.engine.source.Execution;
import io.github.wandbjdbc.engine.source.Operator;
import java.util.List;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Minus;

/** Gives the rows of its first input that the others do not have. */
final class EngineMinus extends Minus implements EngineRel {
  private EngineMinus(
      RelOptCluster cluster, RelTraitSet traits, List<RelNode> inputs, boolean all) {
    super(cluster, traits, ImmutableList.of(), inputs, all);
  }

  /** Of {@code inputs}, each row once unless {@code all} are wanted. */
  static EngineMinus of(List<RelNode> inputs, boolean all) {
    RelOptCluster cluster = inputs.get(0).getCluster();
    return new EngineMinus(cluster, cluster.traitSetOf(EngineConvention.INSTANCE), inputs, all);
  }

  @Override
  public Minus copy(RelTraitSet traits, List<RelNode> inputs, boolean every) {
    return new EngineMinus(getCluster(), traits, inputs, every);
  }

  @Override
  public Operator open(Execution execution) {
    return new MinusOperator(
        all,
        getInputs().stream().map(input -> execution.open(input)).toList(),
        BufferedRows.kinds(getRowType()),
        execution);
  }
}
