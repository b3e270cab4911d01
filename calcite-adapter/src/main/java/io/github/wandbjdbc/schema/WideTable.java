package io.github.wandbjdbc.schema;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.engine.source.ColumnReferences;
import io.github.wandbjdbc.push.LogicalScans;
import io.github.wandbjdbc.rows.Column;
import io.github.wandbjdbc.rows.Discovery;
import io.github.wandbjdbc.rows.FixedColumns;
import io.github.wandbjdbc.rows.ForeignKey;
import io.github.wandbjdbc.rows.TableColumns;
import io.github.wandbjdbc.scan.ScanSource;
import java.util.List;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.rel.RelNode;

/** The tables whose columns are discovered, beside those that they always have. */
enum WideTable implements TableKind {
  HISTORY(
      "history",
      "One row per logged step of a run, complete. Unless a condition restricts run_id, all runs of"
          + " the project are read.",
      "One column per metric of the project, or of its newest runs where the server tells no more,"
          + " named as logged (`\"train/loss\"`); the names of nested metrics are joined with dots."
          + " Any other metric that a run logged is a column of the statement that names it."),
  RUNS(
      "runs",
      "One row per run of the project.",
      "One column per value in the configs and summaries of the project's newest runs:"
          + " `\"config.lr\"`, `\"summary.val/loss\"`, nested names are joined with dots. A value that"
          + " only other runs have is a column of the statement that names it."),
  SAMPLED_HISTORY(
      "sampled_history",
      "The server's downsampled view of history. The condition samples = n sets the approximate"
          + " number of points per metric.",
      "The same metric columns as in `history`."),
  HISTORY_WITH_PARENTS(
      "history_with_parents",
      "One row per step of a run as its charts show it: of a fork the steps of the run that it was"
          + " forked from, up to the branch point, and then its own. A step that both logged is the"
          + " fork's.",
      "The same metric columns as in `history`.");

  private final String tableName;
  private final String remarks;
  private final String discovered;

  WideTable(String tableName, String remarks, String discovered) {
    this.tableName = tableName;
    this.remarks = remarks;
    this.discovered = discovered;
  }

  @Override
  public String tableName() {
    return tableName;
  }

  @Override
  public String remarks() {
    return remarks;
  }

  /** The columns that it has in every project. */
  List<Column> fixedColumns() {
    return switch (this) {
      case HISTORY -> FixedColumns.HISTORY;
      case RUNS -> FixedColumns.RUNS;
      case SAMPLED_HISTORY -> FixedColumns.SAMPLED_HISTORY;
      case HISTORY_WITH_PARENTS -> FixedColumns.HISTORY_WITH_PARENTS;
    };
  }

  /** Whether a column that it has in every project is called so, in any case. */
  boolean isFixed(String name) {
    return fixedColumns().stream().anyMatch(column -> column.name().equalsIgnoreCase(name));
  }

  /** Whether a discovered column may be called so, as long as no fixed one is. */
  boolean mayDiscover(String name) {
    return this != RUNS || Discovery.mayBeOfRuns(name);
  }

  /**
   * Whether any of {@code references} may mean a discovered column. One that is a fixed column's
   * name never does; in quotes it must be exactly that, as it else may be a metric's exact name.
   */
  boolean mayDiscoverAny(ColumnReferences references) {
    return references.isAny()
        || references.references().stream()
            .filter(reference -> reference.mayBeOf(tableName))
            .filter(reference -> mayDiscover(reference.column()))
            .anyMatch(
                reference ->
                    fixedColumns().stream().noneMatch(column -> reference.means(column.name())));
  }

  /** Which other columns there are, for the manual. */
  String discovered() {
    return discovered;
  }

  @Override
  public List<String> primaryKey() {
    return this == RUNS ? List.of("run_id") : List.of("run_id", "_step");
  }

  /** Steps refer to their run, runs to their sweep. */
  @Override
  public List<ForeignKey> foreignKeys() {
    return this == RUNS
        ? List.of(new ForeignKey("runs_sweep", List.of("sweep_id"), "sweeps", List.of("sweep_id")))
        : List.of(
            new ForeignKey(
                tableName + "_run", List.of("run_id"), RUNS.tableName, List.of("run_id")));
  }

  @Override
  public TableColumns columns(Catalog catalog, ProjectPath project, CallScope scope) {
    return switch (this) {
      case RUNS -> catalog.runs(project, scope);
      case HISTORY -> catalog.history(project, scope).history();
      case SAMPLED_HISTORY -> catalog.history(project, scope).sampled();
      case HISTORY_WITH_PARENTS -> catalog.history(project, scope).withParents();
    };
  }

  @Override
  public RelNode scan(
      RelOptCluster cluster,
      RelOptTable table,
      ScanSource source,
      ProjectPath project,
      TableColumns columns) {
    return switch (this) {
      case RUNS -> LogicalScans.runs(cluster, table, source, project, columns);
      case HISTORY -> LogicalScans.history(cluster, table, source, project, columns);
      case SAMPLED_HISTORY -> LogicalScans.sampledHistory(cluster, table, source, project, columns);
      case HISTORY_WITH_PARENTS ->
          LogicalScans.historyWithParents(cluster, table, source, project, columns);
    };
  }
}
