package io.github.wandbjdbc.jdbc.attached;

import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlDialect;

/**
 * A table as its database has it.
 *
 * @param path its names in the database, its own last
 * @param isPostgres whether rows are only streamed within a transaction
 */
record StoredTable(
    AttachedConnections connections,
    List<String> path,
    List<AttachedColumn> columns,
    SqlDialect dialect,
    boolean isPostgres) {
  StoredTable {
    path = List.copyOf(path);
    columns = List.copyOf(columns);
  }

  /** Its name in the database. */
  String name() {
    return path.get(path.size() - 1);
  }

  /** {@code request} in the database's SQL. */
  AttachedQuery query(AttachedRequest request, RelDataTypeFactory types) {
    return AttachedQuery.of(request, columns, path, dialect, types);
  }

  static RelDataType rowType(RelDataTypeFactory factory, List<AttachedColumn> columns) {
    RelDataTypeFactory.Builder builder = factory.builder();
    columns.forEach(column -> builder.add(column.name(), column.relType(factory)));
    return builder.build();
  }
}
