package io.github.wandbjdbc.security;

import static io.github.wandbjdbc.standin.Experiment.experiment;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wandbjdbc.standin.Export;
import io.github.wandbjdbc.standin.Fault;
import io.github.wandbjdbc.standin.StandIn;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Files that come slowly take nothing from whoever doesn't read them. */
@Timeout(60)
class SlowStorageTest {
  private static final int STEPS = 1_000;
  private static final int FILES = 12;

  @Test
  void slowFilesLeaveQueriesOfOtherConnectionsUndisturbed()
      throws SQLException, InterruptedException, ExecutionException {
    CountDownLatch patience = new CountDownLatch(1);
    ExecutorService threads = Executors.newSingleThreadExecutor();
    try (StandIn standIn = StandIn.start()) {
      for (int i = 0; i < FILES; i++) {
        standIn.holds(
            experiment("run" + i).logging("loss").forSteps(STEPS).exported(inParts(FILES)));
      }
      standIn.failsStorage(Fault.slowUntil(patience).times(Integer.MAX_VALUE));
      try (Connection slow = connect(standIn);
          Connection fast = connect(standIn)) {
        Future<Integer> slowRows = threads.submit(() -> count(slow, "select * from history"));
        while (standIn.requestsFor("parquetHistory").isEmpty()) {
          Thread.onSpinWait();
        }

        assertThat(count(fast, "select run_id from runs")).isEqualTo(FILES);
        assertThat(count(fast, "select * from history where run_id = 'run1' and _step < 5"))
            .isEqualTo(5);
        assertThat(fast.isValid(1)).isTrue();
        try (Connection another = connect(standIn)) {
          assertThat(another.isValid(1)).isTrue();
        }

        assertThat(slowRows.isDone()).isFalse();
        patience.countDown();
        assertThat(slowRows.get()).isEqualTo(FILES * STEPS);
      }
    } finally {
      patience.countDown();
      threads.shutdownNow();
    }
  }

  private static Export[] inParts(int parts) {
    Export[] exports = new Export[parts];
    for (int i = 0; i < parts; i++) {
      exports[i] = Export.steps((long) STEPS * i / parts, (long) STEPS * (i + 1) / parts);
    }
    return exports;
  }

  private static Connection connect(StandIn standIn) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:wandb://%s/lab/vision?historyPageSize=100&maxConcurrentRequests=4"
            .formatted(standIn.hostAndPort()),
        "",
        StandIn.API_KEY);
  }

  private static int count(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      int count = 0;
      while (rows.next()) {
        count++;
      }
      return count;
    }
  }
}
