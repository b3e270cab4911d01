package io.github.wandbjdbc.jdbc.attached;

import io.github.wandbjdbc.engine.SqlValueType;
import io.github.wandbjdbc.jdbc.metadata.MetadataRows;
import io.github.wandbjdbc.jdbc.metadata.NamePattern;
import java.sql.DatabaseMetaData;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The rows of metadata that attached databases add: schemas without a catalog, and what is in them.
 */
public final class AttachedMetadata {
  private final List<AttachedDatabase> databases;

  private AttachedMetadata(List<AttachedDatabase> databases) {
    this.databases = databases;
  }

  /**
   * That of those of {@code all} that a question is about.
   *
   * @param catalog "" for what has none, null for everything
   */
  public static AttachedMetadata of(
      AttachedDatabases all, @Nullable String catalog, NamePattern schemas) {
    return new AttachedMetadata(
        catalog == null || catalog.isEmpty()
            ? all.all().stream().filter(one -> schemas.matches(one.name())).toList()
            : List.of());
  }

  /** Adds the schemas, as {@code getSchemas} has them. */
  public void addSchemas(MetadataRows rows) {
    databases.forEach(database -> rows.add(database.name(), null));
  }

  /** Adds the tables, as {@code getTables} has them. */
  public void addTables(MetadataRows rows, NamePattern tables, String type) {
    for (AttachedDatabase database : databases) {
      for (String name : names(database, tables)) {
        rows.add(null, database.name(), name, type, null, null, null, null, null, null);
      }
    }
  }

  /** Adds the columns, as {@code getColumns} has them. */
  public void addColumns(MetadataRows rows, NamePattern tables, NamePattern columns) {
    for (AttachedDatabase database : databases) {
      for (String name : names(database, tables)) {
        AttachedTable table = database.table(name);
        List<AttachedColumn> all = table == null ? List.of() : table.columns();
        for (int i = 0; i < all.size(); i++) {
          if (columns.matches(all.get(i).name())) {
            add(rows, database.name(), name, all.get(i), i + 1);
          }
        }
      }
    }
  }

  private static List<String> names(AttachedDatabase database, NamePattern tables) {
    List<String> names = new ArrayList<>(new TreeSet<>(database.tableNames()));
    names.removeIf(name -> !tables.matches(name));
    return names;
  }

  private static void add(
      MetadataRows rows, String schema, String table, AttachedColumn column, int position) {
    SqlValueType type = SqlValueType.valueOf(column.type().typeName().name());
    boolean isDecimal = type == SqlValueType.DECIMAL;
    rows.add(
        null,
        schema,
        table,
        column.name(),
        type.jdbcType(),
        type.name(),
        isDecimal ? digits(column) : type.precision(),
        null,
        isDecimal && column.isDeclared() ? column.scale() : type.scale(),
        type.isNumeric() ? (type == SqlValueType.DOUBLE ? 2 : 10) : null,
        DatabaseMetaData.columnNullable,
        "Column %s of the database.".formatted(column.stored()),
        null,
        null,
        null,
        type == SqlValueType.VARCHAR ? Integer.MAX_VALUE : null,
        position,
        "YES",
        null,
        null,
        null,
        null,
        "NO",
        "NO");
  }

  private static int digits(AttachedColumn column) {
    return column.isDeclared() ? column.digits() : 0;
  }
}
