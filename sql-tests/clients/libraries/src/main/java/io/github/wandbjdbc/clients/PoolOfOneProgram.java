package io.github.wandbjdbc.clients;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.dbcp2.BasicDataSource;
import org.apache.commons.dbcp2.DelegatingConnection;

/** Pools of one connection, which survives what borrowers do wrong; takes a URL and an API key. */
public final class PoolOfOneProgram {
  private static final List<String> MISTAKES =
      List.of(
          "SELEC name FROM runs",
          "SELECT nme FROM runs",
          "SELECT name FROM rns",
          "SELECT LOWR(name) FROM runs",
          "SELECT name FROM runs WHERE state = \"finished\"",
          "SELECT 1 / 0",
          "SELECT CAST('x' AS INTEGER)",
          "SELECT DATE '2024-02-30'",
          "SELECT ARRAY_AGG(name) FROM runs",
          "SELECT name FROM nowhere.runs",
          "SELECT name FROM runs WHERE name ~ '('",
          "SELECT name FROM runs ORDER BY ?",
          "DELETE FROM runs",
          "UPDATE runs SET name = 'x'");

  private PoolOfOneProgram() {}

  public static void main(String[] arguments) throws SQLException {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(arguments[0]);
    config.setPassword(arguments[1]);
    config.setMaximumPoolSize(1);
    try (HikariDataSource hikari = new HikariDataSource(config)) {
      System.out.println("Hikari " + connectionsAfterMistakes(hikari::getConnection));
    }
    try (BasicDataSource dbcp = new BasicDataSource()) {
      dbcp.setUrl(arguments[0]);
      dbcp.setPassword(arguments[1]);
      dbcp.setMaxTotal(1);
      dbcp.setAccessToUnderlyingConnectionAllowed(true);
      dbcp.setDefaultAutoCommit(false);
      dbcp.setPoolPreparedStatements(true);
      System.out.println("DBCP " + connectionsAfterMistakes(dbcp::getConnection));
    }
  }

  private static Connection innermost(Connection borrowed) throws SQLException {
    return borrowed instanceof DelegatingConnection<?> ofDbcp
        ? ofDbcp.getInnermostDelegate()
        : borrowed.unwrap(Connection.class);
  }

  private interface Borrowing {
    Connection borrow() throws SQLException;
  }

  /** The outcome of each mistake, and the number of connections. */
  private static String connectionsAfterMistakes(Borrowing pool) throws SQLException {
    List<String> states = new ArrayList<>();
    List<Connection> met = new ArrayList<>();
    for (String sql : MISTAKES) {
      try (Connection connection = pool.borrow()) {
        Connection ours = innermost(connection);
        if (met.stream().noneMatch(known -> known == ours)) {
          met.add(ours);
        }
        try (var statement = connection.createStatement();
            var rows = statement.executeQuery(sql)) {
          rows.next();
          states.add("answered");
        } catch (SQLException e) {
          states.add(e.getSQLState());
        }
      }
    }
    return met.size() + " " + states;
  }
}
