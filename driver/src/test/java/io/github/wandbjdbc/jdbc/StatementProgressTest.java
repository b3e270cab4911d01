package io.github.wandbjdbc.jdbc;

import static io.github.wandbjdbc.standin.Experiment.experiment;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wandbjdbc.standin.StandIn;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

/** Who waits for a statement can ask how far it is. */
final class StatementProgressTest {

  @Test
  void aStatementTellsItsRequests() throws SQLException {
    try (StandIn standIn = StandIn.start().holds(experiment("a").forSteps(3));
        Connection connection =
            DriverManager.getConnection(
                "jdbc:wandb://" + standIn.hostAndPort() + "/lab/vision", "", StandIn.API_KEY);
        Statement statement = connection.createStatement()) {
      WandbConnection wandb = connection.unwrap(WandbConnection.class);
      assertThat(wandb.progress(statement)).isEmpty();

      try (ResultSet rows = statement.executeQuery("SELECT run_id FROM runs")) {
        assertThat(rows.next()).isTrue();
        assertThat(wandb.progress(statement)).matches("\\d+ requests?, 0\\.\\d MB");
      }

      statement.executeQuery("SELECT 1").close();
      assertThat(wandb.progress(statement)).isEmpty();
    }
  }
}
