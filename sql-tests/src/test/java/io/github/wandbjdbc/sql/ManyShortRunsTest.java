package io.github.wandbjdbc.sql;

import static io.github.wandbjdbc.standin.Experiment.experiment;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wandbjdbc.standin.StandIn;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The cost of the histories of many short runs: a request for 25 of them, and what it must hold.
 */
class ManyShortRunsTest {
  private static final int RUNS = 250;
  private static final int STEPS = 20;

  /** Those of the histories, and of the list of the runs. */
  private static final int MOST_REQUESTS = RUNS / 20 + 3;

  /** A step of a series, and what the server counts of each run. */
  private static final int STEP_BYTES = 16;

  private static final int VALUE_BYTES = 32;
  private static final int RUN_BYTES = 700;

  private static StandIn standIn;
  private static Connection connection;
  private static Connection withoutPushdown;

  @BeforeAll
  static void serve() throws SQLException {
    standIn = StandIn.start();
    for (int i = 0; i < RUNS; i++) {
      standIn.holds(
          experiment("run%04d".formatted(i))
              .state(i % 2 == 0 ? "finished" : "crashed")
              .logging("loss", "val/acc", "lr", "grad_norm", "epoch")
              .forSteps(STEPS));
    }
    connection = VisionProject.connect(standIn, "");
    withoutPushdown = VisionProject.connect(standIn, "?pushdown=false");
    Answer.to("SELECT * FROM history WHERE 1 = 0", connection);
    Answer.to("SELECT * FROM history WHERE 1 = 0", withoutPushdown);
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
        "SELECT SUM(loss) FROM history | 1",
        "SELECT COUNT(*) FROM history | 0",
        "SELECT run_id, _step, loss FROM history | 1",
        "SELECT run_id, MIN(loss), MAX(\"val/acc\") FROM history GROUP BY run_id | 2",
        "SELECT AVG(loss) FROM history WHERE _step >= 10 | 1",
        "SELECT r.state, AVG(h.loss) FROM runs r JOIN history h ON h.run_id = r.run_id"
            + " GROUP BY r.state | 1",
      })
  void oneRequestBringsTheKeysOf25Runs(String sql, int keys) throws SQLException {
    Answer answer = Answer.to(sql, connection);

    assertThat(standIn.requests()).hasSizeLessThanOrEqualTo(MOST_REQUESTS);
    assertThat(standIn.requestsFor("history")).isEmpty();
    long stepBytes = STEP_BYTES + (long) keys * VALUE_BYTES;
    assertThat(standIn.sent()).isLessThanOrEqualTo(RUNS * (RUN_BYTES + STEPS * stepBytes));
    assertThat(answer.warnings()).isEmpty();
    assertThat(Answer.to(sql, withoutPushdown).rows())
        .containsExactlyInAnyOrderElementsOf(answer.rows());
  }

  @Test
  void wholeRowsOfManyRunsComeTogetherToo() throws SQLException {
    Answer answer = Answer.to("SELECT * FROM history", connection);

    assertThat(answer.rows()).hasSize(RUNS * STEPS);
    assertThat(standIn.requests()).hasSizeLessThanOrEqualTo(MOST_REQUESTS);
  }

  @Test
  void explainEstimatesThemSo() throws SQLException {
    Answer answer = Answer.to("EXPLAIN SELECT SUM(loss) FROM history", connection);

    assertThat(String.valueOf(answer.value())).contains("requests: 13 (one for each 25 short runs");
    standIn.forgetRequests();
    Answer.to("SELECT SUM(loss) FROM history", connection);
    // The runs are counted before, for maxRuns.
    assertThat(standIn.requests()).hasSize(1 + 12);
  }
}
