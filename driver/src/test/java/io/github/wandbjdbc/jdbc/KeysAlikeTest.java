package io.github.wandbjdbc.jdbc;

import static io.github.wandbjdbc.standin.Experiment.experiment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.wandbjdbc.standin.StandIn;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Metrics whose names differ in case alone are read each by its own name in quotes. */
final class KeysAlikeTest {
  private StandIn standIn;
  private Connection connection;

  @BeforeEach
  void hold() throws SQLException {
    standIn =
        StandIn.start()
            .holds(
                experiment("a")
                    .state("finished")
                    .config("Lr", 1.0)
                    .config("lr", 2.0)
                    .summary("LOSS", 1.0)
                    .summary("Loss", 2.0)
                    .summary("loss", 3.0)
                    .row(0, Map.of("LOSS", 1.0, "Loss", 2.0, "loss", 3.0, "run_id", "logged")));
    connection =
        DriverManager.getConnection(
            "jdbc:wandb://%s/%s/%s"
                .formatted(standIn.hostAndPort(), StandIn.ENTITY, StandIn.PROJECT),
            "",
            StandIn.API_KEY);
  }

  @AfterEach
  void stop() throws SQLException {
    connection.close();
    standIn.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"history", "sampled_history"})
  void aQuotedNameIsTheMetricThatItIsExactly(String table) throws SQLException {
    assertThat(row("SELECT \"LOSS\", \"Loss\", \"loss\" FROM " + table))
        .containsExactly("LOSS=1.0", "Loss=2.0", "loss=3.0");
    assertThat(row("SELECT h.\"loss\" FROM %s h WHERE h.\"Loss\" < 2.5".formatted(table)))
        .containsExactly("loss=3.0");
    assertThat(
            row(
                "SELECT MAX(\"loss\") AS m FROM %s GROUP BY \"Loss\" ORDER BY MAX(\"LOSS\")"
                    .formatted(table)))
        .containsExactly("m=3.0");
  }

  @Test
  void inQueriesWithinTheyAreToo() throws SQLException {
    assertThat(
            row(
                "SELECT (SELECT MAX(h.\"loss\") FROM history h WHERE h.run_id = r.run_id AND"
                    + " r.\"summary.loss\" = 3) AS m FROM runs r"))
        .containsExactly("m=3.0");
    assertThat(row("SELECT a.\"Loss\", b.\"loss\" FROM history a JOIN history b USING (_step)"))
        .containsExactly("Loss=2.0", "loss=3.0");
  }

  @Test
  void valuesOfConfigAndSummaryAreReadByTheirExactNames() throws SQLException {
    assertThat(
            row(
                "SELECT \"summary.loss\", \"summary.LOSS\", \"config.lr\", \"config.Lr\" FROM runs"
                    + " WHERE \"summary.Loss\" = 2 AND \"config.lr\" = 2"))
        .containsExactly("summary.loss=3.0", "summary.LOSS=1.0", "config.lr=2.0", "config.Lr=1.0");
  }

  @Test
  void columnsCanBeNamedAsTheMetadataNamesThem() throws SQLException {
    assertThat(row("SELECT \"loss_3\", \"Loss_2\", loss_3 FROM history"))
        .containsExactly("loss_3=3.0", "Loss_2=2.0", "loss_3=3.0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT loss FROM history",
        "SELECT \"lOSS\" FROM history",
        "SELECT h.Loss FROM sampled_history h",
        "SELECT run_id FROM history WHERE loss > 1"
      })
  void aNameThatMayBeSeveralIsRefusedWithThem(String sql) {
    SQLException refused = catchThrowableOfType(SQLException.class, () -> row(sql));

    assertThat(refused.getSQLState()).isEqualTo("42702");
    assertThat(refused.getMessage()).contains("write \"LOSS\" or \"Loss\" or \"loss\"");
  }

  @Test
  void aFixedColumnIsMeantBeforeAMetricOfItsName() throws SQLException {
    assertThat(row("SELECT run_id, \"run_id\", RUN_ID FROM history"))
        .containsExactly("run_id=a", "run_id=a", "RUN_ID=a");
    assertThat(row("SELECT run_id_2 FROM history")).containsExactly("run_id_2=logged");
  }

  private List<String> row(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      assertThat(rows.next()).isTrue();
      List<String> values = new ArrayList<>();
      for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
        values.add(rows.getMetaData().getColumnLabel(i) + "=" + rows.getString(i));
      }
      return values;
    }
  }
}
