package io.github.wandbjdbc.engine.optimize.nodes;

import io.github.wandbjdbc.engine.execute.BufferedRows;
import io.github.wandbjdbc.engine.execute.sets.RecursionOperator;
import io.github.wandbjdbc.engine.source.EngineConvention;
import io.github.wandbjdbc.engine.source.EngineRel;
import io.github.wandbjdbc.engine.source.Execution;
import io.github.wandbjdbc.engine.source.Operator;
import java.util.List;
import java.util.Set;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.RepeatUnion;
import org.jspecify.annotations.Nullable;

/** Gives the rows of its seed, then what its step makes of them, and of that, and so on. */
final class EngineRecursion extends RepeatUnion implements EngineRel {
  private EngineRecursion(
      RelOptCluster cluster,
      RelTraitSet traits,
      RelNode seed,
      RelNode step,
      boolean all,
      int limit,
      @Nullable RelOptTable table) {
    super(cluster, traits, seed, step, all, limit, table);
  }

  /** The same as {@code recursion}, of {@code seed} and {@code step}. */
  static EngineRecursion of(RepeatUnion recursion, RelNode seed, RelNode step) {
    return new EngineRecursion(
        recursion.getCluster(),
        recursion.getCluster().traitSetOf(EngineConvention.INSTANCE),
        seed,
        step,
        recursion.all,
        recursion.iterationLimit,
        recursion.getTransientTable());
  }

  @Override
  public RelNode copy(RelTraitSet traits, List<RelNode> inputs) {
    return new EngineRecursion(
        getCluster(),
        traits,
        inputs.get(0),
        inputs.get(1),
        all,
        iterationLimit,
        getTransientTable());
  }

  @Override
  public Set<Object> variablesOfInputs() {
    return Set.of(EngineWorkTable.variable(getTransientTable()));
  }

  @Override
  public Operator open(Execution execution) {
    return new RecursionOperator(
        all,
        () -> execution.open(getSeedRel()),
        () -> execution.open(getIterativeRel()),
        BufferedRows.kinds(getRowType()),
        EngineWorkTable.variable(getTransientTable()),
        execution);
  }
}
