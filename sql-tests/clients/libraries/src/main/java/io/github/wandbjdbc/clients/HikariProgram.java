package io.github.wandbjdbc.clients;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;

/** Eight threads share a pool of three connections; takes a URL and an API key. */
public final class HikariProgram {
  private HikariProgram() {}

  public static void main(String[] arguments) throws Exception {
    String url = arguments[0];
    String key = arguments[1];
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setPassword(key);
    // Hikari sets back what a borrower changed only where it was told the value itself.
    config.setSchema("digits");
    config.setMaximumPoolSize(3);
    config.setReadOnly(true);
    config.setAutoCommit(false);
    config.addDataSourceProperty("a key of another driver", "true");
    try (HikariDataSource pool = new HikariDataSource(config)) {
      countSteps(pool);
      printMistake(pool);
      printSchemaAfterReturn(pool);
      System.out.println("connections " + pool.getHikariPoolMXBean().getTotalConnections());
    }
  }

  private static void countSteps(DataSource pool) throws Exception {
    List<String> runIds = new ArrayList<>();
    try (Connection connection = pool.getConnection();
        var rows =
            connection.createStatement().executeQuery("SELECT run_id FROM runs ORDER BY run_id")) {
      while (rows.next()) {
        runIds.add(rows.getString(1));
      }
    }
    ExecutorService threads = Executors.newFixedThreadPool(8);
    List<Future<String>> counts = new ArrayList<>();
    for (String runId : runIds) {
      counts.add(threads.submit(() -> runId + " " + stepsOf(runId, pool)));
    }
    for (Future<String> count : counts) {
      System.out.println(count.get());
    }
    threads.shutdown();
  }

  private static long stepsOf(String runId, DataSource pool) throws SQLException {
    try (Connection connection = pool.getConnection();
        var statement =
            connection.prepareStatement("SELECT COUNT(*) FROM history WHERE run_id = ?")) {
      statement.setString(1, runId);
      try (var rows = statement.executeQuery()) {
        rows.next();
        long count = rows.getLong(1);
        connection.commit();
        return count;
      }
    }
  }

  private static void printMistake(DataSource pool) throws SQLException {
    try (Connection connection = pool.getConnection()) {
      connection.createStatement().executeQuery("SELECT nme FROM runs");
    } catch (SQLException e) {
      System.out.println("mistake " + e.getSQLState());
    }
  }

  /**
   * Prints the schema of a connection that was returned to the pool: it is reset for the next
   * borrower.
   */
  private static void printSchemaAfterReturn(DataSource pool) throws SQLException {
    try (Connection connection = pool.getConnection()) {
      connection.setSchema("other");
      System.out.println("borrower's schema " + connection.getSchema());
    }
    for (int i = 0; i < 3; i++) {
      try (Connection connection = pool.getConnection()) {
        System.out.println("next one's schema " + connection.getSchema());
      }
    }
  }
}
