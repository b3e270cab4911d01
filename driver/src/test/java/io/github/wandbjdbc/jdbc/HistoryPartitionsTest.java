package io.github.wandbjdbc.jdbc;

import static io.github.wandbjdbc.standin.Experiment.experiment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.wandbjdbc.standin.StandIn;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code TABLE(history_partitions(n))} divides the histories of a project. */
final class HistoryPartitionsTest {
  private final StandIn standIn = StandIn.start();
  private Tables tables;

  @BeforeEach
  void connect() throws SQLException {
    standIn.holds(experiment("big").logging("loss").forSteps(4000));
    for (int i = 0; i < 20; i++) {
      standIn.holds(experiment("small" + i).logging("loss").forSteps(100));
    }
    standIn.holds(experiment("late").row(50, Map.of("loss", 1.0)), experiment("silent"));
    tables = Tables.of(standIn);
  }

  @AfterEach
  void disconnect() throws SQLException {
    tables.close();
    standIn.close();
  }

  @Test
  void partsAreAlikeAndNameWhatTheyHold() throws SQLException {
    List<String> rows =
        tables.rows("SELECT part, runs, steps, predicate FROM TABLE(history_partitions(6))");

    assertThat(rows).hasSize(6);
    assertThat(rows.subList(0, 4))
        .containsExactly(
            "0|1|1000|run_id = 'big' AND _step < 1000",
            "1|1|1000|run_id = 'big' AND _step >= 1000 AND _step < 2000",
            "2|1|1000|run_id = 'big' AND _step >= 2000 AND _step < 3000",
            "3|1|1000|run_id = 'big' AND _step >= 3000");
    assertThat(rows.get(4)).startsWith("4|11|1001|run_id IN (");
    assertThat(rows.get(5)).startsWith("5|11|1001|run_id IN (");
  }

  @Test
  void itsListingAsksForKeysOfDividedRunsAlone() throws SQLException {
    tables.rows("SELECT predicate FROM TABLE(history_partitions(6))");

    assertThat(standIn.requests()).hasSize(2);
    assertThat(standIn.requestsFor("historyKeys"))
        .singleElement()
        .satisfies(request -> assertThat(request.variables().toString()).contains("big"));
  }

  @ParameterizedTest
  @CsvSource({"1", "3", "8", "40"})
  void theUnionOfThePartsIsTheTable(int parts) throws SQLException {
    List<String> whole = tables.rows("SELECT run_id, _step, loss FROM history");
    List<String> predicates =
        tables.rows("SELECT predicate FROM TABLE(history_partitions(" + parts + "))");
    standIn.forgetRequests();

    List<String> union = new ArrayList<>();
    for (String predicate : predicates) {
      union.addAll(tables.rows("SELECT run_id, _step, loss FROM history WHERE " + predicate));
    }

    assertThat(union).hasSize(6001).containsExactlyInAnyOrderElementsOf(whole);
    assertThat(windows()).doesNotHaveDuplicates();
  }

  @Test
  void aToolMayWrapItAndNameItsProject() throws SQLException {
    String sql =
        "SELECT * FROM (SELECT predicate, steps FROM TABLE(\"lab\".\"vision\".HISTORY_PARTITIONS(2)))"
            + " SPARK_GEN_SUBQ_0 WHERE steps > 0 LIMIT 1";

    assertThat(tables.rows(sql)).singleElement().asString().startsWith("run_id");
  }

  @ParameterizedTest
  @CsvSource({"0", "20000"})
  void otherNumbersAreRefused(int parts) {
    assertThatThrownBy(() -> tables.rows("SELECT * FROM TABLE(history_partitions(" + parts + "))"))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("there are 1 to 10000");
  }

  @Test
  void itTakesANumberThatIsWritten() {
    assertThatThrownBy(() -> tables.rows("SELECT * FROM TABLE(history_partitions(?))", 3))
        .isInstanceOf(SQLException.class);
  }

  /** The windows of the long run that were asked for. */
  private List<Object> windows() {
    return standIn.requestsFor("history").stream()
        .filter(request -> "big".equals(request.argument("run", "name")))
        .map(request -> request.argument("history", "minStep"))
        .toList();
  }
}
