package io.github.wandbjdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Statements with one mistake each are refused in words that hold what should have been there. */
final class OneMistakeTest {
  private static final long SEED = Long.getLong("mistakes.seed", 1);
  private static final int STATEMENTS = Integer.getInteger("mistakes.statements", 400);
  private static final double LED_ON = 0.95;

  /** The words of libraries, which nobody who writes SQL knows. */
  private static final String[] FORBIDDEN = {
    "Encountered",
    "Supported form",
    "Was expecting",
    "No match found for function signature",
    "EXPR$",
    "$SUM0",
    "Simplify it step by step",
    "simplify it step by step",
    "Cannot apply",
    "Exception",
    "For input string",
    "org.apache",
    "java."
  };

  @Test
  void theRightSpellingStandsInTheMessage(@TempDir Path directory)
      throws IOException, SQLException {
    Random random = new Random(SEED);
    List<String> failed = new ArrayList<>();
    try (Connection connection =
        DriverManager.getConnection("jdbc:wandb:file:" + Digits.restedCopy(directory))) {
      Map<String, List<String>> columns = columns(connection);

      for (int i = 0; i < STATEMENTS; i++) {
        OneMistake mistake = OneMistake.any(random, columns);
        // What follows are the statement's own words, with a caret beneath.
        String message = message(mistake.sql(), connection).lines().findFirst().orElse("");
        if (!message.contains(mistake.right())) {
          failed.add("%s: %s%n  %s".formatted(mistake.kind(), mistake.sql(), message));
        }
        assertThat(message).as(mistake.sql()).doesNotContain(FORBIDDEN);
      }
    }

    double ledOn = 1 - (double) failed.size() / STATEMENTS;
    System.out.printf(
        "one mistake, seed %d: %d statements, %.1f%% led on%n", SEED, STATEMENTS, 100 * ledOn);
    assertThat(ledOn).as(String.join("\n", failed)).isGreaterThanOrEqualTo(LED_ON);
  }

  /** The message of the failure of {@code sql}; if it succeeds, its warnings and its text. */
  private static String message(String sql, Connection connection) {
    try {
      Answer answer = Answer.to(sql, connection);
      return "answered: " + answer.warnings();
    } catch (SQLException e) {
      assertThat(e.getSQLState()).as(sql).startsWith("42");
      return String.valueOf(e.getMessage());
    }
  }

  private static Map<String, List<String>> columns(Connection connection) throws SQLException {
    Map<String, List<String>> columns = new TreeMap<>();
    for (String table :
        List.of("runs", "history", "metrics", "run_config", "system_metrics", "console_logs")) {
      List<String> names = new ArrayList<>();
      try (ResultSet found =
          connection
              .getMetaData()
              .getColumns(connection.getCatalog(), connection.getSchema(), table, null)) {
        while (found.next()) {
          names.add(found.getString("COLUMN_NAME"));
        }
      }
      columns.put(table, names);
    }
    return columns;
  }
}
