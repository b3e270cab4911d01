package io.github.wandbjdbc.jdbc;

import static io.github.wandbjdbc.standin.Experiment.experiment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.wandbjdbc.standin.Fault;
import io.github.wandbjdbc.standin.RecordedRequest;
import io.github.wandbjdbc.standin.StandIn;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a statement is bounded, stopped and used again, while a real server is slow or refuses. */
@Timeout(60)
class StatementControlTest {
  private final CountDownLatch arrived = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);
  private final StandIn standIn = StandIn.start();
  private final Connection connection = connect(standIn);
  private final Statement statement = statement(connection);

  static Connection connect(StandIn standIn) {
    try {
      return DriverManager.getConnection(
          "jdbc:wandb://" + standIn.hostAndPort() + "/lab/vision", "", StandIn.API_KEY);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private static Statement statement(Connection connection) {
    try {
      return connection.createStatement();
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  @BeforeEach
  void hold() throws SQLException {
    for (int i = 0; i < 120; i++) {
      standIn.holds(
          experiment("run%03d".formatted(i)).summary("acc", i).logging("loss").forSteps(25));
    }
    // The columns are known from here on.
    statement.executeQuery("select * from history where 1 = 0").close();
    statement.executeQuery("select * from runs where 1 = 0").close();
    standIn.forgetRequests();
  }

  @AfterEach
  void close() throws SQLException {
    released.countDown();
    connection.close();
    standIn.close();
  }

  @Test
  void cancelEndsTheWaitForASlowServer() throws Exception {
    standIn.fails(Fault.slowUntil(released).when(this::tells));
    FutureTask<Integer> reading = reading("select name from runs");
    arrived.await();

    statement.cancel();

    assertThat(stateOf(reading)).isEqualTo("57014");
    assertThat(count("select name from runs")).isEqualTo(120);
  }

  @Test
  void cancelEndsTheWaitForTheNextAttempt() throws Exception {
    standIn.fails(Fault.rateLimited(1).retryAfter("50").when(this::tells));
    FutureTask<Integer> reading = reading("select name from runs");
    arrived.await();

    statement.cancel();

    assertThat(stateOf(reading)).isEqualTo("57014");
    assertThat(count("select name from runs")).isEqualTo(120);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select count(*) from %1$s a, %1$s b, %1$s c, %1$s d where a.loss + b.loss < c.loss",
        "select count(*) from %1$s a, %1$s b, %1$s c, %1$s d group by a.loss + b.loss",
        "select distinct a._step + b._step from %1$s a, %1$s b, %1$s c, %1$s d",
        "select 1 from %1$s a, %1$s b, %1$s c, %1$s d"
            + " where a.loss + b.loss + c.loss + d.loss < 0 order by a.loss",
        "select count(*) from %1$s a join %1$s b on a.run_id = b.run_id"
            + " join %1$s c on b.run_id = c.run_id join %1$s d on c.run_id = d.run_id"
      })
  void aTimeoutEndsTheWorkThatIsDoneHere(String sql) throws Exception {
    standIn.holds("lab", "one", experiment("only").logging("loss").forSteps(300));
    statement.setQueryTimeout(1);

    assertThat(stateOf(reading(sql.formatted("\"one\".history")))).isEqualTo("HYT00");
  }

  @Test
  void aQueryTimeoutEndsTheWaitForASlowServer() throws Exception {
    standIn.fails(Fault.slowUntil(released).when(this::tells));
    statement.setQueryTimeout(1);

    assertThat(stateOf(reading("select name from runs"))).isEqualTo("HYT00");

    statement.setQueryTimeout(0);
    assertThat(count("select name from runs")).isEqualTo(120);
  }

  @Test
  void aNetworkTimeoutBoundsEachAnswer() throws Exception {
    standIn.fails(Fault.slowUntil(released).when(this::tells));
    connection.setNetworkTimeout(null, 300);

    assertThat(stateOf(reading("select name from runs"))).isEqualTo("08006");

    assertThat(connection.getNetworkTimeout()).isEqualTo(300);
    assertThat(count("select name from runs")).isEqualTo(120);
  }

  @Test
  void aNetworkTimeoutBoundsACallOfMetadataWithAllItsRequests() throws Exception {
    standIn.fails(Fault.slowUntil(released).when(request -> true));
    connection.setNetworkTimeout(null, 300);

    assertThatThrownBy(() -> connection.getMetaData().getColumns(null, null, "%", "%"))
        .isInstanceOf(SQLTimeoutException.class)
        .hasMessageContaining("its timeout of 300 ms")
        .extracting(e -> ((SQLException) e).getSQLState())
        .isEqualTo("HYT00");
  }

  @Test
  void closingTheConnectionAbortsWhatIsInFlight() throws Exception {
    standIn.fails(Fault.slowUntil(released).when(this::tells));
    FutureTask<Integer> reading = reading("select name from runs");
    arrived.await();

    connection.close();

    assertThat(stateOf(reading)).isIn("57014", "HY010");
  }

  @Test
  void aMaximumOfRowsIsAllThatIsAskedFor() throws SQLException {
    statement.setMaxRows(12);
    try (PreparedStatement prepared = connection.prepareStatement("select name from runs")) {
      prepared.setLargeMaxRows(13);

      assertThat(count("select name from runs")).isEqualTo(12);
      assertThat(count(prepared.executeQuery())).isEqualTo(13);
    }

    assertThat(standIn.requests())
        .extracting(request -> request.argument("runs", "first"))
        .containsExactly(12, 13);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 30, 1_000_000})
  void aFetchSizeIsAHintForThePagesAndChangesNoRow(int fetchSize) throws SQLException {
    statement.setFetchSize(fetchSize);

    assertThat(texts("select run_id from runs order by run_id"))
        .isEqualTo(IntStream.range(0, 120).mapToObj("run%03d"::formatted).toList());
    assertThat(count("select loss from history")).isEqualTo(120 * 25);
    assertThat(standIn.requests().get(0).argument("runs", "first"))
        .isEqualTo(Map.of(0, 100, 1, 10, 30, 30, 1_000_000, 1000).get(fetchSize));
    assertThat(statement.executeQuery("select 1").getFetchSize()).isEqualTo(fetchSize);
  }

  @Test
  void severalResultsAreReadInTurns() throws SQLException {
    List<ResultSet> results = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      results.add(connection.createStatement().executeQuery("select run_id, _step from history"));
    }

    for (int step = 0; step < 60; step++) {
      for (ResultSet rows : results) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getString(1)).isEqualTo("run%03d".formatted(step / 25));
        assertThat(rows.getInt(2)).isEqualTo(step % 25);
      }
    }
  }

  @Test
  void aStatementThatClosesOnCompletionGoesWithItsResult() throws SQLException {
    statement.closeOnCompletion();
    ResultSet first = statement.executeQuery("select 1");
    ResultSet second = statement.executeQuery("select 2");
    assertThat(first.isClosed()).isTrue();
    assertThat(statement.isClosed()).isFalse();

    second.close();

    assertThat(statement.isClosed()).isTrue();
  }

  @Test
  void aStatementIsUsableAfterErrors() throws SQLException {
    assertState("42601", () -> statement.execute("selec"));
    assertState("42S02", () -> statement.execute("select * from nope"));
    standIn.fails(Fault.status(403));
    ResultSet refused = statement.executeQuery("select name from runs");
    assertState("42501", refused::next);
    assertState("22012", () -> count("select 1 / 0"));

    assertThat(count("select name from runs")).isEqualTo(120);
    assertThat(statement.getMoreResults()).isFalse();
    assertThat(statement.getUpdateCount()).isEqualTo(-1);
  }

  @Test
  void aMisfitIsAWrongCastIfItIsAnError() throws SQLException {
    standIn.holds(
        "lab",
        "mixed",
        experiment("old").row(0, Map.of("m", "text")),
        experiment("new").row(0, Map.of("m", 0.5)));
    String url =
        "jdbc:wandb://%s/lab/mixed?typeMismatch=error&discoveryRuns=1"
            .formatted(standIn.hostAndPort());
    try (Connection strict = DriverManager.getConnection(url, "", StandIn.API_KEY)) {
      ResultSet rows = strict.createStatement().executeQuery("select m from history");

      assertThatThrownBy(() -> count(rows))
          .isInstanceOf(SQLDataException.class)
          .hasMessageContainingAll("run old", "\"text\"", "typeMismatch=null")
          .extracting(e -> ((SQLException) e).getSQLState())
          .isEqualTo("22018");
    }
  }

  @Test
  void noThreadOfOursKeepsTheProcessAlive() throws SQLException {
    Set<Thread> before = threads();
    assertThat(count("select loss from history")).isEqualTo(120 * 25);

    Set<Thread> ours = threads();
    ours.removeAll(before);
    ours.removeIf(thread -> thread.getName().startsWith("stand-in"));

    assertThat(ours).allMatch(Thread::isDaemon);
  }

  private static Set<Thread> threads() {
    return new HashSet<>(Thread.getAllStackTraces().keySet());
  }

  /** Tells that the request has come which a fault is meant for. */
  private boolean tells(RecordedRequest request) {
    arrived.countDown();
    return true;
  }

  /** Reads all rows on another thread. */
  private FutureTask<Integer> reading(String sql) {
    FutureTask<Integer> task = new FutureTask<>(() -> count(sql));
    Thread thread = new Thread(task, "reader");
    thread.setDaemon(true);
    thread.start();
    return task;
  }

  private static String stateOf(FutureTask<Integer> reading) throws Exception {
    try {
      return "read %d rows".formatted(reading.get(20, TimeUnit.SECONDS));
    } catch (ExecutionException e) {
      return e.getCause() instanceof SQLException failure
          ? String.valueOf(failure.getSQLState())
          : String.valueOf(e.getCause());
    }
  }

  private int count(String sql) throws SQLException {
    return count(statement.executeQuery(sql));
  }

  private static int count(ResultSet rows) throws SQLException {
    int count = 0;
    while (rows.next()) {
      count++;
    }
    return count;
  }

  private List<String> texts(String sql) throws SQLException {
    List<String> texts = new ArrayList<>();
    ResultSet rows = statement.executeQuery(sql);
    while (rows.next()) {
      texts.add(rows.getString(1));
    }
    return texts;
  }

  private static void assertState(String state, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(state));
  }
}
