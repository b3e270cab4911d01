package io.github.wandbjdbc.jdbc;

import static io.github.wandbjdbc.standin.Experiment.experiment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.wandbjdbc.standin.Experiment;
import io.github.wandbjdbc.standin.StandIn;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One odd run spoils no statement: its odd value is NULL, and that is told. */
@Tag("text")
class OddRunsTest {
  private final StandIn standIn = StandIn.start();
  private final List<String> warnings = new ArrayList<>();

  @AfterEach
  void close() {
    standIn.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"[1, 2]", "\"text\"", "5", "{\"lr\": {\"value\": 0.", "{\"a\": deep}"})
  void aConfigThatIsNoneIsNullAndTold(String config) throws SQLException {
    String odd = config.replace("deep", "[".repeat(600) + "]".repeat(600));
    standIn.holds(
        experiment("odd").answering("config", odd).summary("acc", 0.5),
        experiment("plain").config("lr", 0.1).summary("acc", 0.6));

    assertThat(
            rows("", "SELECT run_id, config, \"config.lr\", \"summary.acc\" FROM runs ORDER BY 1"))
        .containsExactly("odd|null|null|0.5", "plain|{\"lr\":0.1}|0.1|0.6");
    assertThat(warnings)
        .hasSize(2)
        .anyMatch(it -> it.contains("run odd: its config ") && it.contains("it was read as NULL"))
        .anyMatch(it -> it.contains("keys that no other run holds have no column"));
  }

  @Test
  void allKindsOfOddityAtOnceAreTold() throws SQLException {
    standIn.holds(
        experiment("odd")
            .answering("config", "[]")
            .answering("summaryMetrics", "\"none\"")
            .answering("systemMetrics", "7")
            .answering("historyKeys", List.of("loss"))
            .answering("heartbeatAt", "yesterday"),
        experiment("plain").config("lr", 0.1).logging("loss").forSteps(2));

    assertThat(
            rows(
                "",
                "SELECT run_id, config, summary, system_metrics, last_step, heartbeat_at FROM runs WHERE run_id = 'odd'"))
        .containsExactly("odd|null|null|null|null|null");
    assertThat(warnings).hasSize(5).allMatch(warning -> warning.contains("run odd: its "));
    assertThat(rows("", "SELECT COUNT(*) FROM (SELECT * FROM runs)")).containsExactly("2");
  }

  @Test
  void typeMismatchMakesItAnError() {
    standIn.holds(experiment("odd").answering("config", "[]"));

    SQLException e =
        catchThrowableOfType(
            SQLException.class, () -> rows("?typeMismatch=error", "SELECT config FROM runs"));

    assertThat(e.getSQLState()).isEqualTo("22018");
    assertThat((Throwable) e).hasMessageContaining("run odd: its config");
  }

  @Test
  void otherTablesOfRunsTellItAsWell() throws SQLException {
    standIn.holds(
        experiment("odd")
            .answering("config", "[]")
            .answering("summaryMetrics", "[]")
            .answering("historyKeys", "soon"),
        experiment("plain").config("lr", 0.1).summary("acc", 0.5).logging("loss").forSteps(2));

    for (String table : List.of("run_config", "run_summary", "metrics", "history_values")) {
      warnings.clear();
      assertThat(rows("", "SELECT DISTINCT run_id FROM " + table)).containsExactly("plain");
      assertThat(warnings).as(table).singleElement().asString().contains("run odd: its ");
    }
  }

  @Test
  void aHistoryIsReadThoughItsKeysAreGarbage() throws SQLException {
    standIn.holds(
        experiment("odd").answering("historyKeys", List.of("?")).logging("loss").forSteps(30),
        experiment("plain").logging("loss").forSteps(2));

    assertThat(rows("", "SELECT run_id, COUNT(loss) FROM history GROUP BY run_id ORDER BY 1"))
        .containsExactly("odd|30", "plain|2");
    assertThat(warnings)
        .hasSize(2)
        .anyMatch(it -> it.contains("run odd") && it.contains("the rows are read without"))
        .anyMatch(it -> it.contains("keys that no other run holds have no column"));
  }

  @Test
  void aCreationThatIsNoTimeIsNullAndTold() throws SQLException {
    standIn.holds(experiment("odd").answering("createdAt", "yesterday"), experiment("plain"));

    assertThat(
            rows("", "SELECT run_id FROM runs WHERE created_at > TIMESTAMP '2000-01-01 00:00:00'"))
        .containsExactly("plain");
    assertThat(rows("", "SELECT run_id, created_at IS NULL FROM runs ORDER BY 1"))
        .containsExactly("odd|true", "plain|false");
  }

  @Test
  void longNumbersStayInJsonAndAreNoDoubles() throws SQLException {
    String digits = "7".repeat(1000);
    standIn.holds(
        experiment("long").answering("config", "{\"n\": {\"value\": %s}}".formatted(digits)),
        experiment("plain").config("n", 2));

    assertThat(rows("", "SELECT run_id, config, \"config.n\" FROM runs ORDER BY 1"))
        .containsExactly("long|{\"n\":%s}|null".formatted(digits), "plain|{\"n\":2}|2.0");
    assertThat(warnings).singleElement().asString().contains("run long", "config.n", "77777");
  }

  @Test
  void halfACharacterIsToldAndReplaced() throws SQLException {
    standIn.holds(
        experiment("half")
            .answering("config", "{\"t\": {\"value\": \"a\\ud800b\"}, \"lr\": {\"value\": 0.1}}"),
        experiment("plain").config("t", "ok"));

    assertThat(rows("", "SELECT run_id, config, \"config.lr\", \"config.t\" FROM runs ORDER BY 1"))
        .containsExactly(
            "half|{\"t\":\"a\uFFFDb\",\"lr\":0.1}|0.1|null", "plain|{\"t\":\"ok\"}|null|ok");
    assertThat(warnings).hasSize(2).allMatch(warning -> warning.contains("run half"));
    assertThat(
            rows("", "SELECT path, value_text, value_json FROM run_config WHERE run_id = 'half'"))
        .containsExactly("t|null|\"a\uFFFDb\"", "lr|0.1|0.1");
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 500})
  void aRunThatTheServerCanNotSendIsLeftOut(int status) throws SQLException {
    holdHundred();
    standIn.poisons("run42", status);

    assertThat(rows("?onRunError=warn", "SELECT * FROM runs")).hasSize(99);
    assertThat(warnings).anyMatch(warning -> warning.contains("a row is missing: run run42"));
  }

  @Test
  void aServerThatFailsAboveTwentyRunsAPageIsReadToTheEnd() throws SQLException {
    holdHundred();
    standIn.bearsRuns(20, 20);

    assertThat(rows("", "SELECT * FROM runs")).hasSize(100);
    assertThat(rows("", "SELECT COUNT(*) FROM history")).containsExactly("100");
    assertThat(rows("", "SELECT * FROM sampled_history")).hasSize(100);
    assertThat(warnings).isEmpty();
  }

  private void holdHundred() {
    standIn.holds(
        IntStream.range(0, 100)
            .mapToObj(i -> experiment("run" + i).config("lr", i).logging("loss").forSteps(1))
            .toArray(Experiment[]::new));
  }

  private List<String> rows(String properties, String sql) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Connection connection =
            DriverManager.getConnection(
                "jdbc:wandb://" + standIn.hostAndPort() + "/lab/vision" + properties,
                "",
                StandIn.API_KEY);
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      while (result.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
          row.add(String.valueOf(result.getString(i)));
        }
        rows.add(String.join("|", row));
      }
      for (SQLWarning w = statement.getWarnings(); w != null; w = w.getNextWarning()) {
        warnings.add(w.getMessage());
      }
    }
    return rows;
  }
}
