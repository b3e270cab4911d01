package io.github.wandbjdbc.jdbc;

import static io.github.wandbjdbc.standin.Experiment.experiment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.wandbjdbc.standin.StandIn;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Columns and results may be called as the table that they come from. */
final class NamesLikeTablesTest {
  private StandIn standIn;

  @BeforeEach
  void hold() {
    standIn =
        StandIn.start()
            .holds(experiment("a").state("finished").logging("loss", "history").forSteps(3))
            .holds(experiment("b").state("finished").logging("loss", "history").forSteps(2))
            .holds(experiment("c").state("crashed").logging("loss", "history").forSteps(1));
  }

  @AfterEach
  void stop() {
    standIn.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SELECT state, COUNT(*) AS runs FROM runs GROUP BY state ORDER BY runs DESC | finished 2, crashed 1",
        "SELECT state, COUNT(*) AS runs FROM \"*\".runs GROUP BY state ORDER BY runs | crashed 1, finished 2",
        "SELECT state, COUNT(*) AS runs FROM lab.vision.runs GROUP BY 1 ORDER BY runs | crashed 1, finished 2",
        "SELECT COUNT(*) AS runs FROM runs ORDER BY runs | 3",
        "SELECT state AS runs FROM runs GROUP BY runs ORDER BY runs | crashed, finished",
        "SELECT COUNT(*) AS files FROM files ORDER BY files | 0",
        "SELECT run_id, MAX(_step) AS history FROM history GROUP BY run_id ORDER BY history | c 0, b 1, a 2",
        "SELECT COUNT(history) FROM history WHERE history IS NOT NULL | 6",
        "SELECT COUNT(history.history) FROM history GROUP BY run_id ORDER BY MAX(history) IS NULL, COUNT(history) | 1, 2, 3",
        "SELECT COUNT(*) FROM (SELECT run_id AS runs FROM runs) AS runs WHERE runs = 'a' | 1"
      })
  void aNameMayBeThatOfItsTable(String sql, String rows) throws SQLException {
    assertThat(rows("", sql)).containsExactly(rows.strip().split(", "));
    assertThat(rows("?pushdown=false", sql)).containsExactly(rows.strip().split(", "));
  }

  @Test
  void aProjectMayBeCalledLikeATable() throws SQLException {
    standIn.holds("lab", "runs", experiment("other"));

    assertThat(rows("", "SELECT run_id FROM runs.runs")).containsExactly("other");
    assertThat(rows("", "SELECT COUNT(*) AS runs FROM runs ORDER BY runs")).containsExactly("3");
  }

  @Test
  void aColumnThatIsNotThereIsCalledSo() {
    assertThatThrownBy(() -> rows("", "SELECT state, runs FROM runs"))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("column \"runs\" not found")
        .extracting(e -> ((SQLException) e).getSQLState())
        .isEqualTo("42S22");
  }

  private List<String> rows(String properties, String sql) throws SQLException {
    String url = "jdbc:wandb://" + standIn.hostAndPort() + "/lab/vision" + properties;
    List<String> found = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection(url, "", StandIn.API_KEY);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          row.add(rows.getString(i));
        }
        found.add(String.join(" ", row));
      }
    }
    return found;
  }
}
