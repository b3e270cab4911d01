package io.github.wandbjdbc.clients;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import org.apache.commons.dbcp2.BasicDataSource;
import org.apache.commons.dbcp2.DelegatingConnection;

/**
 * Pools of one connection, and whether it survives what borrowers and the server do wrong; takes a
 * URL and an API key.
 */
public final class PoolOfOneProgram {
  private PoolOfOneProgram() {}

  public static void main(String[] arguments) throws SQLException {
    String url = arguments[0];
    String key = arguments[1];
    try (HikariDataSource hikari = new HikariDataSource(byDriver(url, key))) {
      print("Hikari", hikari::getConnection);
    }
    try (HikariDataSource hikari = new HikariDataSource(byDataSource(url, key))) {
      print("Hikari by its data source", hikari::getConnection);
    }
    try (BasicDataSource dbcp = dbcp(url, key)) {
      print("DBCP", dbcp::getConnection);
    }
  }

  private static HikariConfig byDriver(String url, String key) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setPassword(key);
    config.setMaximumPoolSize(1);
    return config;
  }

  private static HikariConfig byDataSource(String url, String key) {
    HikariConfig config = new HikariConfig();
    config.setDataSourceClassName("io.github.wandbjdbc.jdbc.WandbDataSource");
    config.addDataSourceProperty("url", url);
    config.addDataSourceProperty("password", key);
    config.addDataSourceProperty("discoveryRuns", 50);
    config.setMaximumPoolSize(1);
    return config;
  }

  private static BasicDataSource dbcp(String url, String key) {
    BasicDataSource dbcp = new BasicDataSource();
    dbcp.setUrl(url);
    dbcp.setPassword(key);
    dbcp.setMaxTotal(1);
    // Without this DBCP looks at no SQLState.
    dbcp.setFastFailValidation(true);
    dbcp.setAccessToUnderlyingConnectionAllowed(true);
    dbcp.setDefaultAutoCommit(false);
    dbcp.setPoolPreparedStatements(true);
    return dbcp;
  }

  private interface Borrowing {
    Connection borrow() throws SQLException;
  }

  /**
   * A line for each mistake: its SQLState, and whether the next borrower has the same connection.
   */
  private static void print(String name, Borrowing pool) throws SQLException {
    System.out.println(name);
    for (Mistake mistake : Mistake.all()) {
      Connection ours;
      String state;
      try (Connection connection = pool.borrow()) {
        ours = innermost(connection);
        state = mistake.stateOver(connection);
      }
      try (Connection connection = pool.borrow()) {
        boolean isKept = innermost(connection) == ours;
        System.out.println(
            "%s %s %s".formatted(state, isKept ? "kept" : "replaced", mistake.name()));
      }
    }
  }

  private static Connection innermost(Connection borrowed) throws SQLException {
    return borrowed instanceof DelegatingConnection<?> ofDbcp
        ? ofDbcp.getInnermostDelegate()
        : borrowed.unwrap(Connection.class);
  }
}
