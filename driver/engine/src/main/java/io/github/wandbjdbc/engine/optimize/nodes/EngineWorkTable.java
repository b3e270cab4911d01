package io.github.wandbjdbc.engine.optimize.nodes;

import io.github.wandbjdbc.engine.execute.sets.WorkTableOperator;
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
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.schema.TransientTable;
import org.jspecify.annotations.Nullable;

/** The rows of the last step of a recursion. */
final class EngineWorkTable extends TableScan implements EngineRel {
  private EngineWorkTable(RelOptCluster cluster, RelTraitSet traits, RelOptTable table) {
    super(cluster, traits, List.of(), table);
  }

  /** The same as {@code scan}. */
  static EngineWorkTable of(TableScan scan) {
    return new EngineWorkTable(
        scan.getCluster(),
        scan.getCluster().traitSetOf(EngineConvention.INSTANCE),
        scan.getTable());
  }

  @Override
  public RelNode copy(RelTraitSet traits, List<RelNode> inputs) {
    return new EngineWorkTable(getCluster(), traits, getTable());
  }

  @Override
  public Set<Object> variables() {
    return Set.of(variable(getTable()));
  }

  @Override
  public Operator open(Execution execution) {
    return new WorkTableOperator(variable(getTable()), getRowType().getFieldCount(), execution);
  }

  /** The name of the last step's rows in an execution. */
  static Object variable(@Nullable RelOptTable table) {
    TransientTable work = table == null ? null : table.unwrap(TransientTable.class);
    if (work == null) {
      throw new IllegalStateException("a recursion without a table for its rows");
    }
    return work;
  }
}
