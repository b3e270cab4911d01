package io.github.wandbjdbc.plan;

import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.rows.ItemTable;
import io.github.wandbjdbc.rows.TableColumns;
import java.util.List;
import org.apache.calcite.plan.Convention;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelOptPlanner;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;

/**
 * The leaf of a plan that reads one of our tables. Rules fold what lies above into its request; it
 * stays logical meanwhile, so that they find it, and becomes an one that is executed at the end.
 */
public final class WandbScan extends ScanNode {
  private WandbScan(
      RelOptCluster cluster,
      RelTraitSet traits,
      RelOptTable table,
      ScanSource source,
      ScanRequest request) {
    super(cluster, traits, table, source, request);
  }

  /** A scan of all of {@code runs}. */
  public static RelNode runs(
      RelOptCluster cluster,
      RelOptTable table,
      ScanSource source,
      ProjectPath project,
      TableColumns columns) {
    return logical(cluster, table, source, RunsScan.all(project, columns.columns()));
  }

  /** A scan of all of {@code history}. */
  public static RelNode history(
      RelOptCluster cluster,
      RelOptTable table,
      ScanSource source,
      ProjectPath project,
      TableColumns columns) {
    return logical(cluster, table, source, HistoryScan.all(project, columns));
  }

  /** A scan of all of {@code sampled_history}. */
  public static RelNode sampledHistory(
      RelOptCluster cluster,
      RelOptTable table,
      ScanSource source,
      ProjectPath project,
      TableColumns columns) {
    return logical(cluster, table, source, SampledScan.all(project, columns.columns()));
  }

  /** A scan of all of {@code items}. */
  public static RelNode items(
      RelOptCluster cluster,
      RelOptTable table,
      ScanSource source,
      ProjectPath project,
      ItemTable<?> items) {
    return logical(cluster, table, source, ItemScan.all(items, project));
  }

  private static WandbScan logical(
      RelOptCluster cluster, RelOptTable table, ScanSource source, ScanRequest request) {
    return new WandbScan(cluster, cluster.traitSetOf(Convention.NONE), table, source, request);
  }

  /** The same scan with another request. */
  WandbScan with(ScanRequest value) {
    return new WandbScan(getCluster(), getTraitSet(), getTable(), source(), value);
  }

  /** The same scan, whose rows are known to come in the order of {@code traits}. */
  WandbScan with(ScanRequest value, RelTraitSet traits) {
    return new WandbScan(getCluster(), traits, getTable(), source(), value);
  }

  @Override
  public RelNode copy(RelTraitSet traits, List<RelNode> inputs) {
    return new WandbScan(getCluster(), traits, getTable(), source(), request());
  }

  @Override
  public void register(RelOptPlanner planner) {
    ScanRules.of(planner).forEach(planner::addRule);
  }
}
