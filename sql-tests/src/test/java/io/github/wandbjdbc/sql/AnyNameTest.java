package io.github.wandbjdbc.sql;

import static io.github.wandbjdbc.standin.Experiment.experiment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.wandbjdbc.standin.Experiment;
import io.github.wandbjdbc.standin.Setting;
import io.github.wandbjdbc.standin.StandIn;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A column can be named that only an old run logged, one that no discovery shows. */
final class AnyNameTest {
  private static final int RUNS = 200;
  private static final int KEYS_OF_A_RUN = 100;

  /** Discovery looks at the newest hundred runs: this is the oldest. */
  private static final String OF_OLDEST = "k/0/42";

  private final StandIn standIn = StandIn.start();

  /** 20,000 metrics, a hundred of each run; the oldest has some of each kind besides. */
  private void holdMany() {
    for (int i = 0; i < RUNS; i++) {
      Experiment run = experiment("run%03d".formatted(i)).config("of" + i, i).summary("of" + i, i);
      for (int step = 0; step < 2; step++) {
        Map<String, Object> row = new LinkedHashMap<>();
        for (int k = 0; k < KEYS_OF_A_RUN; k++) {
          row.put("k/%d/%d".formatted(i, k), (double) step);
        }
        if (i == 0) {
          row.put("word", "w" + step);
          row.put("flag", step == 0);
          row.put("a.b", 7.5);
          row.put("nested", Map.of("x", 1.0));
          row.put("_private", 3.0);
        }
        run.row(step, row);
      }
      standIn.holds(run);
    }
  }

  @AfterEach
  void stop() {
    standIn.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"history", "sampled_history"})
  void aMetricOfTheOldestRunIsRead(String table) throws SQLException {
    holdMany();
    for (String pushdown : List.of("", "?pushdown=false", "?metadataCacheSeconds=59")) {
      if (pushdown.contains("59")) {
        standIn.with(Setting.NO_KEYS_OF_ALL);
      }
      try (Connection connection = connect(pushdown)) {
        String sql =
            "SELECT _step, \"%s\" FROM %s WHERE run_id = 'run000' ORDER BY _step"
                .formatted(OF_OLDEST, table);

        assertThat(Answer.to(sql, connection).rows())
            .containsExactly(List.of(0L, 0.0), List.of(1L, 1.0));
      }
    }
  }

  @Test
  void itCostsNothingWhereTheServerTellsTheKeysOfAllRuns() throws SQLException {
    holdMany();
    assertThat(looks(OF_OLDEST)).isEqualTo(2);
    try (Connection connection = connect("")) {
      int known = known(connection);

      assertThat(requests(ofOldest(OF_OLDEST), connection)).isEqualTo(known);
    }
  }

  @Test
  void itIsFoundByOneRequestMoreWhichIsRemembered() throws SQLException {
    holdMany();
    standIn.with(Setting.NO_KEYS_OF_ALL);
    try (Connection connection = connect("")) {
      int known = known(connection);

      assertThat(requests(ofOldest(OF_OLDEST), connection)).isEqualTo(known + 1);
      assertThat(standIn.requestsFor("fields")).hasSize(1);
      assertThat(requests(ofOldest(OF_OLDEST) + " AND _step < 5", connection)).isEqualTo(known);
    }
  }

  @Test
  void aServerWithoutAListOfFieldsIsAskedForARunThatHasIt() throws SQLException {
    holdMany();
    standIn.with(Setting.NO_KEYS_OF_ALL).lacks("Project.fields");
    try (Connection connection = connect("")) {
      int known = known(connection);

      assertThat(requests(ofOldest(OF_OLDEST), connection)).isEqualTo(known + 2);
      assertThat(requests(ofOldest("k/0/43"), connection)).isEqualTo(known + 1);
    }
  }

  /** The requests of a new connection for a name beyond those for one of the newest run. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aNewConnectionFindsItByTwoRequestsOrByThreeWithoutAListOfFields(boolean hasFields)
      throws SQLException {
    holdMany();
    standIn.with(Setting.NO_KEYS_OF_ALL);
    if (!hasFields) {
      standIn.lacks("Project.fields");
    }
    int known = cold("SELECT \"k/199/42\" FROM history WHERE run_id = 'run199'");

    assertThat(cold(ofOldest(OF_OLDEST))).isLessThanOrEqualTo(known + (hasFields ? 2 : 3));
  }

  private int cold(String sql) throws SQLException {
    try (Connection connection = connect("")) {
      return requests(sql, connection);
    }
  }

  /** How many requests a new connection sends until it knows of the column {@code name}. */
  private int looks(String name) throws SQLException {
    try (Connection connection = connect("")) {
      Answer.to("SELECT run_id FROM runs LIMIT 1", connection);
      return requests("EXPLAIN " + ofOldest(name).replace("run000", "nobody"), connection)
          - requests("EXPLAIN " + ofOldest("_runtime").replace("run000", "nobody"), connection);
    }
  }

  /** The requests of a statement that names a column that is shown, which is known by then. */
  private int known(Connection connection) throws SQLException {
    Answer.to("SELECT COUNT(\"k/199/1\") FROM history WHERE run_id = 'run199'", connection);
    return requests("SELECT \"k/199/2\" FROM history WHERE run_id = 'run199'", connection);
  }

  private static String ofOldest(String metric) {
    return "SELECT \"%s\" FROM history WHERE run_id = 'run000'".formatted(metric);
  }

  @Test
  void valuesOfConfigAndSummaryAreFoundLikewise() throws SQLException {
    holdMany();
    for (String pushdown : List.of("", "?pushdown=false")) {
      try (Connection connection = connect(pushdown)) {
        assertThat(
                Answer.to(
                        "SELECT run_id, \"config.of0\" + \"summary.of0\" AS s FROM runs WHERE"
                            + " \"summary.of0\" = 0",
                        connection)
                    .rows())
            .containsExactly(List.of("run000", 0.0));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "FIELDS_CALLED_OTHERWISE",
        "FIELD_PATTERN_IS_PART",
        "FIELD_PATTERN_IGNORED",
        "NO_EXISTS",
        "EXISTS_MATCHES_NOTHING",
        "HIDDEN_ROWS",
        "HISTORY_KEYS_AS_STRING",
        "NESTED_KEYS_AS_MAPS"
      })
  void whateverTheServerIsLikeTheyAreFoundWithTheirTypes(Setting setting) throws SQLException {
    holdMany();
    standIn.with(setting).with(Setting.NO_KEYS_OF_ALL);
    try (Connection connection = connect("")) {
      Answer answer =
          Answer.to(
              "SELECT UPPER(word) AS w, NOT flag AS f, \"a.b\" * 2 AS d, \"nested.x\" + 1 AS n,"
                  + " _private FROM history WHERE run_id = 'run000' AND _step = 0",
              connection);

      assertThat(answer.rows()).containsExactly(List.of("W0", false, 15.0, 2.0, 3.0));
    }
  }

  @Test
  void allColumnsAreThoseThatAreShown() throws SQLException {
    holdMany();
    try (Connection connection = connect("?maxColumns=10")) {
      Answer all = Answer.to("SELECT * FROM history WHERE run_id = 'run150'", connection);
      Answer named = Answer.to("SELECT \"k/150/99\" FROM history WHERE _step = 1", connection);

      assertThat(all.columns()).hasSize(15);
      assertThat(all.warnings()).anySatisfy(text -> assertThat(text).contains("maxColumns=10"));
      assertThat(named.column("k/150/99")).contains(1.0);
      assertThat(named.warnings()).isEmpty();
    }
  }

  @Test
  void aNameThatNobodyLoggedIsAnsweredWithThoseThatBeginSo() throws SQLException {
    holdMany();
    standIn.holds(
        experiment("newest").config("optimizer", Map.of("lr", 1.0)).row(0, Map.of("z", 1.0)));
    try (Connection connection = connect("")) {
      SQLException metric = failure("SELECT \"nested\" FROM history", connection);
      SQLException value = failure("SELECT \"config.never\" FROM runs", connection);
      SQLException map = failure("SELECT \"config.optimizer\" FROM runs", connection);

      assertThat(metric.getSQLState()).isEqualTo("42S22");
      assertThat(metric.getMessage()).contains("there are columns below it: \"nested.x\"");
      assertThat(value.getSQLState()).isEqualTo("42S22");
      assertThat(value.getMessage())
          .contains("JSON_VALUE(config, '$[\"never\"]' RETURNING DOUBLE)")
          .contains("LEFT JOIN run_config c")
          .contains("c.path = 'never'");
      assertThat(map.getMessage()).contains("there are columns below it: \"config.optimizer.lr\"");
      assertThat(
              Answer.to(
                      "SELECT COUNT(JSON_VALUE(config, '$[\"never\"]' RETURNING DOUBLE)) FROM runs"
                          + " LEFT JOIN run_config c ON c.run_id = runs.run_id AND c.path ="
                          + " 'never'",
                      connection)
                  .value())
          .isEqualTo(0L);
    }
  }

  @Test
  void aNameInQuotesIsTheOldRunsMetricThatItIsExactly() throws SQLException {
    holdMany();
    standIn.holds(experiment("newest").summary("K/0/1", 8.0).row(0, Map.of("K/0/1", 9.0)));
    try (Connection connection = connect("")) {
      String sql = "SELECT SUM(%s) FROM history WHERE run_id IN ('run000', 'newest')";

      assertThat(Answer.to(sql.formatted("\"K/0/1\""), connection).value()).isEqualTo(9.0);
      assertThat(Answer.to(sql.formatted("\"k/0/1\""), connection).value()).isEqualTo(1.0);
    }
  }

  @Test
  void aSystemMetricIsAColumnIfRowsHoldIt() throws SQLException {
    standIn.holds(
        experiment("a").row(0, Map.of("loss", 1.0, "system/mine", 4.0)),
        experiment("b")
            .historyKeys(
                Map.of(
                    "lastStep",
                    0,
                    "keys",
                    Map.of(
                        "_step",
                            Map.of("typeCounts", List.of(Map.of("type", "number", "count", 1))),
                        "system/gpu",
                            Map.of("typeCounts", List.of(Map.of("type", "number", "count", 9))))))
            .row(0, Map.of("loss", 1.0)));
    try (Connection connection = connect("")) {
      assertThat(Answer.to("SELECT * FROM history", connection).columns())
          .doesNotContain("system/mine", "system/gpu");
      assertThat(Answer.to("SELECT SUM(\"system/mine\") FROM history", connection).value())
          .isEqualTo(4.0);
      assertThat(failure("SELECT \"system/gpu\" FROM history", connection).getSQLState())
          .isEqualTo("42S22");
    }
  }

  private int requests(String sql, Connection connection) throws SQLException {
    standIn.forgetRequests();
    Answer.to(sql, connection);
    return standIn.requests().size();
  }

  private static SQLException failure(String sql, Connection connection) {
    return catchThrowableOfType(SQLException.class, () -> Answer.to(sql, connection));
  }

  private Connection connect(String properties) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:wandb://%s/lab/vision%s".formatted(standIn.hostAndPort(), properties),
        "",
        StandIn.API_KEY);
  }
}
