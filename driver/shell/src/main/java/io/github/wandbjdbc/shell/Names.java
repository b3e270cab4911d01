package io.github.wandbjdbc.shell;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
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

  /**
   * The names of a connection.
   *
   * @param another connects once more, for the look-up
   */
  Names(Callable<Connection> another) {
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
      // The statement itself will tell what is wrong.
    }
    return new Found(List.of(), List.of());
  }

  private static Found look(Connection connection) throws SQLException {
    DatabaseMetaData metadata = connection.getMetaData();
    String catalog = connection.getCatalog();
    String schema = connection.getSchema();
    try (Statement words = connection.createStatement();
        ResultSet tables = metadata.getTables(catalog, schema, null, null);
        ResultSet columns = metadata.getColumns(catalog, schema, null, null)) {
      return new Found(
          written(tables, "TABLE_NAME", words), written(columns, "COLUMN_NAME", words));
    }
  }

  private static List<String> written(ResultSet rows, String column, Statement words)
      throws SQLException {
    Set<String> names = new TreeSet<>();
    while (rows.next()) {
      String name = rows.getString(column);
      // No word of SQL begins with an underscore.
      boolean isBare =
          PLAIN.matcher(name).matches() && (name.startsWith("_") || words.isSimpleIdentifier(name));
      names.add(isBare ? name : '"' + name.replace("\"", "\"\"") + '"');
    }
    return List.copyOf(names);
  }

  @Override
  public void close() {
    found.cancel(true);
  }
}
