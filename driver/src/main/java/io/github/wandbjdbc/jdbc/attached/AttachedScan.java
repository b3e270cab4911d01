package io.github.wandbjdbc.jdbc.attached;

import io.github.wandbjdbc.engine.source.EngineConvention;
import java.util.List;
import org.apache.calcite.plan.Convention;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelOptPlanner;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;

/** The leaf that rules fold what lies above into, before it is executed. */
final class AttachedScan extends AttachedNode {
  private AttachedScan(
      RelOptCluster cluster,
      RelTraitSet traits,
      RelOptTable named,
      StoredTable table,
      AttachedRequest request) {
    super(cluster, traits, named, table, request);
  }

  /** A scan of all of {@code table}. */
  static AttachedScan of(RelOptCluster cluster, RelOptTable named, StoredTable table) {
    return new AttachedScan(
        cluster,
        cluster.traitSetOf(Convention.NONE),
        named,
        table,
        AttachedRequest.all(table.columns()));
  }

  /** The same scan with another request. */
  AttachedScan with(AttachedRequest value) {
    return new AttachedScan(getCluster(), getTraitSet(), getTable(), attached(), value);
  }

  /** Its twin that is executed. */
  EngineAttachedScan executed() {
    return new EngineAttachedScan(
        getCluster(),
        getTraitSet().replace(EngineConvention.INSTANCE),
        getTable(),
        attached(),
        request());
  }

  @Override
  public RelNode copy(RelTraitSet traits, List<RelNode> inputs) {
    return new AttachedScan(getCluster(), traits, getTable(), attached(), request());
  }

  @Override
  public void register(RelOptPlanner planner) {
    AttachedRules.ALL.forEach(planner::addRule);
  }
}
