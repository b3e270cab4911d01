package io.github.wandbjdbc.schema;

import io.github.wandbjdbc.rows.Column;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table as metadata shows it.
 *
 * @param remarks what a row is
 * @param primaryKey the names of the key's columns, in order
 * @param foreignKey null if it refers to no other table
 */
public record TableDescription(
    String name,
    String remarks,
    List<Column> columns,
    List<String> primaryKey,
    @Nullable ForeignKey foreignKey) {

  public TableDescription {
    columns = List.copyOf(columns);
    primaryKey = List.copyOf(primaryKey);
  }

  /**
   * Columns that hold the key of another table of the same project.
   *
   * @param name unique within the project
   */
  public record ForeignKey(
      String name, List<String> columns, String table, List<String> keyColumns) {
    public ForeignKey {
      columns = List.copyOf(columns);
      keyColumns = List.copyOf(keyColumns);
    }
  }
}
