package io.github.wandbjdbc.schema;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.client.WandbException.Kind;
import io.github.wandbjdbc.push.LogicalScans;
import io.github.wandbjdbc.rows.ForeignKey;
import io.github.wandbjdbc.rows.ItemTable;
import io.github.wandbjdbc.rows.TableColumns;
import io.github.wandbjdbc.scan.ScanSource;
import java.util.List;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.rel.RelNode;

/** A table whose rows are items of a listing; its columns are the same in every project. */
record ListedTable(ItemTable<?> items) implements TableKind {

  @Override
  public String tableName() {
    return items.name();
  }

  @Override
  public String remarks() {
    return items.remarks();
  }

  @Override
  public List<String> primaryKey() {
    return items.primaryKey();
  }

  @Override
  public List<ForeignKey> foreignKeys() {
    return items.foreignKeys();
  }

  @Override
  public TableColumns columns(Catalog catalog, ProjectPath project, CallScope scope) {
    return TableColumns.all(items.columns());
  }

  @Override
  public RelNode scan(
      RelOptCluster cluster,
      RelOptTable table,
      ScanSource source,
      ProjectPath project,
      TableColumns columns) {
    if (items.isOfFilesAlone() && source.client().pageSizes().isPresent()) {
      throw new WandbException(
          Kind.BAD_STATEMENT,
          ("%s: a server doesn't give the %s of runs, only run files hold them: read the folder wandb"
                  + " of where the runs were started, by jdbc:wandb:file:<folder>")
              .formatted(items.name(), items.name()));
    }
    return LogicalScans.items(cluster, table, source, project, items);
  }
}
