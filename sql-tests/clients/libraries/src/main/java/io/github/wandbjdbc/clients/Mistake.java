package io.github.wandbjdbc.clients;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Something that ends in an SQLException. */
record Mistake(String name, Act act) {

  /** How it is done. */
  interface Act {
    void over(Connection connection) throws SQLException;
  }

  /** The SQLState in which it ends. */
  String stateOver(Connection connection) {
    try {
      act.over(connection);
      return "answered";
    } catch (SQLException e) {
      return e.getSQLState();
    }
  }

  static List<Mistake> all() {
    List<Mistake> all = new ArrayList<>();
    all.addAll(ofStatements());
    all.addAll(ofCalls());
    all.addAll(ofTheServer());
    return all;
  }

  private static List<Mistake> ofStatements() {
    return List.of(
        statement("SELEC name FROM runs"),
        statement("SELECT nme FROM runs"),
        statement("SELECT name FROM rns"),
        statement("SELECT LOWR(name) FROM runs"),
        statement("SELECT name FROM runs WHERE state = \"finished\""),
        statement("SELECT 1 / 0"),
        statement("SELECT CAST('x' AS INTEGER)"),
        statement("SELECT DATE '2024-02-30'"),
        statement("SELECT ARRAY_AGG(name) FROM runs"),
        statement("SELECT name FROM nowhere.runs"),
        statement("SELECT name FROM runs WHERE name ~ '('"),
        statement("SELECT name FROM runs ORDER BY ?"),
        statement("DELETE FROM runs"),
        statement("UPDATE runs SET name = 'x'"),
        statement("SELECT COUNT(*) FROM history"));
  }

  private static List<Mistake> ofCalls() {
    return List.of(
        ofRows("a result set that is closed", ResultSet::close),
        ofRows("a statement that is closed", rows -> rows.getStatement().close()),
        ofRows("a statement that is cancelled", rows -> rows.getStatement().cancel()),
        ofRows("a column that there isn't", rows -> rows.getString(9)),
        ofRows("a label that there isn't", rows -> rows.getString("nme")),
        ofRows("a text read as a number", rows -> rows.getInt("name")),
        new Mistake(
            "a parameter without a value",
            connection -> {
              try (var statement =
                  connection.prepareStatement("SELECT name FROM runs WHERE run_id = ?")) {
                statement.executeQuery().next();
              }
            }),
        new Mistake(
            "a parameter that there isn't",
            connection -> {
              try (var statement = connection.prepareStatement("SELECT 1")) {
                statement.setString(1, "x");
              }
            }),
        new Mistake("a schema that there isn't", connection -> connection.setSchema("nowhere")),
        ofRows("a row before the first", ResultSet::beforeFirst),
        ofRows("a row that is updated", ResultSet::updateRow),
        new Mistake("a method that isn't supported", Connection::createBlob));
  }

  /** The test has the server answer so where the runs of these names are asked for. */
  private static List<Mistake> ofTheServer() {
    return List.of(
        statement("SELECT name FROM runs WHERE run_id = 'rate-limited'"),
        statement("SELECT name FROM runs WHERE run_id = 'forbidden'"),
        statement("SELECT name FROM runs WHERE run_id = 'key-revoked'"),
        statement("SELECT name FROM runs WHERE run_id = 'garbled'"),
        new Mistake(
            "a timeout",
            connection -> {
              try (Statement statement = connection.createStatement()) {
                statement.setQueryTimeout(1);
                statement.executeQuery("SELECT name FROM runs WHERE run_id = 'no-answer'").next();
              }
            }),
        statement("SELECT name FROM runs WHERE run_id = 'unavailable'"));
  }

  private static Mistake statement(String sql) {
    return new Mistake(
        sql,
        connection -> {
          try (Statement statement = connection.createStatement();
              ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
          }
        });
  }

  private interface Use {
    void of(ResultSet rows) throws SQLException;
  }

  private static Mistake ofRows(String name, Use use) {
    return new Mistake(
        name,
        connection -> {
          try (Statement statement = connection.createStatement();
              ResultSet rows =
                  statement.executeQuery(
                      "SELECT r.name FROM runs r JOIN history h ON h.run_id = r.run_id"
                          + " WHERE r.run_id = 'adam-long'")) {
            rows.next();
            use.of(rows);
            while (rows.next()) {
              // Until it is noticed.
            }
          }
        });
  }
}
