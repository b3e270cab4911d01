package io.github.wandbjdbc.jdbc;

import static io.github.wandbjdbc.standin.Experiment.experiment;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.wandbjdbc.standin.RecordedRequest;
import io.github.wandbjdbc.standin.StandIn;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The requests that a statement would begin with, as EXPLAIN (REQUESTS) tells them. */
class ExplainRequestsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final StandIn standIn = StandIn.start();
  private Tables tables;

  @BeforeEach
  void hold() throws SQLException {
    standIn.holds(experiment("a").logging("loss").forSteps(20), experiment("b"));
    tables = Tables.of(standIn);
  }

  @AfterEach
  void close() throws SQLException {
    tables.close();
    standIn.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select count(*) from runs",
        "select name, state from runs where state = 'finished' order by created_at limit 3",
        "select name from runs order by heartbeat_at desc limit 2",
        "select loss from history where run_id = 'a' and _step between 3 and 7",
        "select loss from sampled_history where run_id = 'a' and samples = 10",
        "select run_id, max(loss) from history group by run_id",
        "select * from run_tags where run_id in ('a', 'b')",
        "select * from metric_stats where run_id = 'a'",
        "select * from system_metrics where run_id = 'a'",
        "select * from console_logs where run_id = 'a'",
        "select * from files where run_id = 'a' and name like '%.h5'",
        "select * from run_artifacts where run_id = 'a'",
        "select * from sweeps",
        "select * from reports",
      })
  void theyAreWhatTheServerGetsAndNothingIsSentForThem(String sql) throws Exception {
    tables.rows("explain (requests) " + sql); // finds the columns
    int before = standIn.requests().size();

    String[] told = tables.rows("explain (requests) " + sql).get(0).split("\n");

    assertThat(standIn.requests()).hasSize(before);
    tables.rows(sql);
    RecordedRequest first = standIn.requests().get(before);
    assertThat(told[0]).startsWith("Scan ").endsWith(" of lab/vision");
    assertThat(String.join("\n", told)).contains("\n" + first.document().strip() + "\n");
    assertThat(JSON.readTree(told[told.length - 1])).isEqualTo(JSON.valueToTree(first.variables()));
  }

  @Test
  void whatDependsOnOtherRowsIsToldButNotGuessed() throws SQLException {
    String told =
        tables
            .rows(
                "explain (requests) select loss from runs r join history h on h.run_id = r.run_id where r.state = 'finished'")
            .get(0);

    assertThat(told)
        .contains("Scan runs of ", "query Runs(", "Scan history of ")
        .endsWith("Asked once other rows are known, for what they name");
  }

  @Test
  void parametersAreFilledIn() throws SQLException {
    try (var statement =
        tables
            .connection()
            .prepareStatement("explain (requests) select 1 from runs where name = ?")) {
      statement.setString(1, "it's");
      try (var rows = statement.executeQuery()) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getString(1)).contains("{\\\"displayName\\\":\\\"it's\\\"}");
      }
    }
  }

  @Test
  void constantsAskForNothing() throws SQLException {
    assertThat(tables.rows("explain (requests) select 1"))
        .containsExactly("No requests: the statement reads no table of a server");
  }

  @Test
  void localFilesAreAskedForNothing(@TempDir Path directory) throws Exception {
    standIn.writesTo(directory);

    try (Tables local = Tables.of(directory)) {
      assertThat(local.rows("explain (requests) select * from runs").get(0))
          .contains("No requests");
    }
  }
}
