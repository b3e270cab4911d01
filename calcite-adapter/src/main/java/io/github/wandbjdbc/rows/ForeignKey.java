package io.github.wandbjdbc.rows;

import java.util.List;

/**
 * Columns that hold the key of another table of the same schema.
 *
 * @param name unique within the schema
 */
public record ForeignKey(String name, List<String> columns, String table, List<String> keyColumns) {
  public ForeignKey {
    columns = List.copyOf(columns);
    keyColumns = List.copyOf(keyColumns);
  }
}
