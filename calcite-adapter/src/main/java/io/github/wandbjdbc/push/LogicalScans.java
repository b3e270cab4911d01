package io.github.wandbjdbc.push;

import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.rows.ItemTable;
import io.github.wandbjdbc.rows.TableColumns;
import io.github.wandbjdbc.scan.HistoryScan;
import io.github.wandbjdbc.scan.ItemScan;
import io.github.wandbjdbc.scan.RunsScan;
import io.github.wandbjdbc.scan.SampledScan;
import io.github.wandbjdbc.scan.ScanRequest;
import io.github.wandbjdbc.scan.ScanSource;
import io.github.wandbjdbc.scan.WandbScan;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.rel.RelNode;

/** The scans that plans begin with: of all that a table has, for rules to fold more into. */
public final class LogicalScans {
  private LogicalScans() {}

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

  /** A scan of all of {@code history_with_parents}. */
  public static RelNode historyWithParents(
      RelOptCluster cluster,
      RelOptTable table,
      ScanSource source,
      ProjectPath project,
      TableColumns columns) {
    return logical(cluster, table, source, HistoryScan.all(project, columns).withParents());
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

  private static RelNode logical(
      RelOptCluster cluster, RelOptTable table, ScanSource source, ScanRequest request) {
    return WandbScan.of(cluster, table, source, request, ScanRules::of);
  }
}
