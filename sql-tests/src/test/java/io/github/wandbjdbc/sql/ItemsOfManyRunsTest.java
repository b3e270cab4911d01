package io.github.wandbjdbc.sql;

import static io.github.wandbjdbc.standin.Experiment.experiment;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wandbjdbc.standin.Experiment;
import io.github.wandbjdbc.standin.StandIn;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files, console lines, system metrics and artifacts, which many runs are asked for at once. */
class ItemsOfManyRunsTest {
  private static final int RUNS = 100;
  private static final int RUNS_OF_A_REQUEST = 25;

  /** A list of runs, and their number. */
  private static final int REQUESTS_OF_LISTS = 3;

  private static StandIn standIn;
  private static Connection connection;
  private static Connection withoutPushdown;

  @BeforeAll
  static void serve() throws SQLException {
    standIn = StandIn.start();
    for (String id : List.of("data", "model")) {
      standIn.holdsArtifact(Map.of("id", id, "type", id, "collection", id, "version", "v0"));
    }
    for (int i = 0; i < RUNS; i++) {
      standIn.holds(
          run("run%03d".formatted(i), 1 + i % 3)
              .group(i % 2 == 0 ? "even" : "odd")
              .using("data")
              .making("model")
              .logging("loss"));
    }
    Experiment talkative = experiment("talkative");
    for (int i = 0; i < 3000; i++) {
      talkative.logLine(Map.of("number", i, "line", "line " + i));
    }
    standIn.holds("lab", "talk", talkative, run("quiet", 2), experiment("silent"));
    connection = VisionProject.connect(standIn, "");
    withoutPushdown = VisionProject.connect(standIn, "?pushdown=false");
    Answer.to("SELECT * FROM talk.console_logs WHERE run_id = 'silent'", connection);
  }

  private static Experiment run(String id, int items) {
    Experiment run = experiment(id);
    for (int i = 0; i < items; i++) {
      run.file(Map.of("name", i == 0 ? "model.h5" : "file" + i, "sizeBytes", 10 + i))
          .logLine(Map.of("number", i, "line", "line " + i))
          .event(Map.of("_timestamp", 1.7e9 + i, "_runtime", (double) i, "system.cpu", i / 2.0));
    }
    return run;
  }

  @AfterAll
  static void close() throws SQLException {
    withoutPushdown.close();
    connection.close();
    standIn.close();
  }

  @BeforeEach
  void forget() {
    standIn.forgetRequests();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SELECT run_id, name, size_bytes FROM files | 100",
        "SELECT COUNT(*) FROM files WHERE name = 'model.h5' | 100",
        "SELECT run_id, name FROM files WHERE name LIKE 'file%' | 100",
        "SELECT run_id, number, line FROM console_logs | 100",
        "SELECT run_id, recorded_at, key, \"value\" FROM system_metrics | 100",
        "SELECT key, AVG(\"value\") FROM system_metrics GROUP BY key | 100",
        "SELECT r.name, f.name FROM runs r JOIN files f ON f.run_id = r.run_id"
            + " WHERE r.run_group = 'odd' AND f.name = 'model.h5' | 50",
        "SELECT number, line FROM console_logs WHERE run_id IN"
            + " (SELECT run_id FROM runs WHERE run_group = 'even') | 50",
        "SELECT line FROM console_logs WHERE run_id IN ('run001', 'run002', 'run003') | 3",
        "SELECT run_id, direction, artifact_id FROM run_artifacts | 100",
        "SELECT COUNT(*) FROM run_artifacts WHERE artifact_id = 'model' | 100",
        "SELECT r.name, a.collection FROM runs r JOIN run_artifacts a ON r.run_id = a.run_id"
            + " WHERE r.run_group = 'odd' AND a.direction = 'input' | 50",
        "SELECT run_id, collection FROM run_artifacts WHERE direction = 'output'"
            + " AND run_id IN (SELECT run_id FROM runs WHERE run_group = 'even') | 50",
      })
  void theyAreARequestForEach25Runs(String sql, int runs) throws SQLException {
    Answer answer = Answer.to(sql, connection);

    int together = (runs + RUNS_OF_A_REQUEST - 1) / RUNS_OF_A_REQUEST;
    assertThat(standIn.requests()).hasSizeLessThanOrEqualTo(together + REQUESTS_OF_LISTS);
    assertThat(answer.warnings()).isEmpty();
    assertThat(answer.rows()).isNotEmpty();
    assertThat(plan(sql)).contains("one for each 25 runs, more of each that holds much");
    assertThat(Answer.to(sql, withoutPushdown).rows())
        .containsExactlyInAnyOrderElementsOf(answer.rows());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SELECT number, line FROM talk.console_logs WHERE run_id = 'talkative'"
            + " ORDER BY number DESC LIMIT 3 | the last 3 of each run",
        "SELECT line FROM talk.console_logs WHERE run_id IN ('talkative', 'quiet', 'silent')"
            + " ORDER BY run_id, number DESC NULLS LAST LIMIT 2 OFFSET 1 | the last 3 of each run",
        "SELECT MAX(number) FROM talk.console_logs WHERE run_id = 'talkative'"
            + " | the last 1 of each run",
        "SELECT run_id, MAX(number) + 1 FROM talk.console_logs"
            + " WHERE run_id IN ('talkative', 'quiet', 'silent') GROUP BY run_id"
            + " | the last 1 of each run",
      })
  void theLastLinesAreOneSmallRequest(String sql, String rows) throws SQLException {
    Answer answer = Answer.to(sql, connection);

    assertThat(standIn.requests()).hasSize(1);
    assertThat(standIn.sent()).isLessThan(2000);
    assertThat(answer.warnings()).isEmpty();
    assertThat(plan(sql)).contains(rows);
    assertThat(Answer.to(sql, withoutPushdown).rows()).isEqualTo(answer.rows());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT number FROM talk.console_logs WHERE run_id = 'talkative' AND line LIKE '%7'"
            + " ORDER BY number DESC LIMIT 1",
        "SELECT number FROM talk.console_logs ORDER BY line, number DESC LIMIT 1",
        "SELECT MIN(number), MAX(number) FROM talk.console_logs",
        "SELECT number FROM talk.console_logs ORDER BY number, run_id LIMIT 1",
      })
  void whatNeedsOtherLinesReadsThem(String sql) throws SQLException {
    assertThat(plan(sql)).doesNotContain("of each run");
    assertThat(Answer.to(sql, withoutPushdown).rows()).isEqualTo(Answer.to(sql, connection).rows());
  }

  @Test
  void aLimitAsksForNoMoreRunsThanItNeeds() throws SQLException {
    Answer answer = Answer.to("SELECT * FROM console_logs LIMIT 3", connection);

    assertThat(answer.rows()).hasSize(3);
    assertThat(standIn.requests()).hasSizeLessThanOrEqualTo(4);
    assertThat(standIn.sent()).isLessThan(20_000);
  }

  @Test
  void explainSaysWhatItCosts() throws SQLException {
    String sql = "SELECT run_id, name FROM files";
    int estimated = 2 + RUNS / RUNS_OF_A_REQUEST;

    assertThat(plan(sql)).contains("requests: %d or more".formatted(estimated));
    standIn.forgetRequests();
    Answer.to(sql, connection);
    assertThat(standIn.requests()).hasSizeBetween(estimated * 2 / 3, estimated * 3 / 2);
  }

  private static String plan(String sql) throws SQLException {
    return String.valueOf(Answer.to("EXPLAIN " + sql, connection).value());
  }
}
