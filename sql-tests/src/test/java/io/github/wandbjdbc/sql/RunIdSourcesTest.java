package io.github.wandbjdbc.sql;

import static io.github.wandbjdbc.standin.Experiment.experiment;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wandbjdbc.standin.StandIn;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Which side of a join by run id the ids come from: never a table that asks each run of the project
 * by itself, unless its own run ids are bound. Of 250 runs three are in the sweep.
 */
final class RunIdSourcesTest {
  private static final int RUNS = 250;
  private static final int SWEPT = 3;

  private static StandIn standIn;
  private static Connection connection;
  private static Connection withoutPushdown;

  @BeforeAll
  static void serve() throws SQLException {
    standIn = StandIn.start();
    standIn.holdsArtifact(
        Map.of("id", "a1", "type", "dataset", "collection", "digits", "version", "v0"));
    for (int i = 0; i < RUNS; i++) {
      standIn.holds(
          experiment("run%03d".formatted(i))
              .state(i % 100 == 0 ? "running" : "finished")
              .sweep(i % 100 == 7 ? "sweep1" : null)
              .summary("loss", i / 250.0)
              .file(Map.of("name", "model.h5", "sizeBytes", 10))
              .file(Map.of("name", "output.log", "sizeBytes", 20))
              .using("a1")
              .logging("loss")
              .forSteps(3));
    }
    connection = VisionProject.connect(standIn, "");
    withoutPushdown = VisionProject.connect(standIn, "?pushdown=false");
    ask("SELECT * FROM history WHERE 1 = 0");
    ask("SELECT * FROM runs WHERE 1 = 0");
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
  @ValueSource(
      strings = {
        "SELECT r.name, f.size_bytes FROM runs r JOIN files f ON r.run_id = f.run_id"
            + " WHERE r.sweep_id = 'sweep1' AND f.name = 'model.h5'",
        "SELECT r.name, f.size_bytes FROM files f JOIN runs r USING (run_id)"
            + " WHERE r.sweep_id = 'sweep1' AND f.name = 'model.h5'",
        "SELECT f.run_id, f.size_bytes FROM runs r JOIN files f ON r.run_id = f.run_id"
            + " WHERE r.state = 'running' AND f.name IN ('model.h5', 'best.h5')",
        "SELECT run_id, size_bytes FROM files WHERE name = 'model.h5'"
            + " AND run_id IN (SELECT run_id FROM runs WHERE sweep_id = 'sweep1')",
        "SELECT run_id, size_bytes FROM files f WHERE name = 'model.h5' AND EXISTS"
            + " (SELECT 1 FROM runs r WHERE r.run_id = f.run_id AND r.sweep_id = 'sweep1')",
        "SELECT r.name, a.collection FROM runs r JOIN run_artifacts a ON r.run_id = a.run_id"
            + " WHERE r.sweep_id = 'sweep1' AND a.direction = 'input'",
        "SELECT run_id, collection FROM run_artifacts WHERE direction = 'input'"
            + " AND run_id IN (SELECT run_id FROM runs WHERE sweep_id = 'sweep1')",
        "SELECT h.run_id, MAX(h.value) FROM history_values h JOIN runs r ON r.run_id = h.run_id"
            + " WHERE r.sweep_id = 'sweep1' AND h.key = 'loss' GROUP BY h.run_id",
        "SELECT f.run_id, f.size_bytes FROM files f WHERE f.name = 'model.h5' AND EXISTS (SELECT 1"
            + " FROM runs r WHERE r.run_id = f.run_id AND sweep_id = 'sweep1' AND r.name <> f.name)",
        "SELECT f.run_id, f.size_bytes FROM files f WHERE f.name = 'model.h5'"
            + " AND (SELECT r.sweep_id FROM runs r WHERE r.run_id = f.run_id) = 'sweep1'",
        "SELECT run_id, loss FROM history WHERE (run_id, _step)"
            + " IN (SELECT run_id, last_step FROM runs WHERE sweep_id = 'sweep1')",
        "SELECT _step FROM history WHERE run_id"
            + " = (SELECT MAX(run_id) FROM runs WHERE sweep_id = 'sweep1')",
        "SELECT c.run_id, f.name FROM runs r JOIN files f ON f.run_id = r.run_id AND f.name ="
            + " 'model.h5' JOIN run_artifacts c ON c.run_id = f.run_id AND c.direction = 'input'"
            + " WHERE r.sweep_id = 'sweep1'",
        "SELECT run_id, MAX(loss) FROM history WHERE run_id IN"
            + " (SELECT run_id FROM runs WHERE sweep_id = 'sweep1') OR run_id = 'run007'"
            + " GROUP BY run_id",
        "SELECT run_id, name FROM files WHERE name = 'model.h5' AND (run_id IN (SELECT run_id"
            + " FROM runs WHERE sweep_id = 'sweep1') OR run_id IN ('run107', 'run207'))",
        "SELECT run_id, MAX(loss) FROM history WHERE run_id IN"
            + " (SELECT run_id FROM runs WHERE sweep_id = 'sweep1') OR run_id IN"
            + " (SELECT run_id FROM runs WHERE name = 'run007') GROUP BY run_id",
        "SELECT run_id FROM runs WHERE sweep_id = 'sweep1'"
            + " INTERSECT SELECT run_id FROM files WHERE name = 'model.h5'",
        "SELECT run_id, name FROM files WHERE name LIKE '%.h5'"
            + " INTERSECT SELECT run_id, 'model.h5' FROM runs WHERE sweep_id = 'sweep1'",
        "SELECT run_id, CAST('NaN' AS DOUBLE), 1, NULL FROM runs WHERE sweep_id = 'sweep1'"
            + " INTERSECT SELECT run_id, CAST('NaN' AS DOUBLE), 1, NULL FROM files",
        "SELECT run_id FROM files INTERSECT SELECT run_id FROM runs WHERE sweep_id = 'sweep1'"
            + " INTERSECT SELECT run_id FROM run_artifacts WHERE direction = 'input'",
        "SELECT run_id FROM runs WHERE sweep_id = 'sweep1'"
            + " EXCEPT SELECT run_id FROM files WHERE name = 'best.h5'",
        "SELECT DISTINCT h.run_id FROM history h WHERE h.run_id IN (SELECT run_id FROM runs"
            + " WHERE sweep_id = 'sweep1' EXCEPT SELECT run_id FROM files WHERE size_bytes > 20)",
        "SELECT r.run_id, h.loss FROM (SELECT run_id, 1 AS step FROM runs WHERE sweep_id = 'sweep1')"
            + " r ASOF JOIN history h MATCH_CONDITION r.step >= h._step ON h.run_id = r.run_id",
        "SELECT r.run_id, h.loss FROM runs r CROSS JOIN TABLE(GENERATE_SERIES(1, 1)) g (step)"
            + " LEFT ASOF JOIN history h MATCH_CONDITION g.step >= h._step ON h.run_id = r.run_id"
            + " WHERE r.sweep_id = 'sweep1'",
      })
  void theyComeFromTheRunsThatAreListed(String sql) throws SQLException {
    Answer answer = ask(sql);

    assertThat(answer.rows()).hasSize(SWEPT);
    assertThat(standIn.requests()).as(sql).hasSizeLessThanOrEqualTo(2 * SWEPT + 1);
    assertThat(Answer.to(sql, withoutPushdown).rows())
        .containsExactlyInAnyOrderElementsOf(answer.rows());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT * FROM history_values WHERE run_id IN"
            + " (SELECT run_id FROM metrics WHERE steps > 1000)",
        "SELECT * FROM history_values WHERE (run_id, key) IN"
            + " (SELECT run_id, key FROM metrics WHERE steps > 1000)",
        "SELECT * FROM history_values v WHERE EXISTS"
            + " (SELECT 1 FROM metrics m WHERE m.run_id = v.run_id AND m.key = v.key"
            + " AND steps > 1000)",
        "SELECT * FROM history_values WHERE run_id = ANY (SELECT run_id FROM metrics"
            + " GROUP BY run_id HAVING MAX(steps) > 1000)",
        "SELECT * FROM system_metrics WHERE run_id IN"
            + " (SELECT run_id FROM run_summary WHERE path = 'loss' AND value > 2)",
        "SELECT * FROM console_logs WHERE run_id IN (SELECT run_id FROM run_tags UNION ALL"
            + " SELECT run_id FROM metrics WHERE steps > 1000)",
        "SELECT * FROM files WHERE name LIKE '%.h5' AND run_id IN"
            + " (SELECT run_id FROM metrics WHERE steps > 1000 INTERSECT SELECT run_id FROM runs)",
        "WITH long AS (SELECT run_id FROM metrics WHERE steps > 1000)"
            + " SELECT COUNT(*), MAX(value) FROM history_values NATURAL JOIN long"
            + " HAVING COUNT(*) > 0",
        "SELECT _step, loss FROM history WHERE run_id IN"
            + " (SELECT run_id FROM metrics WHERE steps > 1000)",
        "SELECT _step, loss FROM sampled_history s WHERE EXISTS"
            + " (SELECT 1 FROM metrics m WHERE m.run_id = s.run_id AND steps > 1000)",
      })
  void whereNoRunIsNamedNoneIsRead(String sql) throws SQLException {
    Answer answer = ask(sql);

    assertThat(answer.rows()).isEmpty();
    assertThat(standIn.requests()).as(sql).hasSizeLessThanOrEqualTo(2 * (RUNS / 100 + 1));
    assertThat(Answer.to(sql, withoutPushdown).rows()).isEmpty();
  }

  @Test
  void aTableWhoseOwnRunsAreBoundMayNameThem() throws SQLException {
    String sql =
        "SELECT r.name, f.name FROM files f JOIN runs r ON r.run_id = f.run_id"
            + " WHERE f.run_id IN ('run007', 'run008')";

    Answer answer = ask(sql);

    assertThat(answer.rows()).hasSize(4);
    assertThat(standIn.requests()).hasSizeLessThanOrEqualTo(2 + 1);
    assertThat(Answer.to(sql, withoutPushdown).rows())
        .containsExactlyInAnyOrderElementsOf(answer.rows());
  }

  @Test
  void whatCannotBeNarrowedByRunsIsStillRefusedBeforeItIsRead() throws SQLException {
    try (Connection guarded = VisionProject.connect(standIn, "?maxRuns=10")) {
      String sql =
          "SELECT r.name, a.collection FROM runs r JOIN run_artifacts a ON r.run_id = a.run_id"
              + " WHERE r.sweep_id = 'sweep1' AND a.direction = 'input'";

      assertThat(Answer.to(sql, guarded).rows()).hasSize(SWEPT);
    }
  }

  private static Answer ask(String sql) throws SQLException {
    return Answer.to(sql, connection);
  }
}
