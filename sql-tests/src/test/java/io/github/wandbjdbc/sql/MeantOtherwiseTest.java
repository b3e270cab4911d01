package io.github.wandbjdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A statement that is answered, but surely was meant otherwise, is answered with a warning. */
final class MeantOtherwiseTest {
  @TempDir static Path directory;
  private static Connection connection;

  @BeforeAll
  static void connect() throws IOException, SQLException {
    connection = DriverManager.getConnection("jdbc:wandb:file:" + Digits.restedCopy(directory));
  }

  @AfterAll
  static void close() throws SQLException {
    connection.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '^',
      textBlock =
          """
          SELECT COUNT('train/loss') FROM history ~ "train/loss"
          SELECT run_id, 'val/acc' FROM history LIMIT 1 ~ "val/acc"
          WITH t AS (SELECT state AS s FROM runs) SELECT 1 FROM t WHERE s = 'DONE' ~ 'finished'
          SELECT SUM(CASE state WHEN 'success' THEN 1 END) FROM runs ~ 'finished'
          SELECT 1 FROM runs WHERE state IN ('finished', 'Failed') ~ 'failed'
          SELECT COUNT(*) FROM runs r WHERE EXISTS (SELECT 1 FROM run_tags t WHERE t.run_id = r.run_id AND r.state = 'error') ~ 'failed'
          SELECT COUNT(*) FROM history WHERE run_id = 'too-hot' ~ 'sgd-hot01'
          SELECT * FROM run_config WHERE run_id = 'nobody' ~ 'nobody'
          SELECT COUNT(*) FROM runs WHERE run_id = 'too-hot' ~ 'sgd-hot01'
          SELECT name FROM runs WHERE tags <> 'baseline' ~ HAS_TAG(tags, 'baseline')
          SELECT COUNT(*) FILTER (WHERE HAS_TAG('baseline', tags)) FROM runs ~ HAS_TAG(tags, 'baseline')
          SELECT a.run_id FROM runs a JOIN run_tags b ON a.run_id = b.run_id AND b.tag <> NULL ~ b.tag IS NOT NULL
          SELECT run_id FROM runs WHERE name NOT LIKE '*adam' ~ '%adam'
          SELECT run_id FROM runs ORDER BY 1 + "summary.train/loss" DESC LIMIT 1 ~ FINITE(
          SELECT name FROM runs WHERE user = 'anna' ~ "username"
          """)
  void whatSurelyWasMeantIsSaid(String sql, String said) throws SQLException {
    assertThat(Answer.to(sql, connection).warnings()).anyMatch(warning -> warning.contains(said));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT 'state' AS what FROM runs",
        "SELECT name FROM runs WHERE name = 'state'",
        "SELECT name FROM runs WHERE state = 'preempting'",
        "SELECT name FROM runs WHERE tags = '[\"baseline\"]'",
        "SELECT name FROM runs WHERE run_id = 'adam-fast' AND name = 'nobody'",
        "SELECT name FROM runs WHERE run_id = 'nobody' LIMIT 0",
        "SELECT name FROM runs WHERE name = 'NaN'",
        "SELECT name FROM runs WHERE name LIKE 'a_*%'",
        "SELECT CURRENT_USER FROM runs",
        "SELECT 'name' FROM (VALUES (1)) t(x)",
        "SELECT run_id FROM runs ORDER BY \"summary.train/loss\" DESC",
        "SELECT run_id FROM runs WHERE NOT IS_NAN(\"summary.train/loss\")"
            + " ORDER BY \"summary.train/loss\" DESC LIMIT 1"
      })
  void nothingElseIsWarnedOf(String sql) throws SQLException {
    assertThat(Answer.to(sql, connection).warnings()).isEmpty();
  }

  @Test
  void eachExecutionIsWarnedOfItsOwnParameters() throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT name FROM runs WHERE state = ? AND name LIKE ?")) {
      assertThat(warnings(statement, "finished", "adam%")).isEmpty();
      assertThat(warnings(statement, "FINISHED", "adam%"))
          .singleElement()
          .asString()
          .contains("'finished'");
      assertThat(warnings(statement, "crashed", "adam*"))
          .singleElement()
          .asString()
          .contains("'adam%'");
    }
  }

  private static List<String> warnings(PreparedStatement statement, String... values)
      throws SQLException {
    for (int i = 0; i < values.length; i++) {
      statement.setString(i + 1, values[i]);
    }
    List<String> warnings = new ArrayList<>();
    try (ResultSet results = statement.executeQuery()) {
      while (results.next()) {
        assertThat(results.getString(1)).isNotNull();
      }
      for (SQLWarning one = results.getWarnings(); one != null; one = one.getNextWarning()) {
        assertThat(one.getSQLState()).isEqualTo("01000");
        warnings.add(one.getMessage());
      }
    }
    return warnings;
  }
}
