package io.github.wandbjdbc.engine.optimize.nodes;

import com.google.common.collect.ImmutableList;
import io.github.wandbjdbc.engine.execute.BufferedRows;
import io.github.wandbjdbc.engine.execute.sets.UnionOperator;
import io.github.wandbjdbc.engine.source.EngineConvention;
import io.github.wandbjdbc.engine.source.EngineRel;
import io.github.wandbjdbc.engine.source.Execution;
import io.github.wandbjdbc.engine.source.Operator;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Union;

/** Gives the rows of one input after the other, each once unless all are wanted. */
final class EngineUnion extends Union implements EngineRel {
  private EngineUnion(
      RelOptCluster cluster, RelTraitSet traits, List<RelNode> inputs, boolean all) {
    super(cluster, traits, ImmutableList.of(), inputs, all);
  }

  /** Of {@code inputs}, each row once unless {@code all} are wanted. */
  static EngineUnion of(List<RelNode> inputs, boolean all) {
    RelOptCluster cluster = inputs.get(0).getCluster();
    return new EngineUnion(cluster, cluster.traitSetOf(EngineConvention.INSTANCE), inputs, all);
  }

  @Override
  public Union copy(RelTraitSet traits, List<RelNode> inputs, boolean every) {
    return new EngineUnion(getCluster(), traits, inputs, every);
  }

  @Override
  public Operator open(Execution execution) {
    List<Supplier<Operator>> parts = new ArrayList<>();
    getInputs().forEach(input -> parts.add(() -> execution.open(input)));
    return new UnionOperator(all, parts, BufferedRows.kinds(getRowType()), execution);
  }
}
