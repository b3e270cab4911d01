package io.github.wandbjdbc.schema;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.rows.ForeignKey;
import io.github.wandbjdbc.rows.TableColumns;
import io.github.wandbjdbc.scan.ScanSource;
import java.util.List;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.rel.RelNode;

/** A table that schemas have, whatever project they are. */
sealed interface TableKind permits WideTable, ListedTable {

  /** As SQL calls it. */
  String tableName();

  /** A description of a row. */
  String remarks();

  /** The names of the key's columns, in order; empty if nothing tells rows apart. */
  List<String> primaryKey();

  /** To which tables of the same schema rows refer. */
  List<ForeignKey> foreignKeys();

  /** The columns in {@code project}, which is named as its source names it. */
  TableColumns columns(Catalog catalog, ProjectPath project, CallScope scope);

  /** The leaf of a plan that reads all of the table. */
  RelNode scan(
      RelOptCluster cluster,
      RelOptTable table,
      ScanSource source,
      ProjectPath project,
      TableColumns columns);
}
