package io.github.wandbjdbc.clients;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** Statements that p6spy writes down with their values; takes a URL and an API key. */
public final class P6SpyProgram {
  private P6SpyProgram() {}

  public static void main(String[] arguments) throws SQLException {
    System.setProperty("p6spy.config.appender", "com.p6spy.engine.spy.appender.StdoutLogger");
    System.setProperty(
        "p6spy.config.logMessageFormat", "com.p6spy.engine.spy.appender.CustomLineFormat");
    System.setProperty("p6spy.config.customLogMessageFormat", "%(category): %(sqlSingleLine)");
    String url = arguments[0].replaceFirst("^jdbc:", "jdbc:p6spy:");
    try (Connection connection = DriverManager.getConnection(url, "", arguments[1]);
        var statement =
            connection.prepareStatement(
                "SELECT name FROM runs WHERE history_rows > ? AND state = ?")) {
      statement.setLong(1, 500);
      statement.setString(2, "crashed");
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          System.out.println(rows.getString(1));
        }
      }
    }
  }
}
