package io.github.wandbjdbc.jdbc;

import static io.github.wandbjdbc.standin.Experiment.experiment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.wandbjdbc.standin.Fault;
import io.github.wandbjdbc.standin.RecordedRequest;
import io.github.wandbjdbc.standin.Setting;
import io.github.wandbjdbc.standin.StandIn;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A server that fails while the newest runs are read gives the columns of those it gave. */
class PartialDiscoveryTest {
  private static final Instant NEW_YEAR = Instant.parse("2024-01-01T00:00:00Z");

  private final StandIn standIn = StandIn.start();

  @BeforeEach
  void hold() {
    // Where the server tells the keys of all runs together, one page is enough.
    standIn.with(Setting.NO_KEYS_OF_ALL);
    for (int i = 0; i < 6; i++) {
      standIn.holds(
          experiment("r" + i)
              .createdAt(NEW_YEAR.plusSeconds(i))
              .config(i < 2 ? "early" : "late", i)
              .logging(i < 2 ? "old" : "fresh")
              .forSteps(1));
    }
  }

  @AfterEach
  void close() {
    standIn.close();
  }

  @Test
  void theColumnsOfTheRunsThatCameServeWithAWarning() throws SQLException {
    standIn.fails(Fault.status(500).when(PartialDiscoveryTest::isDiscovery).after(1).times(99));
    try (Tables tables = connect()) {
      List<String> rows = tables.rows("SELECT run_id, \"config.late\" FROM runs ORDER BY run_id");

      assertThat(rows).hasSize(6).contains("r5|5.0", "r0|null");
      assertThat(tables.warnings())
          .singleElement()
          .asString()
          .contains("runs of lab/vision", "newest 2 runs rather than 100", "500");
    }
  }

  @Test
  void aServerThatHangsIsGivenTheTimeOfOneRequest() throws SQLException {
    CountDownLatch never = new CountDownLatch(1);
    standIn.fails(
        Fault.slowUntil(never).when(PartialDiscoveryTest::isDiscovery).after(1).times(99));
    try (Tables tables = Tables.of(standIn, "?pageSize=2&requestTimeout=2")) {
      List<String> rows = tables.rows("SELECT \"config.late\" FROM runs");

      assertThat(rows).hasSize(6);
      assertThat(tables.warnings())
          .singleElement()
          .asString()
          .contains("newest 2 runs rather than 100", "longer than 2 s");
    } finally {
      never.countDown();
    }
  }

  @Test
  void anUnknownColumnIsToldWithTheReason() throws SQLException {
    standIn.fails(Fault.status(500).when(PartialDiscoveryTest::isDiscovery).after(1).times(99));
    try (Tables tables = connect()) {
      assertThatThrownBy(() -> tables.rows("SELECT never FROM history"))
          .hasMessageContaining("column \"never\" not found")
          .hasMessageContaining("newest 2 runs rather than 100")
          .extracting("SQLState")
          .isEqualTo("42S22");
    }
  }

  @Test
  void aColumnThatIsNamedIsFoundAllTheSame() throws SQLException {
    standIn.fails(Fault.status(500).when(PartialDiscoveryTest::isDiscovery).after(1).times(99));
    try (Tables tables = connect()) {
      assertThat(tables.rows("SELECT SUM(old) FROM history")).hasSize(1);
    }
  }

  @Test
  void metadataWarns() throws SQLException {
    standIn.fails(Fault.status(500).when(PartialDiscoveryTest::isDiscovery).after(1).times(99));
    try (Tables tables = connect();
        ResultSet columns =
            tables.connection().getMetaData().getColumns("lab", "vision", "history", "%")) {
      List<String> warnings = new ArrayList<>();
      for (SQLWarning w = columns.getWarnings(); w != null; w = w.getNextWarning()) {
        warnings.add(w.getMessage());
      }

      assertThat(warnings)
          .singleElement()
          .asString()
          .contains("history of lab/vision", "newest 2 runs");
    }
  }

  @Test
  void theNextTryFindsTheOthersOnceTheServerRecovers() throws SQLException {
    standIn.fails(Fault.status(500).when(PartialDiscoveryTest::isDiscovery).after(1).times(99));
    try (Tables tables = connect("&metadataCacheSeconds=0")) {
      assertThatThrownBy(() -> tables.rows("SELECT old FROM history")).isNotNull();
      standIn.recovers();

      assertThat(tables.rows("SELECT run_id FROM history WHERE old IS NOT NULL")).hasSize(2);
      assertThat(tables.warnings()).isEmpty();
    }
  }

  @Test
  void aFailureBeforeTheFirstRunIsAFailure() throws SQLException {
    standIn.fails(Fault.status(500).when(PartialDiscoveryTest::isDiscovery).times(99));
    try (Tables tables = connect()) {
      assertThatThrownBy(() -> tables.rows("SELECT * FROM runs"))
          .extracting("SQLState")
          .isEqualTo("08006");
    }
  }

  @Test
  void aRefusedKeyIsAFailureHoweverManyRunsCame() throws SQLException {
    standIn.fails(Fault.status(401).when(PartialDiscoveryTest::isDiscovery).after(1).times(99));
    try (Tables tables = connect()) {
      assertThatThrownBy(() -> tables.rows("SELECT * FROM runs"))
          .extracting("SQLState")
          .isEqualTo("28000");
    }
  }

  @Test
  void aBudgetThatIsSpentIsAFailure() throws SQLException {
    try (Tables tables = connect("&maxRequestsPerStatement=2")) {
      assertThatThrownBy(() -> tables.rows("SELECT * FROM runs"))
          .hasMessageContaining("maxRequestsPerStatement")
          .extracting("SQLState")
          .isEqualTo("54000");
    }
  }

  @Test
  void whatCannotBeSampledIsToldFromWholeRows() throws SQLException {
    standIn.holds(
        experiment("r9")
            .createdAt(NEW_YEAR.plusSeconds(9))
            .row(0, Map.of("mixed", 1))
            .row(1, Map.of("mixed", "NaN")));
    standIn.fails(
        Fault.status(500)
            .when(request -> request.selects("runs") && request.selects("sampledHistory"))
            .times(50));
    try (Tables tables = connect("&exports=false")) {
      List<String> rows = tables.rows("SELECT mixed FROM history WHERE run_id = 'r9'");

      assertThat(rows).containsExactly("1.0", "NaN");
      assertThat(tables.warnings()).isEmpty();
    }
  }

  private Tables connect() throws SQLException {
    return connect("");
  }

  /** Two runs a page, that don't become more; no time for retries. */
  private Tables connect(String properties) throws SQLException {
    return Tables.of(standIn, "?pageSize=2&maxRetryTime=0" + properties);
  }

  private static boolean isDiscovery(RecordedRequest request) {
    return "-created_at".equals(request.argument("runs", "order"));
  }
}
