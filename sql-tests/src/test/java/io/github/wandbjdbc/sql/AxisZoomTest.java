package io.github.wandbjdbc.sql;

import static io.github.wandbjdbc.standin.Experiment.experiment;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wandbjdbc.standin.Setting;
import io.github.wandbjdbc.standin.StandIn;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A range of the axis of a sample is looked at more closely, in runs whose axis never falls. */
final class AxisZoomTest {
  private static final int STEPS = 6000;
  private static final int SAMPLES = 50;

  private static final String POINTS =
      "SELECT run_id, _step, tokens, loss FROM sampled_history"
          + " WHERE x_axis = 'tokens' AND samples = 50 AND ";

  private StandIn standIn;
  private Connection connection;
  private Connection withoutPushdown;

  @BeforeEach
  void serve() throws SQLException {
    standIn = StandIn.start().with(Setting.SAMPLES_EVENLY).with(Setting.KEYS_SAY_MONOTONIC);
    for (int i = 0; i < 3; i++) {
      standIn.holds(experiment("run" + i).generated(STEPS - 1, rising(100 + i)));
    }
    standIn
        .holds(experiment("short").generated(89, rising(100)))
        .holds(experiment("falling").generated(STEPS - 1, AxisZoomTest::falling))
        .holds(
            experiment("lie").historyKeys(keys(true)).generated(STEPS - 1, AxisZoomTest::falling));
    connection = VisionProject.connect(standIn, "");
    withoutPushdown = VisionProject.connect(standIn, "?pushdown=false");
    for (Connection each : List.of(connection, withoutPushdown)) {
      Answer.to("SELECT * FROM history WHERE 1 = 0", each);
    }
    standIn.forgetRequests();
  }

  @AfterEach
  void close() throws SQLException {
    withoutPushdown.close();
    connection.close();
    standIn.close();
  }

  /** Every third step says how many tokens were seen. */
  private static LongFunction<Map<String, Object>> rising(double speed) {
    return step ->
        step % 3 == 0
            ? Map.of(
                "loss",
                step / 2.0,
                "tokens",
                step * speed,
                "_runtime",
                step * 2.0,
                "_timestamp",
                1_700_000_000.0 + step)
            : Map.of("loss", step / 2.0);
  }

  private static Map<String, Object> falling(long step) {
    return Map.of("loss", step / 2.0, "tokens", (step % 1000) * 100.0);
  }

  private static Map<String, Object> keys(Object monotonic) {
    Map<String, Object> count =
        Map.of(
            "typeCounts",
            List.of(Map.of("type", "number", "count", STEPS)),
            "monotonic",
            monotonic);
    return Map.of(
        "keys", Map.of("_step", count, "loss", count, "tokens", count), "lastStep", STEPS - 1);
  }

  @Test
  void eachRunIsSampledOnceMoreWithinTheRange() throws SQLException {
    String sql = POINTS + "tokens > 120000 AND tokens < 240000 AND run_id LIKE 'run%'";

    Answer answer = Answer.to(sql, connection);

    for (int run = 0; run < 3; run++) {
      double speed = 100.0 + run;
      List<List<Object>> rows = rowsOf(answer, "run" + run);
      assertThat(rows).hasSizeBetween(SAMPLES - 5, SAMPLES);
      assertThat(rows)
          .allSatisfy(
              row -> {
                assertThat((double) row.get(2)).isStrictlyBetween(120_000.0, 240_000.0);
                assertThat(row.get(2)).isEqualTo((long) row.get(1) * speed);
                assertThat(row.get(3)).isEqualTo((long) row.get(1) / 2.0);
              });
    }
    assertThat(rowsOf(answer, "run0")).hasSize(SAMPLES);
    assertThat(answer.warnings()).isEmpty();
    assertThat(Answer.to(sql, withoutPushdown).rows()).isEqualTo(answer.rows());
  }

  @Test
  void aRangeCostsARequestForEachRun() throws SQLException {
    Answer.to(
        POINTS + "tokens BETWEEN 120000 AND 240000 AND run_id IN ('run0', 'run1', 'run2', 'short')",
        connection);

    assertThat(standIn.requests()).hasSize(1 + 3);
    assertThat(specs(1)).contains("\"minStep\":", "\"maxStep\":");
  }

  @ParameterizedTest
  @CsvSource({
    "tokens BETWEEN 120300 AND 123000, 10",
    "tokens > 120300 AND tokens <= 123000, 9",
    "tokens >= 120300 AND 123000 > tokens, 9",
    "tokens = 120600, 1",
    "tokens > 599000, 3",
    "tokens < 1000, 4",
    "tokens BETWEEN 120301 AND 120599, 0"
  })
  void aNarrowRangeHasAllItsPoints(String range, int points) throws SQLException {
    String sql = POINTS + range + " AND run_id = 'run0'";

    Answer answer = Answer.to(sql, connection);

    assertThat(answer.rows()).hasSize(points);
    assertThat(standIn.requests()).hasSize(2);
    assertThat(Answer.to(sql, withoutPushdown).rows()).isEqualTo(answer.rows());
  }

  @Test
  void parametersAreBoundsToo() throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT _step FROM sampled_history WHERE x_axis = ? AND samples = ?"
                + " AND tokens BETWEEN ? AND ? AND run_id = 'run0'")) {
      statement.setString(1, "tokens");
      statement.setInt(2, SAMPLES);
      statement.setDouble(3, 120_300);
      statement.setDouble(4, 123_000);
      assertThat(steps(statement)).hasSize(10).allMatch(step -> 1203 <= step && step <= 1230);
      statement.setDouble(3, 1);
      statement.setDouble(4, 1000);
      assertThat(steps(statement)).containsExactly(3L, 6L, 9L);
      statement.setNull(4, Types.DOUBLE);
      assertThat(steps(statement)).isEmpty();
    }
  }

  private static List<Long> steps(PreparedStatement statement) throws SQLException {
    List<Long> steps = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        steps.add(rows.getLong(1));
      }
    }
    return steps;
  }

  @ParameterizedTest
  @CsvSource({"_runtime, _runtime, 2406, 2460", "logged_at, _timestamp, 1700001203, 1700001230"})
  void timesZoomToo(String axis, String column, long least, long most) throws SQLException {
    Answer answer =
        Answer.to(
            "SELECT _step, loss FROM sampled_history WHERE x_axis = '%s' AND samples = 50"
                    .formatted(axis)
                + " AND %s BETWEEN %d AND %d AND run_id = 'run0'".formatted(column, least, most),
            connection);

    assertThat(answer.rows()).hasSize(10);
    assertThat(standIn.requests()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"falling", "lie"})
  void anAxisThatFallsIsFilteredAlone(String run) throws SQLException {
    Answer answer =
        Answer.to(
            POINTS + "tokens BETWEEN 0 AND 50000 AND run_id = '%s'".formatted(run), connection);

    assertThat(answer.column("_step"))
        .isNotEmpty()
        .allMatch(step -> (long) step % (STEPS / SAMPLES) == 0);
    assertThat(standIn.requests()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "increasing", ""})
  void whatIsNotCalledMonotonicPlainlyIsNot(String word) throws SQLException {
    Object monotonic = word.isEmpty() ? Map.of("is", true) : word;
    standIn.holds(experiment("odd").historyKeys(keys(monotonic)).generated(STEPS - 1, rising(100)));

    Answer.to(POINTS + "tokens BETWEEN 120000 AND 240000 AND run_id = 'odd'", connection);

    assertThat(standIn.requests()).hasSize(1);
  }

  @Test
  void aRangeBetweenTwoNeighboursOrOfAllIsNoSecondRequest() throws SQLException {
    standIn.holds(
        experiment("dense")
            .generated(STEPS - 1, step -> Map.of("loss", step / 2.0, "tokens", step * 10.0)));
    standIn.forgetRequests();

    assertThat(Answer.to(POINTS + "tokens >= 0 AND run_id = 'run0'", connection).rows())
        .hasSize(SAMPLES);
    assertThat(standIn.requests()).hasSize(1);
    assertThat(
            Answer.to(
                    "SELECT _step FROM sampled_history WHERE x_axis = 'tokens' AND samples = 6000"
                        + " AND tokens BETWEEN 1 AND 2 AND run_id = 'dense'",
                    connection)
                .rows())
        .isEmpty();
    assertThat(standIn.requests()).hasSize(2);
  }

  @Test
  void aServerWithoutKeysOrWindowsIsFilteredAlone() throws SQLException {
    String sql = POINTS + "tokens BETWEEN 120000 AND 240000 AND run_id = 'run0'";
    standIn.ignores("minStep").ignores("maxStep");

    Answer answer = Answer.to(sql, connection);

    assertThat(answer.column("_step")).hasSize(11).startsWith(1200L, 1320L);
    assertThat(answer.warnings()).isEmpty();
    standIn.holds(experiment("keyless").withoutHistoryKeys().generated(STEPS - 1, rising(100)));
    standIn.forgetRequests();
    assertThat(Answer.to(sql.replace("run0", "keyless"), connection).column("_step")).hasSize(11);
    assertThat(standIn.requests()).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(
      value = Setting.class,
      names = {
        "NULLS_IN_SAMPLES",
        "FLOAT_STEP",
        "SAMPLE_END_EXCLUDED",
        "HISTORY_KEYS_AS_STRING",
        "NO_LAST_STEP"
      })
  void howeverTheServerAnswersThePointsAreTheSame(Setting setting) throws SQLException {
    String sql = POINTS + "tokens BETWEEN 120300 AND 123000 AND _step < 1222 AND run_id = 'run1'";
    Answer usual = Answer.to(sql, connection);
    standIn.with(setting);

    assertThat(Answer.to(sql, connection).rows()).isEqualTo(usual.rows()).isNotEmpty();
  }

  @Test
  void aLimitStopsBeforeOtherRunsAreLookedAt() throws SQLException {
    Answer answer =
        Answer.to(
            POINTS
                + "tokens BETWEEN 120000 AND 240000 AND run_id IN ('run0', 'run1', 'run2') LIMIT 5",
            connection);

    assertThat(answer.rows()).hasSize(5);
    assertThat(standIn.requests()).hasSizeLessThan(4);
  }

  @Test
  void thePlanSaysSo() throws SQLException {
    String sql = POINTS + "tokens > 120000 AND run_id = 'run0'";
    StringBuilder plan = new StringBuilder();
    try (var statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("EXPLAIN " + sql)) {
      while (rows.next()) {
        plan.append(rows.getString(1)).append('\n');
      }
    }

    assertThat(plan.toString())
        .contains("zoom: tokens > 120000")
        .contains("at most one more for each run");
  }

  private static List<List<Object>> rowsOf(Answer answer, String run) {
    return answer.rows().stream().filter(row -> run.equals(row.get(0))).toList();
  }

  private String specs(int request) {
    return String.valueOf(standIn.requests().get(request).argument("sampledHistory", "specs"));
  }
}
