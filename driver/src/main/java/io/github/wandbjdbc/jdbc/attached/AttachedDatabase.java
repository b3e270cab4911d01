package io.github.wandbjdbc.jdbc.attached;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.apache.calcite.sql.SqlDialect;
import org.apache.calcite.sql.SqlDialectFactoryImpl;
import org.jspecify.annotations.Nullable;

/**
 * A database that a program attached: the tables of the current schema of its connections. What it
 * says of them is remembered for a minute.
 */
final class AttachedDatabase {
  private static final long REMEMBERED_NANOS = Duration.ofMinutes(1).toNanos();

  private final AttachedConnections connections;
  private @Nullable Listing known;

  AttachedDatabase(String name, DataSource source) {
    this.connections = new AttachedConnections(name, source);
  }

  String name() {
    return connections.name();
  }

  /** The names of its tables and views, as it stores them. */
  Set<String> tableNames() {
    return listing().names();
  }

  /** The table that is called just {@code stored}; null if there is none. */
  @Nullable AttachedTable table(String stored) {
    Listing listing = listing();
    return listing.names().contains(stored)
        ? listing.tables().computeIfAbsent(stored, any -> describe(listing, stored))
        : null;
  }

  /** Its tables, as of some time. */
  private record Listing(
      long nanos,
      Place place,
      SqlDialect dialect,
      boolean isPostgres,
      Set<String> names,
      Map<String, AttachedTable> tables) {}

  /** Where its tables are; each null if it has no such thing. */
  private record Place(@Nullable String catalog, @Nullable String schema) {
    List<String> path(String table) {
      return schema != null
          ? List.of(schema, table)
          : catalog != null ? List.of(catalog, table) : List.of(table);
    }
  }

  private synchronized Listing listing() {
    Listing before = known;
    if (before != null && System.nanoTime() - before.nanos < REMEMBERED_NANOS) {
      return before;
    }
    try (Connection connection = connections.connect()) {
      DatabaseMetaData metadata = connection.getMetaData();
      Place place = new Place(connection.getCatalog(), connection.getSchema());
      Set<String> names = new HashSet<>();
      try (ResultSet tables =
          metadata.getTables(place.catalog, pattern(place.schema, metadata), "%", null)) {
        while (tables.next()) {
          String type = String.valueOf(tables.getString("TABLE_TYPE")).toUpperCase(Locale.ROOT);
          boolean hasRows =
              (type.contains("TABLE") || type.contains("VIEW")) && !type.contains("SYSTEM");
          if (hasRows) {
            names.add(tables.getString("TABLE_NAME"));
          }
        }
      }
      String product = String.valueOf(metadata.getDatabaseProductName());
      Listing listing =
          new Listing(
              System.nanoTime(),
              place,
              SqlDialectFactoryImpl.INSTANCE.create(metadata),
              product.contains("PostgreSQL"),
              Set.copyOf(names),
              new ConcurrentHashMap<>());
      known = listing;
      return listing;
    } catch (SQLException e) {
      throw AttachedFailures.of(name(), e);
    }
  }

  private AttachedTable describe(Listing listing, String stored) {
    try (Connection connection = connections.connect()) {
      DatabaseMetaData metadata = connection.getMetaData();
      Map<Integer, AttachedColumn> columns = new TreeMap<>();
      Set<String> taken = new HashSet<>();
      try (ResultSet rows =
          metadata.getColumns(
              listing.place.catalog,
              pattern(listing.place.schema, metadata),
              pattern(stored, metadata),
              "%")) {
        while (rows.next()) {
          if (stored.equals(rows.getString("TABLE_NAME"))) {
            String column = rows.getString("COLUMN_NAME");
            columns.put(
                rows.getInt("ORDINAL_POSITION"),
                AttachedColumn.of(
                    free(column, taken),
                    column,
                    rows.getInt("DATA_TYPE"),
                    String.valueOf(rows.getString("TYPE_NAME")),
                    rows.getInt("COLUMN_SIZE"),
                    rows.getInt("DECIMAL_DIGITS")));
          }
        }
      }
      return new AttachedTable(
          new StoredTable(
              connections,
              listing.place.path(stored),
              new ArrayList<>(columns.values()),
              listing.dialect,
              listing.isPostgres));
    } catch (SQLException e) {
      throw AttachedFailures.of(name(), e);
    }
  }

  /** {@code name}, with a number if another one differs in case alone. */
  private static String free(String name, Set<String> taken) {
    String free = name;
    for (int i = 2; !taken.add(free.toLowerCase(Locale.ROOT)); i++) {
      free = name + "_" + i;
    }
    return free;
  }

  /** The pattern that {@code name} alone matches. */
  private static @Nullable String pattern(@Nullable String name, DatabaseMetaData metadata)
      throws SQLException {
    String escape = metadata.getSearchStringEscape();
    return name == null || escape == null || escape.isEmpty()
        ? name
        : name.replace(escape, escape + escape)
            .replace("_", escape + "_")
            .replace("%", escape + "%");
  }

  @Override
  public String toString() {
    return "AttachedDatabase[" + name() + "]";
  }
}
