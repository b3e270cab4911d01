package io.github.wandbjdbc.jdbc;

import static io.github.wandbjdbc.standin.Experiment.experiment;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wandbjdbc.standin.RecordedRequest;
import io.github.wandbjdbc.standin.StandIn;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Connections of one JVM, as a pool or the tasks of an executor open them, are one to the API. */
final class SiblingsTest {
  private static final int CONNECTIONS = 32;
  private static final int LIMIT = 3;

  private final StandIn standIn =
      StandIn.start().holds(experiment("baseline").logging("loss").forSteps(3000));
  private final List<Connection> connections = new ArrayList<>();
  private final ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS);

  @AfterEach
  void close() throws SQLException {
    threads.shutdownNow();
    for (Connection connection : connections) {
      connection.close();
    }
    standIn.close();
  }

  @Test
  void siblingsShareTheLimitAndWhatWasDiscovered() throws Exception {
    String url =
        "jdbc:wandb://%s/lab/vision?maxConcurrentRequests=%d"
            .formatted(standIn.hostAndPort(), LIMIT);
    for (int i = 0; i < CONNECTIONS; i++) {
      connections.add(DriverManager.getConnection(url, "", StandIn.API_KEY));
    }

    List<Future<Long>> sums = new ArrayList<>();
    for (Connection connection : connections) {
      sums.add(threads.submit(() -> sum(connection)));
    }

    for (Future<Long> sum : sums) {
      assertThat(sum.get()).isEqualTo(3000L * 2999 / 2);
    }
    assertThat(standIn.mostAtOnce()).isLessThanOrEqualTo(LIMIT);
    Map<String, Long> asked =
        standIn.requests().stream()
            .map(RecordedRequest::operation)
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    assertThat(asked).containsEntry("Viewer", (long) CONNECTIONS).containsEntry("Project", 1L);
    assertThat(standIn.requestsFor("runs")).filteredOn(SiblingsTest::discovers).hasSize(1);
  }

  private static boolean discovers(RecordedRequest request) {
    return request.selects("historyKeys") && !request.selects("history");
  }

  private static long sum(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT SUM(_step), MAX(loss) FROM history WHERE run_id = 'baseline'")) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
