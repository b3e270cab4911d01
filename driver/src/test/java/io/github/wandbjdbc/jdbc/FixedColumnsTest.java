package io.github.wandbjdbc.jdbc;

import static io.github.wandbjdbc.standin.Experiment.experiment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.wandbjdbc.standin.RecordedRequest;
import io.github.wandbjdbc.standin.StandIn;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Statements that can't mean a discovered column wait for no discovery; all others do. */
class FixedColumnsTest {
  private final StandIn standIn = StandIn.start();

  @BeforeEach
  void hold() {
    for (String id : List.of("a", "b")) {
      standIn.holds(
          experiment(id)
              .state(id.equals("a") ? "finished" : "failed")
              .displayName("run " + id)
              .tags("t")
              .config("lr", 0.1)
              .row(0, Map.of("loss", 1.5, "NAME", "metric", "state", 7, "n", 3, "RUN_ID", "odd"))
              .row(1, Map.of("loss", 0.5, "NAME", "metric", "state", 8, "n", 4, "RUN_ID", "odd")));
    }
  }

  @AfterEach
  void close() {
    standIn.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT run_id FROM runs WHERE run_id = 'a'",
        "SELECT RUN_ID FROM runs WHERE Run_Id IN ('a', 'b')",
        "SELECT \"run_id\" FROM runs",
        "SELECT \"NAME\" FROM runs",
        "SELECT COUNT(*) FROM runs",
        "SELECT state, COUNT(*) AS n FROM runs GROUP BY state HAVING COUNT(*) > 0 ORDER BY n DESC",
        "SELECT r.state AS loss FROM lab.vision.runs AS r ORDER BY loss",
        "SELECT state FROM runs UNION SELECT name FROM runs ORDER BY state",
        "SELECT name, ROW_NUMBER() OVER w FROM runs WINDOW w AS (PARTITION BY state ORDER BY name)",
        "SELECT run_id FROM runs WHERE created_at < CURRENT_TIMESTAMP",
        "SELECT UPPER(name), CAST(created_at AS DATE) FROM runs WHERE EXTRACT(YEAR FROM created_at) > 1",
        "SELECT _step FROM history WHERE run_id = 'a'",
        "SELECT run_id, MAX(_step) AS n FROM history GROUP BY run_id",
        "SELECT COUNT(*) FROM history",
        "SELECT h.run_id, r.name, r.state FROM history h JOIN runs r ON r.run_id = h.run_id",
        "SELECT run_id, _step FROM runs JOIN history USING (run_id)",
        "SELECT t.n FROM (SELECT run_id AS n FROM history) t ORDER BY t.n",
        "WITH state AS (SELECT run_id AS n FROM history) SELECT state.n FROM state",
        "SELECT _step FROM sampled_history WHERE run_id = 'a' AND samples = 3",
        "EXPLAIN PLAN FOR SELECT run_id FROM runs WHERE state = 'failed'",
        "EXPLAIN SELECT _step FROM history WHERE run_id = 'a'"
      })
  void fixedColumnsNeedNoDiscovery(String sql) throws SQLException {
    try (Tables cold = Tables.of(standIn)) {
      List<String> rows = cold.rows(sql);

      assertThat(rows).isNotEmpty();
      assertThat(discoveries()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT * FROM runs",
        "SELECT r.* FROM runs r",
        "SELECT run_id FROM runs WHERE EXISTS (SELECT * FROM history)",
        "TABLE runs",
        "SELECT \"config.lr\" FROM runs",
        "SELECT r.\"CONFIG.LR\" FROM runs r",
        "SELECT t.x FROM runs AS t (x)",
        "SELECT run_id FROM runs NATURAL JOIN history",
        "SELECT loss FROM history",
        "SELECT h.loss FROM history h",
        "SELECT \"NAME\" FROM history",
        "SELECT \"RUN_ID\" FROM history",
        "SELECT h.\"RUN_ID\" FROM history h",
        "SELECT _step AS loss FROM history ORDER BY loss",
        "SELECT _step AS n, COUNT(*) FROM history GROUP BY n",
        "SELECT run_id FROM runs WHERE EXISTS (SELECT 1 FROM history WHERE state IS NULL)",
        "SELECT run_id, state FROM runs JOIN history USING (run_id)",
        "SELECT a._step FROM history a JOIN history b USING (run_id, loss)",
        "SELECT n FROM (SELECT run_id AS n FROM history) t",
        "SELECT nothing FROM runs"
      })
  void whatMayMeanADiscoveredColumnDiscovers(String sql) throws SQLException {
    try (Tables cold = Tables.of(standIn)) {
      try {
        cold.rows(sql);
      } catch (SQLException e) {
        // Some are wrong, which is found out once all columns are known.
        assertThat(e.getSQLState()).startsWith("42");
      }

      assertThat(discoveries()).as(sql).isNotEmpty();
    }
  }

  @Test
  void aNamedRunIsTwoRequests() throws SQLException {
    try (Connection connection = connect("")) {
      standIn.forgetRequests();

      assertThat(ids(connection, "SELECT run_id FROM runs WHERE run_id = 'a'")).isEqualTo("a");

      assertThat(standIn.requests()).hasSize(2);
    }
  }

  @Test
  void aLongListOfRunsIsNoMetric() throws SQLException {
    String ids = String.join(", ", Collections.nCopies(300, "'a'"));
    try (Tables cold = Tables.of(standIn)) {
      assertThat(cold.rows("SELECT _step FROM history WHERE run_id IN (" + ids + ")")).hasSize(2);

      assertThat(discoveries()).isEmpty();
    }
  }

  @Test
  void onlyTheTableThatIsMeantIsDiscovered() throws SQLException {
    String sql = "SELECT r.name, h.loss FROM runs r JOIN history h ON h.run_id = r.run_id";
    try (Tables cold = Tables.of(standIn)) {
      assertThat(cold.rows(sql)).hasSize(4);

      assertThat(discoveries()).singleElement().matches(request -> request.selects("historyKeys"));
    }
  }

  @Test
  void anAliasThatAMetricHasMeansWhatItMeansWhereAllColumnsAreKnown() throws SQLException {
    String captured = "SELECT _step FROM history WHERE run_id = 'a' AND n = 4";
    String alias = "SELECT run_id AS n, _step FROM history WHERE n = 4 AND run_id = 'a' ORDER BY n";
    try (Tables cold = Tables.of(standIn)) {
      assertThat(cold.rows(captured)).containsExactly("1");
      assertThat(cold.rows(alias)).containsExactly("a|1");
    }
  }

  @Test
  void withoutPushdownTheRowsAreTheSameAndHistoriesAreReadWhole() throws SQLException {
    String steps = "SELECT run_id, _step FROM history WHERE _step > 0 ORDER BY run_id";
    String runs = "SELECT run_id, state FROM runs WHERE state = 'failed'";
    try (Tables cold = Tables.of(standIn);
        Tables plain = Tables.of(standIn, "?pushdown=false")) {
      assertThat(plain.rows(runs)).isEqualTo(cold.rows(runs)).containsExactly("b|failed");
      assertThat(discoveries()).isEmpty();

      assertThat(plain.rows(steps)).isEqualTo(cold.rows(steps)).containsExactly("a|1", "b|1");
      assertThat(discoveries()).hasSize(1);
    }
  }

  @Test
  void keysThatNobodyWantedAreNoWarning() throws SQLException {
    try (Tables cold = Tables.of(standIn)) {
      cold.rows("SELECT run_id, _step, _runtime, _timestamp, logged_at FROM history");

      assertThat(cold.warnings()).isEmpty();
      assertThat(discoveries()).isEmpty();
    }
  }

  @Test
  void aPlanWithoutDiscoveryOutlivesNewColumns() throws SQLException {
    String sql = "SELECT run_id, _step FROM history WHERE run_id = 'a'";
    try (Connection connection = connect("?metadataCacheSeconds=0")) {
      WandbConnection own = connection.unwrap(WandbConnection.class);
      Object first = own.prepare(sql, 0, own.newScope());
      standIn.holds(experiment("c").logging("brand_new").forSteps(1));

      Object again = own.prepare(sql, 0, own.newScope());

      assertThat(again).isSameAs(first);
      assertThat(discoveries()).isEmpty();
    }
  }

  @Test
  void preparedStatementsTellTheirColumnsWithoutDiscovery() throws SQLException {
    try (Tables cold = Tables.of(standIn);
        PreparedStatement statement =
            cold.connection().prepareStatement("SELECT name, state FROM runs WHERE run_id = ?")) {
      assertThat(statement.getMetaData().getColumnTypeName(1)).isEqualTo("VARCHAR");
      assertThat(statement.getParameterMetaData().getParameterCount()).isEqualTo(1);

      assertThat(standIn.requests()).isEmpty();
    }
  }

  @Test
  void metadataShowsDiscoveredColumnsWhateverWasReadBefore() throws SQLException {
    try (Tables cold = Tables.of(standIn)) {
      cold.rows("SELECT run_id FROM runs");

      try (ResultSet columns =
          cold.connection().getMetaData().getColumns("lab", "vision", "runs", "config.%")) {
        assertThat(columns.next()).isTrue();
        assertThat(columns.getString("COLUMN_NAME")).isEqualTo("config.lr");
      }
    }
  }

  @Test
  void anUnknownColumnIsToldWithTheNearestDiscoveredOne() throws SQLException {
    try (Tables cold = Tables.of(standIn)) {
      assertThatThrownBy(() -> cold.rows("SELECT h.los FROM history h"))
          .hasMessageContaining("did you mean \"loss\"?")
          .extracting("SQLState")
          .isEqualTo("42S22");
    }
  }

  @Test
  void aRowOfATableIsNoValue() throws SQLException {
    try (Tables cold = Tables.of(standIn)) {
      assertThatThrownBy(() -> cold.rows("SELECT r FROM runs r"))
          .extracting("SQLState")
          .isEqualTo("42S22");
    }
  }

  @Test
  void anUnknownProjectIsToldWithoutDiscovery() throws SQLException {
    try (Tables cold = Tables.of(standIn)) {
      assertThatThrownBy(() -> cold.rows("SELECT run_id FROM \"none\".runs"))
          .extracting("SQLState")
          .isEqualTo("3F000");

      assertThat(discoveries()).isEmpty();
    }
  }

  /** Discovery alone asks for the newest runs first. */
  private List<RecordedRequest> discoveries() {
    return standIn.requestsFor("runs").stream()
        .filter(request -> "-created_at".equals(request.argument("runs", "order")))
        .toList();
  }

  private Connection connect(String properties) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:wandb://" + standIn.hostAndPort() + "/lab/vision" + properties, "", StandIn.API_KEY);
  }

  private static String ids(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      StringBuilder ids = new StringBuilder();
      while (rows.next()) {
        ids.append(rows.getString(1));
      }
      return ids.toString();
    }
  }
}
