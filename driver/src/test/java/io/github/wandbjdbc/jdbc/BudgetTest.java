package io.github.wandbjdbc.jdbc;

import static io.github.wandbjdbc.standin.Experiment.experiment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.wandbjdbc.standin.Export;
import io.github.wandbjdbc.standin.Fault;
import io.github.wandbjdbc.standin.Setting;
import io.github.wandbjdbc.standin.StandIn;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The limits on a statement's requests and bytes, and its end when it needs more. */
class BudgetTest {
  private final StandIn standIn =
      StandIn.start().holds(experiment("run").logging("loss", "acc").forSteps(500));

  @AfterEach
  void close() {
    standIn.close();
  }

  @Test
  void aStatementThatNeedsMoreRequestsFails() throws SQLException {
    try (Connection connection = connect("maxRequestsPerStatement=8")) {
      count(connection, "select * from history where _step < 20");
      standIn.forgetRequests();

      SQLException e =
          catchThrowableOfType(
              SQLException.class, () -> count(connection, "select * from history"));

      assertThat(e.getSQLState()).isEqualTo("54000");
      assertThat((Throwable) e)
          .hasMessageContaining("more than 8 requests")
          .hasMessageContaining("maxRequestsPerStatement");
      assertThat(standIn.requests()).hasSizeLessThanOrEqualTo(8);
      assertThat(count(connection, "select * from history where _step < 20")).isEqualTo(20);
    }
  }

  @Test
  void aStatementWhoseAnswersAreLargerFails() throws SQLException {
    try (Connection connection = connect("maxBytesPerStatement=10000")) {
      SQLException e =
          catchThrowableOfType(
              SQLException.class, () -> count(connection, "select * from history"));

      assertThat(e.getSQLState()).isEqualTo("54000");
      assertThat((Throwable) e)
          .hasMessageContaining("10000 bytes")
          .hasMessageContaining("maxBytesPerStatement");
      assertThat(count(connection, "select * from history where _step < 10")).isEqualTo(10);
    }
  }

  @Test
  void aFileThatDoesNotSayHowLongItIsCountsAsItComes() throws SQLException {
    standIn
        .with(Setting.NO_RANGES)
        .holds(
            experiment("exported")
                .logging("loss", "acc")
                .forSteps(500)
                .exported(Export.steps(0, 500)));
    try (Connection connection = connect("maxBytesPerStatement=10000")) {
      SQLException e =
          catchThrowableOfType(
              SQLException.class,
              () -> count(connection, "select * from history where run_id = 'exported'"));

      assertThat(e.getSQLState()).isEqualTo("54000");
      assertThat((Throwable) e).hasMessageContaining("10000 bytes");
      assertThat(standIn.storageRequests()).hasSize(1);
    }
    try (Connection connection = connect("maxBytesPerStatement=100000")) {
      assertThat(count(connection, "select * from history where run_id = 'exported'"))
          .isEqualTo(500);
    }
  }

  @Test
  void whatIsTriedAgainCountsToo() throws SQLException {
    try (Connection connection = connect("maxRequestsPerStatement=3")) {
      count(connection, "select run_id from runs");
      standIn.fails(Fault.status(503).retryAfter("0").times(9));

      SQLException e =
          catchThrowableOfType(
              SQLException.class, () -> count(connection, "select run_id from runs"));

      assertThat(e.getSQLState()).isEqualTo("54000");
    }
  }

  @Test
  void withoutABoundThereIsNone() throws SQLException {
    try (Connection connection = connect("pageSize=100")) {
      assertThat(count(connection, "select * from history")).isEqualTo(500);
    }
  }

  private Connection connect(String properties) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:wandb://%s/lab/vision?historyPageSize=10&%s"
            .formatted(standIn.hostAndPort(), properties),
        "",
        StandIn.API_KEY);
  }

  private static int count(Connection connection, String sql) throws SQLException {
    int rows = 0;
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      while (result.next()) {
        rows++;
      }
    }
    return rows;
  }
}
