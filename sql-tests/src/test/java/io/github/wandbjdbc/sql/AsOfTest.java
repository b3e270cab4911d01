package io.github.wandbjdbc.sql;

import static io.github.wandbjdbc.standin.Experiment.experiment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.wandbjdbc.standin.Experiment;
import io.github.wandbjdbc.standin.Setting;
import io.github.wandbjdbc.standin.StandIn;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The property {@code asOf}: a project that goes on is answered for as it was. */
final class AsOfTest {
  private static final Instant THEN = Instant.parse("2024-03-01T12:00:00.500Z");
  private static final String AS_OF = "asOf=2024-03-01T12:00:00.500Z";
  private static final int RUNS = 120;
  private static final int STEPS = 10;

  /** Statements about what the API tells of any time: the same rows later, without a warning. */
  private static final List<String> TOLD =
      List.of(
          "SELECT run_id, created_at, username, run_group FROM runs ORDER BY created_at, run_id",
          "SELECT COUNT(*) FROM runs",
          "SELECT run_id FROM runs ORDER BY created_at DESC LIMIT 1",
          "SELECT run_id FROM runs WHERE created_at > TIMESTAMP '2024-03-01 11:00:00' ORDER BY 1",
          "SELECT run_id FROM runs WHERE run_id IN ('growing', 'late', 'run001') ORDER BY 1",
          "SELECT run_id, state, \"config.lr\", \"summary.loss\" FROM runs WHERE run_id = 'run003'",
          "SELECT state, tags FROM runs WHERE run_group = 'even' ORDER BY run_id LIMIT 3",
          "SELECT run_id, _step, loss, logged_at FROM history ORDER BY run_id, _step",
          "SELECT COUNT(*) FROM history",
          "SELECT COUNT(loss), SUM(loss) FROM history",
          "SELECT run_id, MAX(_step), MIN(_step), COUNT(*) FROM history GROUP BY run_id ORDER BY 1",
          "SELECT MAX(_step) FROM history WHERE run_id = 'growing'",
          "SELECT _step, loss FROM history WHERE run_id = 'growing' ORDER BY _step DESC LIMIT 3",
          "SELECT _step, loss FROM history WHERE run_id = 'growing' ORDER BY _step LIMIT 30",
          "SELECT COUNT(*) FROM (SELECT loss FROM history LIMIT 7)",
          "SELECT COUNT(*) FROM (SELECT loss FROM history WHERE run_id = 'growing' LIMIT 1000)",
          "SELECT COUNT(*) FROM history WHERE run_id = 'late'",
          "SELECT run_id, COUNT(*) FROM history WHERE run_id IN ('growing', 'late') GROUP BY run_id",
          "SELECT r.run_id, MAX(h.loss) FROM runs r JOIN history h ON h.run_id = r.run_id"
              + " WHERE r.run_group = 'odd' GROUP BY r.run_id ORDER BY 1",
          "SELECT a.run_id, COUNT(*) FROM history a JOIN history b ON a.run_id = b.run_id"
              + " AND a._step = b._step GROUP BY a.run_id ORDER BY 1",
          "SELECT COUNT(*), (SELECT COUNT(*) FROM runs) FROM history",
          "SELECT run_id, _step, \"value\" FROM history_values WHERE key = 'loss' ORDER BY 1, 2",
          "SELECT * FROM metric_stats WHERE run_id = 'growing' ORDER BY key",
          "SELECT run_id, key, steps, max_value FROM metric_stats ORDER BY run_id, key",
          "SELECT _step, loss FROM sampled_history WHERE run_id = 'run003' ORDER BY _step",
          "SELECT run_id, path, value_json FROM run_config WHERE run_id = 'run003' ORDER BY path",
          "SELECT run_id, tag FROM run_tags WHERE run_id IN ('run003', 'late')",
          "SELECT run_id, key, steps FROM metrics WHERE run_id = 'run004' ORDER BY key",
          "SELECT run_id, number, line FROM console_logs ORDER BY run_id, number",
          "SELECT number FROM console_logs WHERE run_id = 'growing' ORDER BY number DESC LIMIT 2",
          "SELECT run_id, recorded_at, \"value\" FROM system_metrics ORDER BY run_id, recorded_at",
          "SELECT name, size_bytes FROM files WHERE run_id IN ('run003', 'late') ORDER BY name",
          "SELECT project, run_id FROM \"*\".runs ORDER BY 1, 2",
          "SELECT run_id, _step FROM \"*\".history WHERE project = 'vision' ORDER BY 1, 2",
          "SELECT sweep_id FROM sweeps",
          "SELECT artifact_id FROM artifacts ORDER BY artifact_id",
          "SELECT name FROM artifact_files ORDER BY name",
          "SELECT a.artifact_id, f.name FROM artifacts a JOIN artifact_files f"
              + " ON f.artifact_id = a.artifact_id",
          "SELECT report_id FROM reports");

  private static StandIn before;
  private static StandIn after;

  @BeforeAll
  static void serve() {
    before = project(false);
    after = project(true);
  }

  @AfterAll
  static void stop() {
    before.close();
    after.close();
  }

  @BeforeEach
  void forget() {
    before.forgetRequests();
    after.forgetRequests();
  }

  @AfterEach
  void behave() {
    for (Setting setting : Setting.values()) {
      after.without(setting);
    }
  }

  /** The project as it was then, or as it is a day later. */
  private static StandIn project(boolean isLater) {
    StandIn standIn = StandIn.start();
    for (int i = 0; i < RUNS; i++) {
      Instant start = THEN.minus(Duration.ofDays(2)).plusSeconds(i);
      standIn.holds(
          items(logged(run("run%03d".formatted(i), start), start, STEPS), start, 2)
              .heartbeatAt(start.plusSeconds(STEPS))
              .group(i % 2 == 0 ? "even" : "odd"));
    }
    Instant start = THEN.minusSeconds(20);
    Experiment growing = run("growing", start).state(isLater ? "finished" : "running");
    standIn.holds(
        items(logged(growing, start, isLater ? 500 : 21), start, isLater ? 50 : 21)
            .heartbeatAt(isLater ? THEN.plusSeconds(480) : THEN));
    standIn.holdsSweep(sweep("s1", THEN.minusSeconds(90), THEN.minusSeconds(60)));
    artifact(standIn, "early", THEN.minusSeconds(60));
    standIn.holdsReport(report("r1", THEN.minusSeconds(60)));
    if (isLater) {
      Instant later = THEN.plusMillis(1);
      standIn.holds(items(logged(run("late", later), later, 40), later, 3).tags("new"));
      for (int i = 0; i < RUNS; i++) {
        Instant day = THEN.plus(Duration.ofDays(1)).plusSeconds(i);
        standIn.holds(logged(run("next%03d".formatted(i), day), day, STEPS));
      }
      standIn.holdsSweep(sweep("s2", later, later));
      artifact(standIn, "new", later);
      standIn.holdsReport(report("r2", later));
    }
    return standIn;
  }

  private static Experiment run(String id, Instant start) {
    return experiment(id)
        .createdAt(start)
        .heartbeatAt(start.plusSeconds(60))
        .config("lr", 0.1)
        .summary("loss", 1.5)
        .tags("all");
  }

  /** A step a second, from {@code start} on. */
  private static Experiment logged(Experiment run, Instant start, int steps) {
    return run.generated(
        steps - 1,
        step -> Map.of("loss", 1.0 / (step + 1), "_timestamp", start.toEpochMilli() / 1e3 + step));
  }

  private static Experiment items(Experiment run, Instant start, int items) {
    for (int i = 0; i < items; i++) {
      Instant time = start.plusSeconds(i);
      run.logLine(Map.of("number", i, "line", "line " + i, "timestamp", time.toString()))
          .event(Map.of("_timestamp", time.toEpochMilli() / 1e3, "system.cpu", i / 2.0));
    }
    return run.file(Map.of("name", "model.h5", "sizeBytes", items, "updatedAt", start.toString()));
  }

  private static Map<String, Object> sweep(String name, Instant created, Instant updated) {
    return Map.of(
        "runCount",
        0,
        "id",
        name,
        "name",
        name,
        "method",
        "grid",
        "state",
        "FINISHED",
        "config",
        "method: grid",
        "createdAt",
        created.toString(),
        "updatedAt",
        updated.toString());
  }

  private static Map<String, Object> report(String id, Instant created) {
    return Map.of(
        "id", id, "name", id, "createdAt", created.toString(), "updatedAt", created.toString());
  }

  private static void artifact(StandIn standIn, String id, Instant created) {
    Map<String, Object> version = new LinkedHashMap<>();
    version.put("id", id);
    version.put("type", "model");
    version.put("collection", id);
    version.put("versionIndex", 0);
    version.put("digest", id);
    version.put("state", "COMMITTED");
    version.put("size", 1);
    version.put("aliases", List.of());
    version.put("tags", List.of());
    version.put("fileCount", 1);
    version.put("createdAt", created.toString());
    version.put("files", List.of(Map.of("name", id + ".bin", "sizeBytes", 1)));
    standIn.holdsArtifact(version);
  }

  static Stream<Arguments> told() {
    return TOLD.stream()
        .flatMap(
            sql ->
                Stream.of(
                    Arguments.of("?" + AS_OF, sql), Arguments.of("?pushdown=false&" + AS_OF, sql)));
  }

  @ParameterizedTest
  @MethodSource("told")
  void whatTheApiTellsIsTheSameLater(String properties, String sql) throws SQLException {
    try (Connection then = VisionProject.connect(before, properties);
        Connection later = VisionProject.connect(after, properties)) {
      Answer first = Answer.to(sql, then);

      Answer again = Answer.to(sql, later);

      assertThat(again.rows()).isEqualTo(first.rows());
      assertThat(again.warnings())
          .filteredOn(warning -> !isOfUnusedColumns(properties, warning))
          .isEqualTo(first.warnings());
      assertThat(first.warnings()).noneMatch(warning -> warning.startsWith("asOf"));
    }
  }

  /** Without pushdown all columns are read, also those that the statement doesn't show. */
  private static boolean isOfUnusedColumns(String properties, String warning) {
    return properties.contains("pushdown") && warning.contains("of such runs");
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "TIMES_WITH_Z",
        "TIMES_IN_SECONDS",
        "TIME_FILTERS_NEED_Z",
        "TIME_FILTERS_MATCH_NOTHING",
        "FILTERS_CUT_TIMES",
        "FILTERS_ARE_TYPED",
        "NULLS_IN_SAMPLES",
        "HIDDEN_ROWS",
        "NO_RUN_COUNT",
        "MISSING_FIRST"
      })
  void itIsSoWhateverTheServerDoesWithTimes(Setting setting) throws SQLException {
    List<String> statements =
        List.of(
            "SELECT run_id FROM runs ORDER BY run_id",
            "SELECT run_id, COUNT(*), SUM(loss) FROM history GROUP BY run_id ORDER BY 1",
            "SELECT run_id, number FROM console_logs ORDER BY 1, 2");
    try (Connection then = VisionProject.connect(before, "?" + AS_OF);
        Connection later = VisionProject.connect(after.with(setting), "?" + AS_OF)) {
      for (String sql : statements) {
        List<List<Object>> rows = new ArrayList<>(Answer.to(sql, then).rows());

        List<List<Object>> again = new ArrayList<>(Answer.to(sql, later).rows());

        if (setting == Setting.TIMES_IN_SECONDS) {
          // Then the run of the following millisecond can't be told from one of that time.
          again.removeIf(row -> row.get(0).equals("late"));
        }
        assertThat(again).isEqualTo(rows);
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SELECT run_id, state FROM runs | state",
        "SELECT run_id FROM runs WHERE state = 'running' | state",
        "SELECT COUNT(*) FROM runs WHERE state = 'running' | state",
        "SELECT run_id FROM runs ORDER BY heartbeat_at DESC LIMIT 1 | heartbeat_at",
        "SELECT run_id FROM runs ORDER BY \"summary.loss\" LIMIT 1 | summary",
        "SELECT run_id FROM runs WHERE HAS_TAG(tags, 'none') | tags",
        "SELECT last_step, history_rows FROM runs WHERE run_id = 'growing' | history_rows, metrics",
        "SELECT * FROM run_summary WHERE path = 'loss' | summary",
        "SELECT run_id FROM run_tags WHERE tag = 'none' | tags",
        "SELECT key, MAX(steps) FROM metrics GROUP BY key | metrics and last_step",
        "SELECT r.name, c.value FROM runs r JOIN run_config c ON c.run_id = r.run_id | config",
        "SELECT run_id, state FROM \"*\".runs | state",
        "SELECT COUNT(*) FROM sampled_history WHERE run_id = 'growing' | samples of such runs were chosen",
        "SELECT COUNT(loss) FROM sampled_history | samples of such runs were chosen",
      })
  void whatIsOfNowIsToldOnce(String sql, String doubt) throws SQLException {
    try (Connection then = VisionProject.connect(before, "?" + AS_OF);
        Connection later = VisionProject.connect(after, "?" + AS_OF)) {
      assertThat(Answer.to(sql, then).warnings()).isEmpty();

      assertThat(Answer.to(sql, later).warnings())
          .singleElement()
          .asString()
          .startsWith("asOf=2024-03-01T12:00:00.500Z: run growing")
          .contains(doubt);
      assertThat(Answer.to(sql, later).warnings()).hasSize(1);
    }
  }

  @Test
  void aStepWithoutATimeIsOfItsRunsLife() throws SQLException {
    String sql = "SELECT run_id, COUNT(*) FROM history GROUP BY run_id ORDER BY 1";
    try (StandIn standIn =
            StandIn.start()
                .holds(
                    timeless("ended", THEN.minusSeconds(50)).heartbeatAt(THEN),
                    timeless("going", THEN.minusSeconds(40)).heartbeatAt(THEN.plusSeconds(1)),
                    timeless("late", THEN.plusSeconds(30)).heartbeatAt(THEN.plusSeconds(40)));
        Connection connection = VisionProject.connect(standIn, "?" + AS_OF)) {
      Answer answer = Answer.to(sql, connection);

      assertThat(answer.rows()).containsExactly(List.of("ended", 5L), List.of("going", 5L));
      assertThat(answer.warnings())
          .singleElement()
          .asString()
          .contains(
              "run going, and perhaps others, went on after that: steps of such runs without _timestamp");
      assertThat(
              Answer.to(sql.replace("GROUP", "WHERE run_id <> 'going' GROUP"), connection).rows())
          .hasSize(1);
      for (String table : List.of("history", "sampled_history")) {
        Answer ended =
            Answer.to("SELECT COUNT(*) FROM " + table + " WHERE run_id = 'ended'", connection);
        assertThat(ended.value()).isEqualTo(5L);
        assertThat(ended.warnings()).isEmpty();
      }
    }
  }

  private static Experiment timeless(String id, Instant start) {
    return run(id, start).logging("loss").forSteps(5);
  }

  @Test
  void aMachineWhoseClockIsSlowMakesNoStepOfALaterRun() throws SQLException {
    Instant logged = THEN.minusSeconds(300);
    Experiment late = run("late", THEN.plusSeconds(1)).heartbeatAt(THEN.plusSeconds(30));
    try (StandIn standIn = StandIn.start().holds(items(logged(late, logged, 9), logged, 2));
        Connection connection = VisionProject.connect(standIn, "?" + AS_OF)) {
      for (String table :
          List.of("history", "sampled_history", "history_values", "console_logs", "files")) {
        String count = "SELECT COUNT(*) FROM " + table;

        assertThat(Answer.to(count, connection).value()).isEqualTo(0L);
        assertThat(Answer.to(count + " WHERE run_id = 'late'", connection).value()).isEqualTo(0L);
      }
    }
  }

  @Test
  void aFileThatWasChangedLaterIsLeftOutAndTold() throws SQLException {
    Experiment run =
        run("a", THEN.minusSeconds(100))
            .file(Map.of("name", "old", "updatedAt", THEN.toString()))
            .file(Map.of("name", "new", "updatedAt", THEN.plusSeconds(1).toString()));
    try (StandIn standIn = StandIn.start().holds(run);
        Connection connection = VisionProject.connect(standIn, "?" + AS_OF)) {
      Answer answer = Answer.to("SELECT name FROM files", connection);

      assertThat(answer.rows()).containsExactly(List.of("old"));
      assertThat(answer.warnings())
          .singleElement()
          .asString()
          .contains("file new of run a, and perhaps others, was changed after that");
    }
  }

  @ParameterizedTest
  @CsvSource({"?", "?pushdown=false&"})
  void partitionsHoldTheSameRows(String properties) throws SQLException {
    List<Object> predicates;
    try (Connection later = VisionProject.connect(after, properties + AS_OF)) {
      Answer parts = Answer.to("SELECT predicate FROM TABLE(history_partitions(7))", later);
      predicates = parts.column("predicate");
      assertThat(parts.warnings()).isEmpty();
      assertThat(predicates.toString()).doesNotContain("'late'", "'next");
      List<List<Object>> rows = new ArrayList<>();
      for (Object predicate : predicates) {
        rows.addAll(
            Answer.to("SELECT run_id, _step FROM history WHERE " + predicate, later).rows());
      }

      try (Connection then = VisionProject.connect(before, properties + AS_OF)) {
        assertThat(rows)
            .containsExactlyInAnyOrderElementsOf(
                Answer.to("SELECT run_id, _step FROM history", then).rows());
      }
    }
  }

  /** Those of today without the property for as many runs, and a list of runs. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SELECT run_id FROM runs | 0",
        "SELECT run_id, \"config.lr\" FROM runs | 0",
        "SELECT * FROM run_tags | 0",
        "SELECT r.name, c.value FROM runs r JOIN run_config c ON c.run_id = r.run_id | 0",
        "SELECT SUM(loss) FROM history | 2",
        "SELECT COUNT(*) FROM history WHERE run_id = 'growing' | 1",
        "SELECT r.run_id, MAX(h.loss) FROM runs r JOIN history h ON h.run_id = r.run_id"
            + " GROUP BY r.run_id | 0",
        "SELECT loss FROM history LIMIT 7 | 1",
        "SELECT line FROM console_logs | 2",
        "SELECT name FROM files WHERE run_id = 'growing' | 1",
        "SELECT COUNT(loss) FROM sampled_history | 2",
        "SELECT loss FROM sampled_history WHERE run_id = 'growing' | 1",
      })
  void itCostsNoMoreRequestsThanTheProjectDidThen(String sql, int more) throws SQLException {
    try (Connection plain = VisionProject.connect(before, "");
        Connection later = VisionProject.connect(after, "?" + AS_OF)) {
      Answer.to(sql, plain);
      Answer.to(sql, later);
      forget();
      Answer.to(sql, plain);

      Answer.to(sql, later);

      assertThat(after.requests()).hasSizeLessThanOrEqualTo(before.requests().size() + more);
    }
  }

  @Test
  void aStateMayHaveBeenNotedLaterThanTheLastSignOfLife() throws SQLException {
    try (StandIn standIn =
            StandIn.start()
                .holds(
                    run("lost", THEN.minusSeconds(500))
                        .heartbeatAt(THEN.minusSeconds(200))
                        .state("crashed"),
                    run("long", THEN.minusSeconds(5000))
                        .heartbeatAt(THEN.minusSeconds(900))
                        .state("crashed"));
        Connection connection = VisionProject.connect(standIn, "?" + AS_OF)) {
      String sql = "SELECT COUNT(*) FROM runs WHERE state = 'crashed'";

      assertThat(Answer.to(sql, connection).warnings())
          .singleElement()
          .asString()
          .contains("run lost, and perhaps others", "the state, crashed, may be a later one");
      assertThat(Answer.to(sql + " AND run_id = 'long'", connection).warnings()).isEmpty();
    }
  }

  @Test
  void aPreparedStatementIsToldEachTime() throws SQLException {
    try (Connection later = VisionProject.connect(after, "?" + AS_OF);
        PreparedStatement statement =
            later.prepareStatement("SELECT state FROM runs WHERE run_id = ?")) {
      for (int i = 0; i < 2; i++) {
        statement.setString(1, "growing");
        try (ResultSet rows = statement.executeQuery()) {
          while (rows.next()) {
            assertThat(rows.getString(1)).isEqualTo("finished");
          }
        }

        SQLWarning warning = statement.getWarnings();
        assertThat(warning.getMessage()).contains("run growing");
        assertThat((Throwable) warning.getNextWarning()).isNull();
      }
    }
  }

  @Test
  void runsThatBeginWhileItIsReadDoNotCount() throws SQLException {
    String sql = "SELECT run_id, COUNT(*), SUM(loss) FROM history GROUP BY run_id ORDER BY 1";
    Instant start = THEN.minusSeconds(30);
    Experiment growing = logged(run("growing", start), start, 31).state("running");
    try (StandIn standIn = StandIn.start().holds(growing);
        Connection connection = VisionProject.connect(standIn, "?historyPageSize=10&" + AS_OF)) {
      Answer first = Answer.to(sql, connection);
      AtomicInteger runs = new AtomicInteger();
      standIn.meanwhile(
          request -> {
            growing.grows(20);
            Instant now = THEN.plusSeconds(10);
            standIn.holds(logged(run("new" + runs.incrementAndGet(), now), now, STEPS));
          });

      assertThat(Answer.to(sql, connection).rows()).isEqualTo(first.rows());
      assertThat(first.rows()).hasSize(1);
    }
  }

  @Test
  void onlyTheRunsOfThatTimeCountForMaxRuns() throws SQLException {
    String sql = "SELECT COUNT(*) FROM history";
    try (Connection plain = VisionProject.connect(after, "?maxRuns=150");
        Connection later = VisionProject.connect(after, "?maxRuns=150&" + AS_OF)) {
      assertThatThrownBy(() -> Answer.to(sql, plain)).hasMessageContaining("maxRuns=150");
      assertThat(Answer.to(sql, later).value()).isEqualTo(RUNS * STEPS + 21L);
    }
  }

  /** Genuine runs, some of which began and went on after that. */
  @ParameterizedTest
  @EnumSource
  void genuineRunsAreReadAsTheirTimesTell(DigitsSources.Source source)
      throws SQLException, IOException, URISyntaxException {
    Path directory =
        Path.of(Objects.requireNonNull(getClass().getResource("/digits/wandb")).toURI());
    String asOf = "2026-11-22 05:54:18";
    String until = " <= TIMESTAMP '" + asOf + "'";
    try (DigitsSources digits = DigitsSources.over(directory);
        Connection now = digits.connect(source, "");
        Connection then = digits.connect(source, "asOf=" + asOf.replace(" ", "T"))) {
      for (String query :
          List.of(
              "SELECT run_id, created_at FROM runs%s ORDER BY 1",
              "SELECT run_id, _step, _runtime, \"train/loss\" FROM history%s ORDER BY 1, 2",
              "SELECT COUNT(*), COUNT(\"train/loss\"), MAX(_step) FROM history%s")) {
        String time = query.contains("history") ? "logged_at" : "created_at";

        Answer answer = Answer.to(query.formatted(""), then);

        assertThat(answer.rows())
            .isEqualTo(Answer.to(query.formatted(" WHERE " + time + until), now).rows())
            .isNotEqualTo(Answer.to(query.formatted(""), now).rows());
        assertThat(answer.warnings()).noneMatch(warning -> warning.contains("steps"));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"yesterday", "2024-02-30", "9999-01-01", "2024-03-01T12:00:00%2025:00"})
  void whatIsNoTimeThatIsOverIsRefused(String value) {
    String refused = sqlState("?maxRuns=0");

    assertThat(sqlState("?asOf=" + value)).isEqualTo(refused);
  }

  private static String sqlState(String properties) {
    try (Connection connection = VisionProject.connect(before, properties)) {
      return "connected to " + connection;
    } catch (SQLException e) {
      return e.getSQLState();
    }
  }

  @Test
  void explainSaysSo() throws SQLException {
    try (Connection later = VisionProject.connect(after, "?" + AS_OF)) {
      String plan =
          Answer.to(
                  "EXPLAIN PLAN FOR SELECT COUNT(*) FROM runs WHERE state = 'finished'"
                      + " AND run_group = 'even'",
                  later)
              .rows()
              .toString();

      assertThat(plan)
          .contains("as of: 2024-03-01T12:00:00.500Z", "the API knows of now alone")
          .contains("group = 'even'")
          .doesNotContain("the number of these runs");
    }
  }
}
