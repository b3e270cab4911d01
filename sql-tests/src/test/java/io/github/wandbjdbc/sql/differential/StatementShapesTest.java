package io.github.wandbjdbc.sql.differential;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wandbjdbc.engine.judge.Postgres;
import io.github.wandbjdbc.sql.Digits;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Statements of every shape get PostgreSQL's rows; what it refuses is refused by name. */
final class StatementShapesTest {
  /** Of so many statements one is taken, but of all in the long run of the night. */
  private static final int STEP = Long.getLong("differential.statements", 1000) < 10_000 ? 5 : 1;

  @TempDir private static Path folder;

  @Test
  void aQueryIsAskedOfEachOuterRow() throws SQLException, IOException {
    agree("correlated queries", StatementShapes.correlated());
  }

  @Test
  void aCommonColumnHasOneValueInEveryClause() throws SQLException, IOException {
    agree("joins by USING and NATURAL", StatementShapes.joined());
  }

  @Test
  void columnsOfOneNameAreAllSelected() throws SQLException, IOException {
    agree("equal names", StatementShapes.named());
  }

  @Test
  void aRecursionIsOfItsOwnRows() throws SQLException, IOException {
    agree("recursions", StatementShapes.recursive());
  }

  @Test
  void whatRowsAreGroupedByIsItsGroupsValue() throws SQLException, IOException {
    agree("grouped expressions", GroupingShapes.all());
  }

  @Test
  void whatPostgresRefusesIsRefusedByName() throws SQLException, IOException {
    Postgres postgres = Postgres.startOrSkip();
    List<String> answered = new ArrayList<>();

    try (Connection driver = connect()) {
      for (String sql : StatementShapes.refused()) {
        String judged = answer(postgres.connection(), sql);
        String ours = answer(driver, sql);
        if (!judged.startsWith("refused") || !ours.matches("(?s)refused (42|22)\\w{3} .*")) {
          answered.add(sql + "\n  PostgreSQL: " + judged + "\n  driver: " + ours);
        }
      }
    }

    assertThat(answered).isEmpty();
  }

  private static void agree(String what, List<String> statements) throws SQLException, IOException {
    Postgres postgres = Postgres.startOrSkip();
    List<String> different = new ArrayList<>();
    int both = 0;

    try (Connection driver = connect()) {
      for (int i = 0; i < statements.size(); i += STEP) {
        String sql = statements.get(i);
        String judged = answer(postgres.connection(), sql);
        String ours = answer(driver, sql);
        if (judged.startsWith("refused") && ours.matches("(?s)refused (42|22).*")) {
          continue;
        }
        both++;
        if (!judged.equals(ours)) {
          different.add(sql + "\n  PostgreSQL: " + judged + "\n  driver: " + ours);
        }
      }
    }

    System.out.printf(
        "%s: one in %d of %d statements, %d answered by both%n",
        what, STEP, statements.size(), both);
    assertThat(different).isEmpty();
  }

  private static Connection connect() throws SQLException, IOException {
    return DriverManager.getConnection(
        "jdbc:wandb:file:" + Digits.restedCopy(folder.resolve("runs" + System.nanoTime())));
  }

  /** The rows of {@code sql} in an order of their own, or the SQLState of its refusal. */
  private static String answer(Connection connection, String sql) {
    try (Statement statement = connection.createStatement()) {
      statement.setQueryTimeout(30);
      try (ResultSet rows = statement.executeQuery(sql)) {
        int width = rows.getMetaData().getColumnCount();
        List<String> found = new ArrayList<>();
        while (rows.next()) {
          List<String> row = new ArrayList<>();
          for (int i = 1; i <= width; i++) {
            row.add(String.valueOf(rows.getObject(i)));
          }
          found.add(row.toString());
        }
        found.sort(null);
        return found.toString();
      }
    } catch (SQLException e) {
      return "refused " + e.getSQLState() + " " + e.getMessage();
    }
  }
}
