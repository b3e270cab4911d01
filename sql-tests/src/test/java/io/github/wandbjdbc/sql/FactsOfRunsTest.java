package io.github.wandbjdbc.sql;

import static io.github.wandbjdbc.standin.Experiment.experiment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.wandbjdbc.standin.Experiment;
import io.github.wandbjdbc.standin.Setting;
import io.github.wandbjdbc.standin.StandIn;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Definitions of metrics, what runs ran on, alerts, and the summaries of defined metrics, from a
 * server.
 */
class FactsOfRunsTest {
  private static final int RUNS = 60;
  private static final int RUNS_OF_A_REQUEST = 25;

  /** A list of runs, and their number. */
  private static final int REQUESTS_OF_LISTS = 3;

  private static StandIn standIn;
  private static Connection connection;
  private static Connection withoutPushdown;

  @BeforeAll
  static void serve() throws SQLException {
    standIn = StandIn.start();
    for (int i = 0; i < RUNS; i++) {
      standIn.holds(run(i));
    }
    connection = VisionProject.connect(standIn, "");
    withoutPushdown = VisionProject.connect(standIn, "?pushdown=false");
    Answer.to("SELECT * FROM runs LIMIT 1", connection);
    Answer.to("SELECT * FROM runs LIMIT 1", withoutPushdown);
  }

  /** Every third run defined what its summary keeps of the loss. */
  private static Experiment run(int i) {
    Experiment run =
        experiment("run%03d".formatted(i))
            .group(i % 2 == 0 ? "even" : "odd")
            .answering("exitcode", i % 5 == 0 ? null : (Object) (i % 4))
            .answering("computeSeconds", 10 * i)
            .config("lr", i / 100.0)
            .internal("python_version", "3.11." + i)
            .internal(
                "e", Map.of("w", Map.of("os", "Linux", "host", "node" + i % 7, "gpu_count", "2")));
    return i % 3 == 0
        ? run.summary("loss", Map.of("min", i / 100.0, "last", 1.0))
            .internal("m", List.of(Map.of("1", "loss", "7", List.of(1, 5))))
        : run.summary("loss", i / 10.0);
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
        "SELECT run_id, name, summary, hidden FROM metric_definitions | 60",
        "SELECT COUNT(*) FROM metric_definitions WHERE summary LIKE '%min%' | 60",
        "SELECT r.name, d.name FROM runs r JOIN metric_definitions d ON d.run_id = r.run_id"
            + " WHERE r.run_group = 'odd' | 30",
      })
  void theyAreARequestForEach25Runs(String sql, int runs) throws SQLException {
    Answer answer = Answer.to(sql, connection);

    int together = (runs + RUNS_OF_A_REQUEST - 1) / RUNS_OF_A_REQUEST;
    assertThat(standIn.requests()).hasSizeLessThanOrEqualTo(together + REQUESTS_OF_LISTS);
    assertThat(answer.warnings()).isEmpty();
    assertThat(answer.rows()).isNotEmpty();
    assertThat(plan(sql)).contains("one for each 25 runs");
    assertThat(Answer.to(sql, withoutPushdown).rows())
        .containsExactlyInAnyOrderElementsOf(answer.rows());
  }

  /** One page holds all of these runs. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT run_id, program, arguments, cpu_count, exit_code, compute_seconds"
            + " FROM run_environment",
        "SELECT run_id FROM run_environment WHERE exit_code <> 0",
        "SELECT r.run_group, SUM(e.compute_seconds) FROM runs r JOIN run_environment e"
            + " ON e.run_id = r.run_id GROUP BY r.run_group",
        "SELECT r.run_id, r.\"summary.loss\", e.python, e.os, e.host FROM runs r"
            + " LEFT JOIN run_environment e ON e.run_id = r.run_id",
        "SELECT r.run_id, r.state, t.tag, e.exit_code FROM runs r JOIN run_environment e"
            + " USING (run_id) LEFT JOIN run_tags t USING (run_id)",
        "SELECT run_id, run_group, exit_code, compute_seconds FROM runs",
        "SELECT python FROM run_environment WHERE run_id IN ('run001', 'run002')",
        "SELECT COUNT(*) FROM run_environment",
      })
  void environmentsComeWithThePageOfRuns(String sql) throws SQLException {
    Answer answer = Answer.to(sql, connection);

    assertThat(standIn.requests()).hasSizeLessThanOrEqualTo(1);
    assertThat(answer.warnings()).isEmpty();
    assertThat(answer.rows()).isNotEmpty();
    assertThat(plan(sql)).doesNotContain("one for each 25 runs");
    assertThat(Answer.to(sql, withoutPushdown).rows())
        .containsExactlyInAnyOrderElementsOf(answer.rows());
  }

  /** The list of runs, where their files are, and each file. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SELECT run_id, os, host, cpu_count FROM run_environment ORDER BY run_id"
            + " | [[bare, null, null, null], [noted, Linux, box, 4], [old, Darwin, mac, 8],"
            + " [torn, null, null, null]] | 4",
        "SELECT r.run_id, e.program FROM runs r JOIN run_environment e USING (run_id)"
            + " ORDER BY r.run_id | [[bare, null], [noted, null], [old, eval.py], [torn, null]] | 4",
        "SELECT run_id, exit_code FROM run_environment ORDER BY run_id"
            + " | [[bare, 0], [noted, 0], [old, 0], [torn, 0]] | 1",
        "SELECT run_id, os FROM run_environment WHERE run_id = 'noted' | [[noted, Linux]] | 1"
      })
  void theFileOfMetadataIsFetchedWhereNothingElseTells(String sql, String rows, int requests)
      throws SQLException {
    try (StandIn other = StandIn.start()) {
      String file =
          "{\"os\": \"Darwin\", \"host\": \"mac\", \"program\": \"eval.py\", \"cpu_count\": \"8\"}";
      other.holds(
          bare("noted")
              .internal("e", Map.of("w", Map.of("os", "Linux", "host", "box", "cpu_count", 4)))
              .file("wandb-metadata.json", file),
          bare("old").file("wandb-metadata.json", file).file("output.log", "x"),
          bare("torn").file("wandb-metadata.json", "{\"os\": \"Dar"),
          bare("bare").file("output.log", "x"));
      try (Connection there = VisionProject.connect(other, "");
          Connection plain = VisionProject.connect(other, "?pushdown=false")) {
        Answer.to("SELECT * FROM runs LIMIT 1", there);
        Answer.to("SELECT * FROM runs LIMIT 1", plain);
        other.forgetRequests();

        Answer answer = Answer.to(sql, there);

        assertThat(answer.rows()).hasToString(rows);
        assertThat(answer.warnings()).isEmpty();
        assertThat(other.requests().size() + other.storageRequests().size())
            .isLessThanOrEqualTo(requests);
        assertThat(Answer.to(sql, plain).rows()).isEqualTo(answer.rows());
        boolean mayFetch = !sql.contains("exit_code");
        assertThat(
                Answer.to("EXPLAIN " + sql, there)
                    .rows()
                    .toString()
                    .contains("of which only the file wandb-metadata.json tells"))
            .isEqualTo(mayFetch);
      }
    }
  }

  private static Experiment bare(String id) {
    return experiment(id)
        .answering("runInfo", null)
        .answering("host", null)
        .answering("commit", null)
        .answering("exitcode", 0);
  }

  @Test
  void filesThatCannotBeHadAreToldOnce() throws SQLException {
    try (StandIn other = StandIn.start()) {
      other.holds(bare("old").file("wandb-metadata.json", "{\"os\": \"Darwin\"}"));
      other.lacks("directUrl");
      try (Connection there = VisionProject.connect(other, "")) {
        Answer answer = Answer.to("SELECT run_id, os, exit_code FROM run_environment", there);

        assertThat(answer.rows()).containsExactly(Arrays.asList("old", null, 0L));
        assertThat(answer.warnings())
            .singleElement()
            .asString()
            .contains("wandb-metadata.json", "can't be had");
      }
    }
  }

  @Test
  void aRunThatEndedLaterHadNoExitCodeYet() throws SQLException {
    try (StandIn other = StandIn.start()) {
      Instant start = Instant.parse("2026-01-01T00:00:00Z");
      other.holds(ended("early", start, start.plusSeconds(60)));
      other.holds(ended("late", start, start.plusSeconds(7200)));
      try (Connection then = VisionProject.connect(other, "?asOf=2026-01-01T01:00:00Z")) {
        for (String from :
            List.of("runs", "run_environment", "runs r JOIN run_environment e USING (run_id)")) {
          String end =
              from.contains("JOIN")
                  ? "e.exit_code, r.compute_seconds"
                  : "exit_code, compute_seconds";
          assertThat(Answer.to("SELECT run_id, " + end + " FROM " + from, then).rows())
              .as(from)
              .containsExactlyInAnyOrder(
                  Arrays.asList("early", 3L, 60.0), Arrays.asList("late", null, null));
        }
      }
    }
  }

  private static Experiment ended(String id, Instant start, Instant end) {
    return experiment(id)
        .createdAt(start)
        .heartbeatAt(end)
        .state("failed")
        .answering("exitcode", 3)
        .answering("computeSeconds", 60);
  }

  private static String plan(String sql) throws SQLException {
    return Answer.to("EXPLAIN " + sql, connection).rows().toString();
  }

  @Test
  void theConfigIsAskedForOnlyByWhoReadsWhatMayBeInIt() throws SQLException {
    Answer.to("SELECT run_id, exit_code, storage_bytes FROM run_environment", connection);

    assertThat(standIn.requests()).noneMatch(request -> request.selects("config"));
    assertThat(standIn.requests()).noneMatch(request -> request.selects("runInfo"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT * FROM alerts",
        "SELECT a.title FROM runs r JOIN alerts a ON a.run_id = r.run_id WHERE r.name = 'x'",
        "EXPLAIN SELECT COUNT(*) FROM alerts"
      })
  void alertsAreRefusedByName(String sql) {
    assertThatExceptionOfType(SQLException.class)
        .isThrownBy(() -> Answer.to(sql, connection))
        .withMessageContaining("alerts")
        .withMessageContaining("jdbc:wandb:file:")
        .satisfies(e -> assertThat(e.getSQLState()).isEqualTo("42000"));
    assertThat(standIn.requests()).isEmpty();
  }

  @Test
  void aMetricThatIsDefinedInSomeRunsHasColumnsBesideItsOwn() throws SQLException {
    assertThat(
            Answer.to(
                    "SELECT \"summary.loss\", \"summary.loss.min\", \"summary.loss.last\" FROM runs"
                        + " WHERE run_id IN ('run003', 'run004') ORDER BY run_id",
                    connection)
                .rows())
        .containsExactly(Arrays.asList(null, 0.03, 1.0), Arrays.asList(0.4, null, null));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT run_id, \"summary.loss\", \"summary.loss.min\" FROM runs",
        "SELECT run_id FROM runs WHERE \"summary.loss\" < 1",
        "SELECT run_id FROM runs WHERE \"summary.loss\" <> 0.4",
        "SELECT run_id FROM runs WHERE \"summary.loss\" IS NULL",
        "SELECT run_id FROM runs WHERE \"summary.loss\" IS NOT NULL",
        "SELECT run_id FROM runs WHERE \"summary.loss.min\" >= 0.3",
        "SELECT run_id FROM runs WHERE \"summary.loss.min\" IS NOT NULL",
        "SELECT run_id FROM runs WHERE \"summary.loss\" > 5 OR \"summary.loss.last\" = 1",
        "SELECT run_id FROM runs ORDER BY \"summary.loss\", run_id LIMIT 5",
        "SELECT run_id FROM runs ORDER BY \"summary.loss\" DESC, run_id LIMIT 50",
        "SELECT run_id FROM runs ORDER BY \"summary.loss.min\" DESC, run_id LIMIT 25",
        "SELECT COUNT(\"summary.loss\"), AVG(\"summary.loss.min\") FROM runs",
        "SELECT run_id, path, \"value\" FROM run_summary WHERE path LIKE 'loss%'"
      })
  void whatTravelsGivesTheSameRows(String sql) throws SQLException {
    Answer answer = Answer.to(sql, connection);

    assertThat(answer.rows()).isNotEmpty();
    assertThat(answer.warnings()).isEmpty();
    assertThat(Answer.to(sql, withoutPushdown).rows())
        .containsExactlyInAnyOrderElementsOf(answer.rows());
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "MISSING_FIRST",
        "ORDERS_AS_TEXTS",
        "NULL_IS_NOT_MISSING",
        "NULL_MATCHES_NOTHING",
        "NE_MATCHES_MISSING",
        "KEYS_ARE_PATHS",
        "KEYS_LACK_INTERNAL",
        "EXISTS_MATCHES_NOTHING"
      })
  void thatHoldsWhateverTheServerIsLike(Setting setting) throws SQLException {
    standIn.with(setting);
    try (Connection other = VisionProject.connect(standIn, "?metadataCacheSeconds=0")) {
      for (String sql :
          List.of(
              "SELECT run_id FROM runs ORDER BY \"summary.loss\", run_id LIMIT 5",
              "SELECT run_id FROM runs WHERE \"summary.loss\" <> 0.4",
              "SELECT run_id FROM runs WHERE \"summary.loss\" IS NOT NULL",
              "SELECT run_id, name, summary FROM metric_definitions",
              "SELECT r.run_id, \"config.lr\", program, python, gpu_count, git_remote FROM runs r"
                  + " JOIN run_environment USING (run_id)",
              "SELECT run_id, os, host, arguments, exit_code FROM run_environment")) {
        assertThat(Answer.to(sql, other).rows())
            .as(sql)
            .containsExactlyInAnyOrderElementsOf(Answer.to(sql, withoutPushdown).rows());
      }
    } finally {
      standIn.without(setting);
    }
  }
}
