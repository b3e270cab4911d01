package io.github.wandbjdbc.jdbc;

import static io.github.wandbjdbc.standin.Experiment.experiment;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wandbjdbc.standin.StandIn;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tables of texts: the console logs of runs, and reports about them. */
class WordsTablesTest {
  private static final int LINES = 2500;

  private final StandIn standIn = StandIn.start();
  private Tables tables;

  @BeforeEach
  void hold() throws SQLException {
    var talking = experiment("talking");
    for (int i = 0; i < LINES; i++) {
      Map<String, Object> line = new LinkedHashMap<>();
      line.put("number", i);
      line.put("timestamp", i == 0 ? "" : "2024-01-02T03:04:05.006");
      line.put("level", i % 2 == 0 ? "" : "error");
      line.put("line", i == 1 ? null : "line " + i);
      talking.logLine(line);
    }
    standIn.holds(talking, experiment("silent"));
    for (int i = 0; i < 120; i++) {
      Map<String, Object> report = new LinkedHashMap<>();
      report.put("id", "Vmlld%03d".formatted(i));
      report.put("name", "n" + i);
      report.put("createdAt", "2024-01-02T03:04:05");
      if (i == 0) {
        report.put("displayName", "Büro");
        report.put("description", "why");
        report.put("spec", "{\"blocks\": []}");
        report.put("updatedAt", "2024-02-03T04:05:06Z");
        report.put("user", Map.of("id", "u", "name", "Ada", "username", "ada"));
      }
      standIn.holdsReport(report);
    }
    tables = Tables.of(standIn);
  }

  @AfterEach
  void close() throws SQLException {
    tables.close();
    standIn.close();
  }

  @Test
  void aConsoleIsReadFromItsFirstLineToItsLast() throws SQLException {
    assertThat(
            tables.rows(
                "select count(*), min(number), max(number), count(distinct number), count(line) from"
                    + " console_logs where run_id = 'talking'"))
        .containsExactly("2500|0|2499|2500|2499");

    assertThat(standIn.requestsFor("logLines")).hasSize(3);
    assertThat(tables.warnings()).isEmpty();
  }

  @Test
  void aLineIsToldWithAllThatIsKnown() throws SQLException {
    assertThat(
            tables.rows(
                "select * from console_logs where run_id = 'talking' and number < 3 order by"
                    + " number"))
        .containsExactly(
            "talking|0|null||null|line 0",
            "talking|1|2024-01-02 03:04:05.006|error|null|null",
            "talking|2|2024-01-02 03:04:05.006||null|line 2");
  }

  @Test
  void allRunsAreAskedWhereNoneIsNamed() throws SQLException {
    assertThat(tables.rows("select run_id, count(*) from console_logs group by run_id"))
        .containsExactly("talking|2500");

    assertThat(standIn.requestsFor("logLines")).hasSize(4);
  }

  @Test
  void aLimitStopsAtTheFirstPage() throws SQLException {
    assertThat(tables.rows("select line from console_logs where run_id = 'talking' limit 2"))
        .containsExactly("line 0", "null");

    assertThat(standIn.requestsFor("logLines")).hasSize(1);
  }

  @Test
  void anOldServerGivesTheLastLinesAndThatIsTold() throws SQLException {
    standIn.lacks("useImprovedPagination").capFirst(100);

    assertThat(
            tables.rows("select count(*), max(number) from console_logs where run_id = 'talking'"))
        .hasSize(1);
    assertThat(tables.warnings()).anyMatch(warning -> warning.contains("the last lines only"));
  }

  @Test
  void aServerWithoutLogsIsAskedOnce() throws SQLException {
    standIn.lacks("logLines");

    assertThat(tables.rows("select * from console_logs where run_id = 'talking'")).isEmpty();
    assertThat(tables.warnings()).anyMatch(warning -> warning.contains("doesn't know logLines"));
  }

  @Test
  void reportsAreToldWithAllThatIsKnown() throws SQLException {
    assertThat(
            tables.rows("select * from reports where report_id <= 'Vmlld001' order by report_id"))
        .containsExactly(
            "Vmlld000|n0|Büro|why|ada|2024-01-02 03:04:05.0|2024-02-03 04:05:06.0|{\"blocks\": []}",
            "Vmlld001|n1|null|null|null|2024-01-02 03:04:05.0|null|null");
    assertThat(standIn.requestsFor("allViews")).hasSize(2);
  }

  @Test
  void aServerWithoutReportsIsAskedOnce() throws SQLException {
    standIn.lacks("allViews");

    assertThat(tables.rows("select * from reports")).isEmpty();
    assertThat(tables.warnings()).anyMatch(warning -> warning.contains("doesn't know allViews"));
    assertThat(tables.rows("select * from reports")).isEmpty();
    assertThat(standIn.requests()).hasSize(1);
  }

  @Test
  void localFilesSayThatTheyHoldNone(@TempDir Path directory) throws Exception {
    standIn.writesTo(directory);

    try (Tables local = Tables.of(directory)) {
      assertThat(local.rows("select * from reports")).isEmpty();
      assertThat(local.warnings()).hasSize(1);
      assertThat(local.rows("select * from sweeps")).isEmpty();
      assertThat(local.warnings()).hasSize(1);
    }
  }
}
