package io.github.wandbjdbc.jdbc.attached;

import io.github.wandbjdbc.engine.execute.BufferedRows;
import io.github.wandbjdbc.engine.execute.RowsOperator;
import io.github.wandbjdbc.engine.source.EngineRel;
import io.github.wandbjdbc.engine.source.Execution;
import io.github.wandbjdbc.engine.source.Operator;
import java.util.List;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;

/** The twin of {@link AttachedScan} that our engine executes. */
final class EngineAttachedScan extends AttachedNode implements EngineRel {
  EngineAttachedScan(
      RelOptCluster cluster,
      RelTraitSet traits,
      RelOptTable named,
      StoredTable table,
      AttachedRequest request) {
    super(cluster, traits, named, table, request);
  }

  @Override
  public RelNode copy(RelTraitSet traits, List<RelNode> inputs) {
    return new EngineAttachedScan(getCluster(), traits, getTable(), attached(), request());
  }

  /** Its question depends on no other row. */
  @Override
  public boolean isFixed() {
    return true;
  }

  /** The query that the database is asked. */
  AttachedQuery query() {
    return attached().query(request(), getCluster().getTypeFactory());
  }

  /** The query that it is asked if it refuses that. */
  AttachedQuery queryOfAll() {
    return attached().query(request().withConditions(List.of()), getCluster().getTypeFactory());
  }

  @Override
  public Operator open(Execution execution) {
    return new RowsOperator(
        () -> AttachedRows.open(this, execution), BufferedRows.kinds(getRowType()), execution);
  }
}
