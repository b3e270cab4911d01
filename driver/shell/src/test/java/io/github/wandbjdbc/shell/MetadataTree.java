package io.github.wandbjdbc.shell;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** The tree that a database tool shows, by the calls with which it fills it. */
final class MetadataTree {
  private MetadataTree() {}

  /** Catalogs, schemas and tables, with the columns and keys of one of these. */
  static String of(Connection connection, String opened) throws SQLException {
    DatabaseMetaData metaData = connection.getMetaData();
    StringBuilder tree = new StringBuilder();
    for (String catalog : column(metaData.getCatalogs(), "TABLE_CAT")) {
      tree.append(catalog).append('\n');
      for (String schema : column(metaData.getSchemas(catalog, "%"), "TABLE_SCHEM")) {
        tree.append("  ").append(schema).append("\n    Tables\n");
        for (String table : tables(metaData, catalog, schema)) {
          tree.append("      ").append(table).append('\n');
          if (table.equals(opened)) {
            columns(metaData.getColumns(catalog, schema, table, "%"), tree);
            tree.append("        Primary key\n          ");
            tree.append(primaryKey(metaData.getPrimaryKeys(catalog, schema, table)));
            tree.append("\n        Foreign keys\n");
            references(metaData.getImportedKeys(catalog, schema, table))
                .forEach(reference -> tree.append("          ").append(reference).append('\n'));
          }
        }
      }
    }
    return tree.toString();
  }

  /** The tables of the current schema that refer to others, as Mermaid draws them. */
  static String diagram(Connection connection) throws SQLException {
    DatabaseMetaData metaData = connection.getMetaData();
    String catalog = connection.getCatalog();
    String schema = connection.getSchema();
    Set<String> lines = new TreeSet<>();
    for (String table : tables(metaData, catalog, schema)) {
      try (ResultSet keys = metaData.getImportedKeys(catalog, schema, table)) {
        while (keys.next()) {
          lines.add(
              "  %s ||--o{ %s : %s\n"
                  .formatted(
                      keys.getString("PKTABLE_NAME"), table, keys.getString("FKCOLUMN_NAME")));
        }
      }
    }
    return "erDiagram\n" + String.join("", lines);
  }

  private static List<String> tables(DatabaseMetaData metaData, String catalog, String schema)
      throws SQLException {
    return column(metaData.getTables(catalog, schema, "%", null), "TABLE_NAME");
  }

  private static void columns(ResultSet columns, StringBuilder tree) throws SQLException {
    tree.append("        Columns\n");
    try (columns) {
      while (columns.next()) {
        tree.append(
            "          %-10s %-9s %-8s %s\n"
                .formatted(
                    columns.getString("COLUMN_NAME"),
                    columns.getString("TYPE_NAME"),
                    columns.getInt("NULLABLE") == DatabaseMetaData.columnNoNulls ? "NOT NULL" : "",
                    columns.getString("REMARKS")));
      }
    }
  }

  private static String primaryKey(ResultSet key) throws SQLException {
    SortedMap<Integer, String> columns = new TreeMap<>();
    try (key) {
      while (key.next()) {
        columns.put(key.getInt("KEY_SEQ"), key.getString("COLUMN_NAME"));
      }
    }
    return String.join(", ", columns.values());
  }

  private static List<String> references(ResultSet keys) throws SQLException {
    List<String> references = new ArrayList<>();
    try (keys) {
      while (keys.next()) {
        references.add(
            "%s → %s.%s"
                .formatted(
                    keys.getString("FKCOLUMN_NAME"),
                    keys.getString("PKTABLE_NAME"),
                    keys.getString("PKCOLUMN_NAME")));
      }
    }
    return references;
  }

  private static List<String> column(ResultSet rows, String name) throws SQLException {
    List<String> values = new ArrayList<>();
    try (rows) {
      while (rows.next()) {
        values.add(rows.getString(name));
      }
    }
    return values;
  }
}
