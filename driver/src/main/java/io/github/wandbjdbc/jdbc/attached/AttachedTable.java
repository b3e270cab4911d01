package io.github.wandbjdbc.jdbc.attached;

import io.github.wandbjdbc.engine.source.KeyedColumns;
import io.github.wandbjdbc.engine.source.Versioned;
import java.util.List;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.plan.RelOptTable.ToRelContext;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.schema.TranslatableTable;
import org.apache.calcite.schema.impl.AbstractTable;
import org.apache.calcite.sql.SqlDialect;

/** A table or view of an attached database. */
final class AttachedTable extends AbstractTable
    implements TranslatableTable, Versioned, KeyedColumns {
  private final AttachedDatabase database;
  private final List<String> path;
  private final List<AttachedColumn> columns;
  private final SqlDialect dialect;
  private final boolean isPostgres;

  /**
   * @param path its names in the database, its own last
   * @param isPostgres whether rows are only streamed within a transaction
   */
  AttachedTable(
      AttachedDatabase database,
      List<String> path,
      List<AttachedColumn> columns,
      SqlDialect dialect,
      boolean isPostgres) {
    this.database = database;
    this.path = List.copyOf(path);
    this.columns = List.copyOf(columns);
    this.dialect = dialect;
    this.isPostgres = isPostgres;
  }

  AttachedDatabase database() {
    return database;
  }

  List<AttachedColumn> columns() {
    return columns;
  }

  /** Its name in the database. */
  String stored() {
    return path.get(path.size() - 1);
  }

  boolean isPostgres() {
    return isPostgres;
  }

  /** {@code request} in the database's SQL. */
  AttachedQuery query(AttachedRequest request, RelDataTypeFactory types) {
    return AttachedQuery.of(request, columns, path, dialect, types);
  }

  @Override
  public RelDataType getRowType(RelDataTypeFactory factory) {
    return rowType(factory, columns);
  }

  static RelDataType rowType(RelDataTypeFactory factory, List<AttachedColumn> columns) {
    RelDataTypeFactory.Builder builder = factory.builder();
    columns.forEach(column -> builder.add(column.name(), column.relType(factory)));
    return builder.build();
  }

  @Override
  public RelNode toRel(ToRelContext context, RelOptTable table) {
    return AttachedScan.of(context.getCluster(), table, this);
  }

  @Override
  public Object version() {
    return List.of(database, path, columns);
  }

  @Override
  public List<Match> columns(String name, boolean isQuoted) {
    List<Match> alike =
        columns.stream()
            .filter(column -> column.stored().equalsIgnoreCase(name))
            .map(column -> new Match(column.name(), column.stored()))
            .toList();
    List<Match> exact =
        isQuoted ? alike.stream().filter(match -> match.exactly().equals(name)).toList() : alike;
    return exact.isEmpty() ? alike : exact;
  }
}
