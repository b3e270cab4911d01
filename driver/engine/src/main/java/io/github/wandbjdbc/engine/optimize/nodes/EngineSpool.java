package io.github.wandbjdbc.engine.optimize.nodes;

import io.github.wandbjdbc.engine.source.EngineConvention;
import io.github.wandbjdbc.engine.source.EngineRel;
import io.github.wandbjdbc.engine.source.Execution;
import io.github.wandbjdbc.engine.source.Operator;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Spool;
import org.apache.calcite.rel.core.TableSpool;

/**
 * The rows of its input, which the recursion above keeps for its next step: here nothing is left to
 * do.
 */
final class EngineSpool extends TableSpool implements EngineRel {
  private EngineSpool(
      RelOptCluster cluster,
      RelTraitSet traits,
      RelNode input,
      Type readType,
      Type writeType,
      RelOptTable table) {
    super(cluster, traits, input, readType, writeType, table);
  }

  /** The same as {@code spool}, of {@code input}. */
  static EngineSpool of(TableSpool spool, RelNode input) {
    return new EngineSpool(
        spool.getCluster(),
        spool.getCluster().traitSetOf(EngineConvention.INSTANCE),
        input,
        spool.readType,
        spool.writeType,
        spool.getTable());
  }

  @Override
  protected Spool copy(RelTraitSet traits, RelNode input, Type read, Type write) {
    return new EngineSpool(getCluster(), traits, input, read, write, getTable());
  }

  @Override
  public Operator open(Execution execution) {
    return execution.open(getInput());
  }
}
