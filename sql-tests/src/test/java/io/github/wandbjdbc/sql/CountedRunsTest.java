package io.github.wandbjdbc.sql;

import static io.github.wandbjdbc.standin.Experiment.experiment;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wandbjdbc.standin.Experiment;
import io.github.wandbjdbc.standin.StandIn;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Aggregates that name the runs whose rows they count have just these runs read, unless the rows of
 * others count for something: they make groups, or make a sum 0 rather than NULL.
 */
final class CountedRunsTest {
  private static final int RUNS = 120;

  /** Of each of the two that are named: series, and where steps are skipped or lost, windows. */
  private static final int NAMED = 2 * 3;

  /** The list of runs that are named, and what tables of runs are joined with. */
  private static final int LISTS = 2;

  private static StandIn standIn;
  private static Connection connection;
  private static Connection withoutPushdown;

  @BeforeAll
  static void serve() throws SQLException {
    standIn = StandIn.start();
    for (int i = 0; i < RUNS; i++) {
      Experiment run =
          experiment("run%03d".formatted(i))
              .file(Map.of("name", "model.h5", "sizeBytes", 10 + i))
              .file(Map.of("name", "output.log", "sizeBytes", 20));
      // The first few have the steps 0 to 6, others 5 to 9; the third one logs nothing.
      int first = i == 1 ? 0 : i == 2 ? 2 : 5;
      for (int step = first; step < first + 5 && i != 3; step++) {
        run.row(step, Map.of("loss", i == 2 && step == 4 ? "NaN" : (Object) (step - i / 100.0)));
      }
      standIn.holds(run);
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
        "SELECT MAX(loss) FILTER (WHERE run_id = 'run001') - MAX(loss) FILTER (WHERE run_id ="
            + " 'run002' AND _step < 4) FROM history",
        "SELECT MAX(CASE WHEN run_id = 'run001' THEN loss END), COUNT(CASE WHEN run_id = 'run002'"
            + " THEN 1 WHEN run_id IN ('run001', 'run002') THEN 2 END) FROM history",
        "SELECT AVG(CASE run_id WHEN 'run001' THEN loss WHEN 'run002' THEN 1 ELSE NULL END),"
            + " COUNTIF(run_id = 'run001' AND loss > 0) FROM history",
        "SELECT SUM(CASE WHEN run_id = 'run003' THEN loss END), COUNT(DISTINCT _step) FILTER"
            + " (WHERE run_id = 'no such run') FROM history",
        "SELECT * FROM (SELECT run_id, loss FROM history)"
            + " PIVOT (MIN(loss) FOR run_id IN ('run001' AS a, 'run002' AS b))",
        "SELECT SUM(h.loss) FILTER (WHERE h.run_id = 'run001'), COUNT(*) FILTER (WHERE h.run_id ="
            + " 'run002') FROM history h JOIN runs r USING (run_id)",
        "SELECT ARG_MAX(r.name, h.loss) FILTER (WHERE h.run_id IN ('run001', 'run002'))"
            + " FROM runs r LEFT JOIN history h USING (run_id)",
        "SELECT AVG(\"value\") FILTER (WHERE run_id = 'run001' OR run_id = 'run002')"
            + " FROM history_values WHERE key = 'loss'",
        "SELECT COUNT(*) FILTER (WHERE run_id = 'run001' AND name LIKE '%.h5') FROM files",
        "SELECT COUNT(loss) FILTER (WHERE run_id = 'run002') FROM sampled_history",
        "SELECT MAX(name) FILTER (WHERE run_id = 'run001'), COUNT(*) FILTER (WHERE run_id ="
            + " 'no such run') FROM runs",
        "SELECT MAX(loss) FILTER (WHERE run_id = 'run001'), MAX(loss) FILTER (WHERE run_id ="
            + " 'run002') FROM (SELECT * FROM history UNION ALL SELECT * FROM history)"
            + " WHERE _step BETWEEN 1 AND 3",
      })
  void ofEverythingAreAllThatIsRead(String sql) throws SQLException {
    Answer answer = ask(sql);

    assertThat(answer.rows()).hasSize(1);
    int times = sql.contains("UNION") ? 2 : 1;
    assertThat(standIn.requests())
        .as(sql)
        .hasSizeLessThanOrEqualTo(times * NAMED + LISTS)
        .noneMatch(request -> request.toString().contains("run007"));
    assertThat(Answer.to(sql, withoutPushdown).rows()).isEqualTo(answer.rows());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT * FROM (SELECT run_id, _step, loss FROM history)"
            + " PIVOT (MIN(loss) FOR run_id IN ('run001' AS a, 'run002' AS b)) WHERE a >= b",
        "SELECT * FROM (SELECT run_id, _step, loss FROM history)"
            + " PIVOT (MIN(loss) FOR run_id IN ('run001' AS a, 'run002' AS b))"
            + " WHERE a IS NOT NULL OR b IS NOT NULL",
        "SELECT _step, COUNT(*) FILTER (WHERE run_id = 'run001') FROM history GROUP BY _step"
            + " HAVING COUNT(*) FILTER (WHERE run_id = 'run001') > 0",
        "SELECT _step, a - b FROM (SELECT _step, AVG(CASE WHEN run_id = 'run001' THEN loss END) a,"
            + " AVG(CASE WHEN run_id = 'run002' THEN loss END) b FROM history GROUP BY _step)"
            + " WHERE NOT (a - b < 0.001)",
        "SELECT name FROM files GROUP BY name HAVING SUM(size_bytes) FILTER (WHERE run_id ="
            + " 'run001') > 15",
      })
  void areAllThatIsReadOfGroupsWhereOthersAreLeftOut(String sql) throws SQLException {
    Answer answer = ask(sql);

    assertThat(answer.rows()).isNotEmpty();
    assertThat(standIn.requests())
        .as(sql)
        .hasSizeLessThanOrEqualTo(NAMED + LISTS)
        .noneMatch(request -> request.toString().contains("run007"));
    assertThat(Answer.to(sql, withoutPushdown).rows())
        .containsExactlyInAnyOrderElementsOf(answer.rows());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT MAX(loss) FILTER (WHERE run_id = 'run001'), COUNT(*) FROM history",
        "SELECT MAX(loss) FILTER (WHERE run_id = 'run001'), MAX(loss) FROM history",
        "SELECT _step, MAX(loss) FILTER (WHERE run_id = 'run001') FROM history GROUP BY _step",
        "SELECT * FROM (SELECT run_id, _step, loss FROM history)"
            + " PIVOT (MIN(loss) FOR run_id IN ('run001' AS a, 'run002' AS b)) WHERE a IS NULL",
        "SELECT * FROM (SELECT run_id, _step, loss FROM history)"
            + " PIVOT (MIN(loss) FOR run_id IN ('run001' AS a)) WHERE _step > 3",
        "SELECT _step FROM history GROUP BY _step"
            + " HAVING COUNT(*) FILTER (WHERE run_id = 'run001') >= 0",
        "SELECT _step FROM history GROUP BY _step"
            + " HAVING MAX(loss) FILTER (WHERE run_id = 'run001') > 0 OR _step = 8",
        "SELECT _step, COUNT(*) FROM history GROUP BY _step"
            + " HAVING MAX(loss) FILTER (WHERE run_id = 'run001') > 0",
        "SELECT _step FROM history GROUP BY _step"
            + " HAVING COALESCE(MAX(loss) FILTER (WHERE run_id = 'run001'), 7) > 0",
        "SELECT run_id FROM history GROUP BY run_id"
            + " HAVING MAX(loss) FILTER (WHERE run_id = 'run001') IS NULL",
        "SELECT _step, MAX(loss) FILTER (WHERE run_id = 'run001') FROM history"
            + " GROUP BY ROLLUP (_step)",
        "SELECT SUM(CASE WHEN run_id = 'run003' THEN loss ELSE 0 END) FROM history",
        "SELECT COUNT(CASE WHEN run_id = 'run001' THEN loss ELSE 0 END) FROM history",
        "SELECT BOOL_OR(run_id = 'run003') FROM history",
        "SELECT ARG_MAX(CASE WHEN run_id = 'run001' THEN loss END, _step) FROM history",
        "SELECT MAX(loss) FILTER (WHERE run_id <> 'run001') FROM history",
        "SELECT MAX(loss) FILTER (WHERE run_id = 'run001' OR _step = 1) FROM history",
        "SELECT MAX(loss) FILTER (WHERE NOT (run_id = 'run001')) FROM history",
        "SELECT MAX(loss) FILTER (WHERE (run_id = 'run001') IS FALSE) FROM history",
      })
  void areNotAllThatIsReadWhereOthersCount(String sql) throws SQLException {
    Answer answer = ask(sql);

    assertThat(standIn.requests()).as(sql).anyMatch(r -> r.toString().contains("run007"));
    assertThat(Answer.to(sql, withoutPushdown).rows())
        .containsExactlyInAnyOrderElementsOf(answer.rows());
  }

  @Test
  void mayBeParameters() throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT COUNT(*) FILTER (WHERE run_id = ?), MAX(CASE WHEN run_id IN (?, 'run002') THEN"
                + " _step END) FROM history")) {
      statement.setString(1, null);
      statement.setString(2, "run001");

      try (ResultSet results = statement.executeQuery()) {
        results.next();

        assertThat(List.of(results.getLong(1), results.getLong(2))).containsExactly(0L, 6L);
      }
    }
    assertThat(standIn.requests())
        .hasSizeLessThanOrEqualTo(NAMED + LISTS)
        .noneMatch(request -> request.toString().contains("run007"));
  }

  @Test
  void areInThePlan() throws SQLException {
    Object plan =
        ask("EXPLAIN PLAN FOR SELECT MAX(loss) FILTER (WHERE run_id = 'run001'), AVG(CASE WHEN"
                + " run_id = 'run002' THEN loss END) FROM history")
            .value();

    assertThat(plan).asString().contains("runs: run_id in ('run001', 'run002')");
  }

  private static Answer ask(String sql) throws SQLException {
    return Answer.to(sql, connection);
  }
}
