package io.github.wandbjdbc.jdbc;

import static io.github.wandbjdbc.standin.Experiment.experiment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.wandbjdbc.standin.Fault;
import io.github.wandbjdbc.standin.StandIn;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who waits for a statement can ask how far it is. */
@Timeout(120)
final class StatementProgressTest {
  private static final String FILES =
      "jdbc:wandb:file:" + Path.of("../sql-tests/src/test/resources/digits").toAbsolutePath();

  @Test
  void aStatementTellsItsRequests() throws SQLException {
    try (StandIn standIn = StandIn.start().holds(experiment("a").forSteps(3));
        Connection connection = connect(standIn);
        Statement statement = connection.createStatement()) {
      assertThat(progress(statement)).isEmpty();

      try (ResultSet rows = statement.executeQuery("SELECT run_id FROM runs")) {
        assertThat(rows.next()).isTrue();
        assertThat(progress(statement)).matches("1 of 1 run, \\d+ requests?, 0\\.\\d MB");
      }

      statement.executeQuery("SELECT 1").close();
      assertThat(progress(statement)).isEmpty();
    }
  }

  @Test
  void everyTableThatIsReadRunByRunTellsOfAllRuns() throws SQLException {
    try (StandIn standIn = runs(30);
        Connection connection = connect(standIn)) {
      assertThat(untold(connection, 30)).isEmpty();
    }
  }

  @Test
  void everyTableOfFilesTellsOfAllRuns() throws SQLException {
    try (Connection connection = DriverManager.getConnection(FILES)) {
      assertThat(untold(connection, 9)).isEmpty();
    }
  }

  @Test
  void stepsAreToldWhileAGroupYieldsNoRow() throws Exception {
    CountDownLatch answers = new CountDownLatch(1);
    try (StandIn standIn = StandIn.start().holds(experiment("a").logging("loss").forSteps(20_000));
        Connection connection = connect(standIn, "?historyPageSize=1000&exports=false");
        Statement statement = connection.createStatement()) {
      standIn.fails(
          Fault.slowUntil(answers).after(3).when(request -> request.selects("history")).times(99));

      Future<Long> sum = count(statement, "SELECT COUNT(loss) FROM history GROUP BY run_id");
      await(statement, sum, "0 of 1 run, [1-9][0-9,]*000 of 20,000 steps, \\d+ requests, .*");
      answers.countDown();

      assertThat(sum.get()).isEqualTo(20_000);
      assertThat(progress(statement)).startsWith("1 of 1 run, 20,000 steps, ");
    }
  }

  @Test
  void theRunsOfAJoinAreToldWithoutHowMany() throws SQLException {
    try (StandIn standIn = runs(60);
        Connection connection = connect(standIn);
        Statement statement = connection.createStatement()) {
      String sql = "SELECT COUNT(*) FROM runs r JOIN history h USING (run_id) WHERE r.name <> ''";
      statement.executeQuery(sql).next();

      assertThat(progress(statement)).startsWith("60 runs, 2,400 steps, ");
    }
  }

  @Test
  void waitsThatTheServerAsksForAreTold() throws Exception {
    try (StandIn standIn = runs(1);
        Connection connection = connect(standIn);
        Statement statement = connection.createStatement()) {
      standIn.fails(Fault.rateLimited(1).retryAfter("60"));

      Future<Long> count = count(statement, "SELECT COUNT(*) FROM runs");
      await(statement, count, ".*waiting [45][0-9] s as the API asks.*");
      statement.cancel();

      assertThatThrownBy(count::get).hasCauseInstanceOf(SQLException.class);
    }
  }

  private static Future<Long> count(Statement statement, String sql) {
    CompletableFuture<Long> count = new CompletableFuture<>();
    Thread reader =
        new Thread(
            () -> {
              try (ResultSet rows = statement.executeQuery(sql)) {
                rows.next();
                count.complete(rows.getLong(1));
              } catch (SQLException e) {
                count.completeExceptionally(e);
              }
            });
    reader.setDaemon(true);
    reader.start();
    return count;
  }

  private static void await(Statement statement, Future<Long> count, String words)
      throws SQLException {
    String told;
    do {
      told = progress(statement);
    } while (!told.matches(words) && !count.isDone() && !Thread.currentThread().isInterrupted());
    assertThat(told).matches(words);
  }

  private static List<String> untold(Connection connection, int runs) throws SQLException {
    List<String> untold = new ArrayList<>();
    for (String table : tables(connection)) {
      try (Statement statement = connection.createStatement()) {
        String sql = "SELECT COUNT(*) FROM " + table;
        statement.executeQuery(sql).next();
        String told = progress(statement);
        if (told.contains(" of ") && !told.startsWith(runs + " of " + runs)) {
          untold.add(table + ": " + told);
        }
      }
    }
    return untold;
  }

  private static List<String> tables(Connection connection) throws SQLException {
    List<String> tables = new ArrayList<>();
    try (ResultSet rows =
        connection
            .getMetaData()
            .getTables(connection.getCatalog(), connection.getSchema(), null, null)) {
      while (rows.next()) {
        tables.add(rows.getString("TABLE_NAME"));
      }
    }
    // Servers don't have them.
    tables.remove("alerts");
    return tables;
  }

  private static StandIn runs(int count) {
    StandIn standIn = StandIn.start();
    for (int i = 0; i < count; i++) {
      standIn.holds(experiment("run" + i).forSteps(40));
    }
    return standIn;
  }

  private static Connection connect(StandIn standIn) throws SQLException {
    return connect(standIn, "");
  }

  private static Connection connect(StandIn standIn, String properties) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:wandb://" + standIn.hostAndPort() + "/lab/vision" + properties, "", StandIn.API_KEY);
  }

  private static String progress(Statement statement) throws SQLException {
    return statement.getConnection().unwrap(WandbConnection.class).progress(statement);
  }
}
