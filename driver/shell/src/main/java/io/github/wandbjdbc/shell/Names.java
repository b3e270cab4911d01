package io.github.wandbjdbc.shell;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/**
 * The names that a statement may have: words of SQL, tables, columns with the metrics among them.
 * They are looked up while the first line is typed; who types isn't kept waiting for them.
 */
final class Names implements AutoCloseable {
  /** So long a completion waits for a slow server. */
  private static final long PATIENCE_MILLIS = 1500;

  private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_]*");

  private final FutureTask<Found> found;
  private final Set<String> reserved;

  /**
   * The names of {@code connection}, from now on.
   *
   * @param another connects once more, for the look-up
   */
  Names(Connection connection, Callable<Connection> another) throws SQLException {
    DatabaseMetaData metadata = connection.getMetaData();
    reserved = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    reserved.addAll(Arrays.asList(metadata.getSQLKeywords().split(",")));
    reserved.addAll(WORDS);
    found =
        new FutureTask<>(
            () -> {
              try (Connection own = another.call()) {
                return look(own);
              }
            });
    Thread thread = new Thread(found, "wandb-sql-names");
    thread.setDaemon(true);
    thread.start();
  }

  /** The words that most statements are made of. */
  static final List<String> WORDS =
      List.of(
          "AND",
          "AS",
          "ASC",
          "BETWEEN",
          "BY",
          "CASE",
          "COUNT",
          "CROSS",
          "DESC",
          "DISTINCT",
          "ELSE",
          "END",
          "EXCEPT",
          "EXPLAIN",
          "FETCH",
          "FILTER",
          "FROM",
          "FULL",
          "GROUP",
          "HAVING",
          "IN",
          "INNER",
          "INTERSECT",
          "IS",
          "JOIN",
          "LEFT",
          "LIKE",
          "LIMIT",
          "NOT",
          "NULL",
          "OFFSET",
          "ON",
          "OR",
          "ORDER",
          "OVER",
          "PARTITION",
          "PIVOT",
          "QUALIFY",
          "RIGHT",
          "SELECT",
          "TABLE",
          "THEN",
          "UNION",
          "USING",
          "VALUES",
          "WHEN",
          "WHERE",
          "WITH");

  /**
   * Names that were looked up, written as a statement has them.
   *
   * @param tables those of the current schema
   * @param columns those of all its tables
   */
  record Found(List<String> tables, List<String> columns) {
    Found {
      tables = List.copyOf(tables);
      columns = List.copyOf(columns);
    }
  }

  /** Those that are known by now, or shortly. */
  Found found() {
    try {
      return found.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      // There is nothing to offer; the statement itself will tell what is wrong.
      return new Found(List.of(), List.of());
    }
    return new Found(List.of(), List.of());
  }

  private Found look(Connection connection) throws SQLException {
    DatabaseMetaData metadata = connection.getMetaData();
    String catalog = connection.getCatalog();
    String schema = connection.getSchema();
    List<String> tables = new ArrayList<>();
    try (ResultSet rows = metadata.getTables(catalog, schema, null, null)) {
      while (rows.next()) {
        tables.add(written(rows.getString("TABLE_NAME")));
      }
    }
    Set<String> columns = new TreeSet<>();
    try (ResultSet rows = metadata.getColumns(catalog, schema, null, null)) {
      while (rows.next()) {
        columns.add(written(rows.getString("COLUMN_NAME")));
      }
    }
    return new Found(tables, List.copyOf(columns));
  }

  private String written(String name) {
    return PLAIN.matcher(name).matches() && !reserved.contains(name)
        ? name
        : '"' + name.replace("\"", "\"\"") + '"';
  }

  @Override
  public void close() {
    found.cancel(true);
  }
}
