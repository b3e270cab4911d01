package io.github.wandbjdbc.clients;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Runs as tables of an H2 database, which joins them with its own; takes a URL and an API key. */
public final class LinkedTablesProgram {
  private static final String DRIVER = "io.github.wandbjdbc.jdbc.WandbDriver";

  private LinkedTablesProgram() {}

  public static void main(String[] arguments) throws SQLException {
    String url = arguments[0];
    String key = arguments[1];
    try (Connection h2 = DriverManager.getConnection("jdbc:h2:mem:");
        Statement statement = h2.createStatement()) {
      statement.execute(
          "CREATE LINKED TABLE runs('%s', '%s', '', '%s', 'digits', 'runs') READONLY"
              .formatted(DRIVER, url, key));
      statement.execute("CREATE TABLE notes (run_id VARCHAR PRIMARY KEY, note VARCHAR)");
      statement.execute("INSERT INTO notes VALUES ('sgd-slow1', 'as slow as feared')");
      print(
          statement,
          "SELECT r.\"name\", n.note FROM notes n JOIN runs r ON r.\"run_id\" = n.run_id");
      print(
          statement,
          "SELECT COUNT(*), 'whole' FROM runs WHERE \"history_rows\" > 251.5 AND \"run_id\" > 'a'");
      print(
          statement,
          "SELECT COUNT(*), 'of a day' FROM runs WHERE \"created_at\" > TIMESTAMP '2020-01-01 00:00:00'");
    }
  }

  private static void print(Statement statement, String sql) throws SQLException {
    try (ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        System.out.println(rows.getString(1) + " " + rows.getString(2));
      }
    }
  }
}
