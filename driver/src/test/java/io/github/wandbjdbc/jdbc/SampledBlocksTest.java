package io.github.wandbjdbc.jdbc;

import static io.github.wandbjdbc.standin.Experiment.experiment;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wandbjdbc.standin.RecordedRequest;
import io.github.wandbjdbc.standin.StandIn;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A sample has the rows that its query block reads, however little is read of the block. */
final class SampledBlocksTest {
  private StandIn standIn;

  @BeforeEach
  void hold() {
    standIn =
        StandIn.start()
            .holds(
                experiment("a")
                    .state("finished")
                    .generated(
                        999,
                        step ->
                            step % 10 == 0
                                ? Map.of("loss", step / 2.0, "val/acc", 0.5)
                                : Map.of("loss", step / 2.0)));
  }

  @AfterEach
  void stop() {
    standIn.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT run_id, _step, \"val/acc\" FROM sampled_history",
        "SELECT run_id, _step, \"val/acc\" FROM sampled_history WHERE samples = 20",
        "SELECT _step FROM sampled_history WHERE \"val/acc\" > 0 AND samples = 10000",
        "SELECT \"loss\", \"val/acc\" FROM sampled_history WHERE samples = 10000",
        "SELECT * FROM sampled_history WHERE samples = 10000",
        "SELECT run_id FROM sampled_history WHERE samples = 30",
        "SELECT _step AS s, \"val/acc\" + 1 AS a FROM sampled_history WHERE _step < 500"
      })
  void aCountAroundItCountsItsRows(String block) throws SQLException {
    for (String pushdown : new String[] {"", "?pushdown=false"}) {
      try (Connection connection = connect(pushdown)) {
        long rows = 0;
        try (Statement statement = connection.createStatement();
            ResultSet all = statement.executeQuery(block)) {
          while (all.next()) {
            rows++;
          }
        }

        assertThat(number(connection, "SELECT COUNT(*) FROM (" + block + ") t")).isEqualTo(rows);
        assertThat(number(connection, "SELECT COUNT(*) FROM (" + block + ") t WHERE 1 + 1 = 2"))
            .isEqualTo(rows);
      }
    }
  }

  @Test
  void aBlockThatReadsNoMetricSamplesTheStepsAlone() throws SQLException {
    try (Connection connection = connect("")) {
      assertThat(number(connection, "SELECT COUNT(*) FROM sampled_history WHERE samples = 40"))
          .isEqualTo(40);
    }

    assertThat(standIn.requestsFor("sampledHistory"))
        .extracting(SampledBlocksTest::specs)
        .allSatisfy(specs -> assertThat(specs).contains("[\"_step\"]").doesNotContain("loss"));
  }

  private static String specs(RecordedRequest request) {
    return String.valueOf(request.argument("sampledHistory", "specs"));
  }

  private Connection connect(String properties) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:wandb://%s/%s/%s%s"
            .formatted(standIn.hostAndPort(), StandIn.ENTITY, StandIn.PROJECT, properties),
        "",
        StandIn.API_KEY);
  }

  private static long number(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      assertThat(rows.next()).isTrue();
      return rows.getLong(1);
    }
  }
}
