package io.github.wandbjdbc.sql;

import static io.github.wandbjdbc.standin.Experiment.experiment;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wandbjdbc.standin.StandIn;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The first and the last steps of histories, which are read without those between. */
class HistoryEndsTest {
  private static final int LONG_RUNS = 3;
  private static final int SHORT_RUNS = 60;

  /** How far a run goes, and the window of its end. */
  private static final int REQUESTS_OF_A_RUN = 2;

  /** Those of the list of the runs and of their number. */
  private static final int REQUESTS_OF_LISTS = 2;

  private static final int BYTES_OF_A_RUN = 2000;

  private static StandIn standIn;
  private static Connection connection;
  private static Connection withoutPushdown;

  @BeforeAll
  static void serve() throws SQLException {
    standIn = StandIn.start();
    for (int i = 0; i < LONG_RUNS; i++) {
      standIn.holds(
          experiment("long" + i)
              .generated(19_999 - 10L * i, step -> Map.of("loss", step / 2.0, "lr", 0.1)));
      standIn.holds(
          "lab",
          "shorts",
          experiment("sparse" + i)
              .generated(9_999, step -> step % 100 == 7 ? Map.of("loss", step / 2.0) : null));
    }
    for (int i = 0; i < SHORT_RUNS; i++) {
      standIn.holds(
          "lab", "shorts", experiment("run%02d".formatted(i)).logging("loss").forSteps(20 + i % 3));
    }
    connection = VisionProject.connect(standIn, "");
    withoutPushdown = VisionProject.connect(standIn, "?pushdown=false");
    for (String project : new String[] {"vision", "shorts"}) {
      Answer.to("SELECT * FROM " + project + ".history WHERE 1 = 0", connection);
      Answer.to("SELECT * FROM " + project + ".history WHERE 1 = 0", withoutPushdown);
    }
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
        "SELECT _step, loss FROM history WHERE run_id = 'long0' ORDER BY _step DESC LIMIT 3"
            + " | the last 3 of each run | 1",
        "SELECT loss FROM history WHERE run_id = 'long0' ORDER BY _step DESC LIMIT 2 OFFSET 1"
            + " | the last 3 of each run | 1",
        "SELECT * FROM history WHERE run_id = 'long1' AND _step < 15000 ORDER BY _step DESC LIMIT 1"
            + " | the last 1 of each run | 1",
        "SELECT MAX(_step) FROM history WHERE run_id = 'long0' | the last 1 of each run | 1",
        "SELECT MIN(_step), MAX(_step) FROM history WHERE run_id = 'long0'"
            + " | the first 1 and the last 1 of each run | 1",
        "SELECT run_id, _step, loss FROM history ORDER BY _step DESC, loss LIMIT 4"
            + " | the last 4 of each run | 3",
        "SELECT run_id, _step FROM history ORDER BY run_id DESC, _step LIMIT 2"
            + " | the first 2 of each run | 3",
        "SELECT run_id, MAX(_step) FROM history GROUP BY run_id | the last 1 of each run | 3",
        "SELECT MAX(_step) + 1 AS n, run_id FROM history WHERE _step BETWEEN 5 AND 17000"
            + " GROUP BY run_id | the last 1 of each run | 3",
        "SELECT DISTINCT run_id FROM history | the first 1 of each run | 3",
        "SELECT COUNT(DISTINCT run_id) FROM history | the first 1 of each run | 3",
      })
  void theEndsOfLongRunsAreTwoRequestsEach(String sql, String rows, int runs) throws SQLException {
    Answer answer = Answer.to(sql, connection);

    assertThat(standIn.requests())
        .hasSizeLessThanOrEqualTo(REQUESTS_OF_A_RUN * runs + REQUESTS_OF_LISTS);
    assertThat(standIn.sent()).isLessThanOrEqualTo((long) BYTES_OF_A_RUN * (runs + 1));
    assertThat(answer.warnings()).isEmpty();
    assertThat(plan(sql)).contains("rows: " + rows);
    assertThat(Answer.to(sql, withoutPushdown).rows())
        .containsExactlyInAnyOrderElementsOf(answer.rows());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT run_id, MIN(_step), MAX(_step) FROM shorts.history GROUP BY run_id",
        "SELECT run_id, _step, loss FROM shorts.history ORDER BY _step DESC, run_id LIMIT 70",
        "SELECT run_id, _step FROM shorts.history ORDER BY _step, run_id LIMIT 65",
      })
  void shortRunsComeTogether(String sql) throws SQLException {
    Answer answer = Answer.to(sql, connection);

    int runs = SHORT_RUNS + LONG_RUNS;
    assertThat(standIn.requests()).hasSizeLessThanOrEqualTo(runs / 20 + REQUESTS_OF_LISTS + 1);
    assertThat(Answer.to(sql, withoutPushdown).rows())
        .containsExactlyInAnyOrderElementsOf(answer.rows());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT _step FROM history WHERE loss < 50 ORDER BY _step DESC LIMIT 1",
        "SELECT _step FROM history ORDER BY loss, _step DESC LIMIT 1",
        "SELECT _step FROM history ORDER BY -_step LIMIT 1",
        "SELECT MAX(_step) FROM history GROUP BY loss > 50",
        "SELECT MAX(_step), SUM(_step) FROM history",
        "SELECT MAX(_step) FILTER (WHERE loss < 50) FROM history",
        "SELECT _step FROM history ORDER BY _step DESC LIMIT 5000",
        "SELECT _step FROM history ORDER BY _step DESC OFFSET 59900",
      })
  void whatNeedsOtherRowsReadsThem(String sql) throws SQLException {
    assertThat(plan(sql)).doesNotContain("of each run");
    assertThat(Answer.to(sql, withoutPushdown).rows())
        .containsExactlyInAnyOrderElementsOf(Answer.to(sql, connection).rows());
  }

  /** Nobody has said how long these runs are, so they are asked for as if they were short. */
  @Test
  void theLastStepsOfJoinedRunsAreARequestEachAndOneThatTellsHowFarTheyGo() throws SQLException {
    String sql =
        "SELECT r.name, h.s FROM runs r JOIN (SELECT run_id, MAX(_step) AS s FROM history"
            + " GROUP BY run_id) h ON h.run_id = r.run_id WHERE r.run_id <> 'long2'";

    Answer answer = Answer.to(sql, connection);

    assertThat(answer.rows()).hasSize(2);
    assertThat(standIn.requests()).hasSizeLessThanOrEqualTo(1 + 1 + 2);
    assertThat(plan(sql)).contains("rows: the last 1 of each run");
    assertThat(Answer.to(sql, withoutPushdown).rows())
        .containsExactlyInAnyOrderElementsOf(answer.rows());
  }

  @Test
  void aLimitMayBeAParameter() throws SQLException {
    String sql = "SELECT _step FROM history WHERE run_id = 'long0' ORDER BY _step DESC LIMIT ?";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int limit : new int[] {2, 1500}) {
        standIn.forgetRequests();
        statement.setInt(1, limit);
        int rows = 0;
        try (ResultSet results = statement.executeQuery()) {
          for (; results.next(); rows++) {
            assertThat(results.getLong(1)).isEqualTo(19_999 - rows);
          }
        }
        assertThat(rows).isEqualTo(limit);
        if (limit == 2) {
          assertThat(standIn.requests()).hasSizeLessThanOrEqualTo(REQUESTS_OF_A_RUN);
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SELECT _step FROM history WHERE run_id = 'long0' ORDER BY _step DESC LIMIT 3"
            + " | 2 (how far the run goes, then its end)",
        "SELECT MIN(_step) FROM history WHERE run_id = 'long0' | 1 (how the run begins)",
      })
  void explainSaysWhatItCosts(String sql, String requests) throws SQLException {
    assertThat(plan(sql)).contains("requests: " + requests);
    standIn.forgetRequests();
    Answer.to(sql, connection);
    assertThat(standIn.requests()).hasSize(Integer.parseInt(requests.substring(0, 1)));
  }

  private static String plan(String sql) throws SQLException {
    return String.valueOf(Answer.to("EXPLAIN " + sql, connection).value());
  }
}
