package io.github.wandbjdbc.sql;

import static io.github.wandbjdbc.standin.Experiment.experiment;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wandbjdbc.standin.Setting;
import io.github.wandbjdbc.standin.StandIn;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Of a long run whose clock never falls, only the steps of a range of times are read. */
final class TimesOfHistoryTest {
  private static final int STEPS = 30_000;
  private static final int PAGE = 1000;

  /** Between two points of a sample. */
  private static final int GAP = STEPS / 1000;

  private static final double START = 1_700_000_000.0;

  private StandIn standIn;
  private Connection connection;
  private Connection withoutPushdown;

  @BeforeEach
  void serve() throws SQLException {
    standIn =
        StandIn.start()
            .with(Setting.SAMPLES_EVENLY)
            .with(Setting.KEYS_SAY_MONOTONIC)
            .holds(experiment("long").generated(STEPS - 1, TimesOfHistoryTest::step))
            .holds(experiment("other").generated(STEPS - 1, TimesOfHistoryTest::step))
            .holds(experiment("short").generated(99, TimesOfHistoryTest::step))
            .holds(
                experiment("lie")
                    .historyKeys(keys())
                    .generated(STEPS - 1, falling(step -> step % 10_000)))
            .holds(
                experiment("dip")
                    .historyKeys(keys())
                    .generated(STEPS - 1, falling(step -> step == 15_001 ? 0 : step)));
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

  /** Every fifth step has no time of its own. */
  private static Map<String, Object> step(long step) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("loss", step / 2.0);
    if (step % 5 != 4) {
      row.put("_runtime", step * 2.0);
      row.put("_timestamp", START + step * 2.0);
    }
    return row;
  }

  private static LongFunction<Map<String, Object>> falling(LongFunction<Number> clock) {
    return step -> {
      double seconds = 2 * clock.apply(step).doubleValue();
      return Map.of("loss", step / 2.0, "_runtime", seconds, "_timestamp", START + seconds);
    };
  }

  private static Map<String, Object> keys() {
    Map<String, Object> count =
        Map.of("typeCounts", List.of(Map.of("type", "number", "count", STEPS)), "monotonic", true);
    return Map.of(
        "keys",
        Map.of("_step", count, "loss", count, "_runtime", count, "_timestamp", count),
        "lastStep",
        STEPS - 1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "_runtime BETWEEN 30000 AND 32000 | 801",
        "_runtime > 30000 AND _runtime < 32000 | 799",
        "_timestamp >= 1700030000 AND _timestamp <= 1700032000 | 801",
        "logged_at >= TIMESTAMP '2023-11-15 06:33:20' AND logged_at < TIMESTAMP '2023-11-15 07:06:40' | 800",
        "_runtime = 30000 | 1",
        "_runtime > 59900 | 39",
        "_runtime > 100000 | 0",
        "_runtime BETWEEN 30000 AND 32000 AND _timestamp < 1700031000 | 400",
        "_step < 15500 AND _runtime >= 30000 | 400"
      })
  void aRangeReadsTheStepsInItAlone(String range, int rows) throws SQLException {
    String sql = "SELECT _step, loss FROM history WHERE run_id = 'long' AND " + range;

    Answer answer = Answer.to(sql, connection);

    assertThat(answer.rows()).hasSize(rows);
    assertThat(answer.warnings()).isEmpty();
    int most = rows * 5 / 4 + 2 * GAP;
    // The first page with the keys, the sample, a series that lacks steps, the pages.
    assertThat(standIn.requests()).hasSizeLessThanOrEqualTo(3 + (most + PAGE - 1) / PAGE + 1);
    assertThat(Answer.to(sql, withoutPushdown).rows()).isEqualTo(answer.rows());
  }

  @Test
  void aRangeWithinTheFirstPageIsThatAndASample() throws SQLException {
    Answer answer =
        Answer.to(
            "SELECT _step FROM history WHERE run_id = 'long' AND _runtime <= 200", connection);

    assertThat(answer.rows()).hasSize(81);
    assertThat(standIn.requestsFor("history").size()).isLessThanOrEqualTo(1);
    assertThat(standIn.requests()).hasSizeLessThanOrEqualTo(3);
  }

  @Test
  void eachRunHasAWindowOfItsOwn() throws SQLException {
    String sql =
        "SELECT run_id, COUNT(*) FROM history WHERE _runtime BETWEEN 0 AND 2000 AND run_id <> 'dip' GROUP BY run_id"
            + " ORDER BY run_id";

    Answer answer = Answer.to(sql, connection);

    assertThat(answer.rows()).isEqualTo(Answer.to(sql, withoutPushdown).rows());
    assertThat(answer.rows()).contains(List.of("long", 801L), List.of("short", 80L));
  }

  @Test
  void parametersAreBoundsToo() throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT _step FROM history WHERE run_id = 'long' AND logged_at BETWEEN ? AND ?")) {
      statement.setTimestamp(1, Timestamp.from(java.time.Instant.ofEpochSecond(1_700_030_000)));
      statement.setTimestamp(2, Timestamp.from(java.time.Instant.ofEpochSecond(1_700_030_020)));
      List<Long> expected =
          Answer.to(
                  "SELECT _step FROM history WHERE run_id = 'long' AND _timestamp BETWEEN 1700030000 AND 1700030020",
                  withoutPushdown)
              .rows()
              .stream()
              .map(row -> (Long) row.get(0))
              .toList();
      standIn.forgetRequests();
      List<Long> steps = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          steps.add(rows.getLong(1));
        }
      }
      assertThat(steps).isEqualTo(expected).hasSize(9);
      assertThat(standIn.requests()).hasSizeLessThanOrEqualTo(4);
    }
  }

  @Test
  void aClockThatFallsIsNoReasonToLeaveOutSteps() throws SQLException {
    String sql = "SELECT _step FROM history WHERE run_id = 'lie' AND _runtime BETWEEN 50 AND 100";

    Answer answer = Answer.to(sql, connection);

    assertThat(answer.rows()).hasSize(3 * 26);
    assertThat(answer.warnings()).isEmpty();
    assertThat(Answer.to(sql, withoutPushdown).rows()).isEqualTo(answer.rows());
  }

  @Test
  void aClockThatIsSeenToFallAmongTheRowsIsToldOf() throws SQLException {
    Answer answer =
        Answer.to(
            "SELECT _step FROM history WHERE run_id = 'dip' AND _runtime BETWEEN 29000 AND 31000",
            connection);

    assertThat(answer.rows()).hasSize(1000);
    assertThat(answer.warnings())
        .singleElement()
        .asString()
        .contains("run dip", "_runtime falls at step 15001", "pushdown=false");
  }

  @Test
  void aRunWhoseKeysSayNothingIsReadWhole() throws SQLException {
    standIn
        .without(Setting.KEYS_SAY_MONOTONIC)
        .holds(experiment("silent").generated(STEPS - 1, TimesOfHistoryTest::step));
    String sql = "SELECT _step FROM history WHERE run_id = 'silent' AND _runtime > 59900";

    Answer answer = Answer.to(sql, connection);

    assertThat(answer.rows()).hasSize(39);
    assertThat(standIn.requests())
        .noneMatch(request -> request.toString().startsWith("SampledRun"))
        .hasSizeGreaterThan(3);
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
  void howeverTheServerAnswersTheRowsAreTheSame(Setting setting) throws SQLException {
    String sql =
        "SELECT run_id, _step, loss FROM history WHERE _runtime BETWEEN 30000 AND 32000"
            + " AND run_id IN ('long', 'other', 'short', 'lie')";
    Answer usual = Answer.to(sql, withoutPushdown);
    standIn.with(setting);

    assertThat(Answer.to(sql, connection).rows()).isEqualTo(usual.rows()).isNotEmpty();
  }

  @Test
  void aRunHasTheStepsOfItsParentsWhateverTheirTimes() throws SQLException {
    String sql =
        "SELECT _step FROM history_with_parents WHERE run_id = 'long' AND _runtime > 59900";

    assertThat(Answer.to(sql, connection).rows())
        .isEqualTo(Answer.to(sql, withoutPushdown).rows())
        .hasSize(39);
  }

  @Test
  void thePlanSaysSo() throws SQLException {
    StringBuilder plan = new StringBuilder();
    try (var statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "EXPLAIN SELECT _step FROM history WHERE run_id = 'long' AND _runtime > 59900")) {
      while (rows.next()) {
        plan.append(rows.getString(1)).append('\n');
      }
    }

    assertThat(plan.toString())
        .contains("times: _runtime > 59900")
        .contains("fewer for a long run whose time never falls");
  }
}
