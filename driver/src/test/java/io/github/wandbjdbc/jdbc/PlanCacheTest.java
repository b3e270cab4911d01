package io.github.wandbjdbc.jdbc;

import static io.github.wandbjdbc.standin.Experiment.experiment;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.standin.StandIn;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Statements that are executed again, while the columns stay and when they change. */
class PlanCacheTest {
  private final StandIn standIn = StandIn.start();

  @BeforeEach
  void hold() {
    standIn.holds(experiment("a").logging("loss").forSteps(3));
  }

  @AfterEach
  void close() {
    standIn.close();
  }

  @Test
  void theSameTextIsPlannedOnce() throws SQLException {
    try (Connection connection = connect("")) {
      WandbConnection own = connection.unwrap(WandbConnection.class);
      String sql = "SELECT loss FROM history WHERE run_id = 'a'";

      Object first = own.prepare(sql, 0, CallScope.unbounded());
      Object again = own.prepare(sql, 0, CallScope.unbounded());
      Object limited = own.prepare(sql, 5, CallScope.unbounded());

      assertThat(again).isSameAs(first);
      assertThat(limited).isNotSameAs(first);
    }
  }

  @Test
  void aRepeatedStatementAsksForRowsOnly() throws SQLException {
    try (Connection connection = connect("");
        PreparedStatement statement =
            connection.prepareStatement("SELECT loss FROM history WHERE run_id = ?")) {
      assertThat(rows(statement, "a")).isEqualTo(3);
      standIn.forgetRequests();

      assertThat(rows(statement, "a")).isEqualTo(3);
      assertThat(standIn.requests()).hasSize(1);
    }
  }

  @Test
  void aPreparedStatementSeesColumnsThatCameLater() throws SQLException {
    try (Connection connection = connect("?metadataCacheSeconds=0");
        PreparedStatement statement =
            connection.prepareStatement("SELECT * FROM history WHERE run_id = ?")) {
      statement.setString(1, "b");
      standIn.holds(experiment("b").logging("acc").forSteps(2));

      try (ResultSet rows = statement.executeQuery()) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getDouble("acc")).isEqualTo(0.5);
      }
    }
  }

  @Test
  void severalThreadsPlanAtOnce() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try (Connection connection = connect("")) {
      List<Callable<Integer>> plans = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        String sql =
            "SELECT h.loss + " + i + " FROM history h JOIN runs r ON h.run_id = r.run_id LIMIT ?";
        plans.add(
            () -> {
              try (PreparedStatement statement = connection.prepareStatement(sql)) {
                return statement.getParameterMetaData().getParameterCount();
              }
            });
      }

      for (Future<Integer> plan : threads.invokeAll(plans)) {
        assertThat(plan.get()).isEqualTo(1);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private Connection connect(String properties) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:wandb://" + standIn.hostAndPort() + "/lab/vision" + properties, "", StandIn.API_KEY);
  }

  private static int rows(PreparedStatement statement, String run) throws SQLException {
    statement.setString(1, run);
    try (ResultSet rows = statement.executeQuery()) {
      int count = 0;
      while (rows.next()) {
        count++;
      }
      return count;
    }
  }
}
