package io.github.wandbjdbc.schema;

import io.github.wandbjdbc.rows.Column;
import io.github.wandbjdbc.rows.ForeignKey;
import java.util.List;

/**
 * A table as metadata shows it.
 *
 * @param remarks what a row is
 * @param primaryKey the names of the key's columns, in order; empty if nothing tells rows apart
 * @param foreignKeys to which other tables of the same schema rows refer
 */
public record TableDescription(
    String name,
    String remarks,
    List<Column> columns,
    List<String> primaryKey,
    List<ForeignKey> foreignKeys) {

  public TableDescription {
    columns = List.copyOf(columns);
    primaryKey = List.copyOf(primaryKey);
    foreignKeys = List.copyOf(foreignKeys);
  }
}
