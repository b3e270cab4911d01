package io.github.wandbjdbc.security;

import static io.github.wandbjdbc.standin.Experiment.experiment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.wandbjdbc.standin.Export;
import io.github.wandbjdbc.standin.Fault;
import io.github.wandbjdbc.standin.MisbehavingHost;
import io.github.wandbjdbc.standin.StandIn;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a thread waits for, its interrupt ends the wait, is told as such, and stays. */
@Timeout(30)
class InterruptsTest {
  private static final int STEPS = 3000;

  private final StandIn standIn =
      StandIn.start().capFirst(2).holds(experiment("run1").logging("loss").forSteps(STEPS));

  private final CountDownLatch never = new CountDownLatch(1);

  @AfterEach
  void close() {
    Thread.interrupted();
    never.countDown();
    standIn.close();
  }

  @Test
  void connectingToWhoSaysNothing() {
    try (MisbehavingHost silent = MisbehavingHost.silent()) {
      isInterrupted(
          () -> silent.accepted() > 0,
          () -> connect("jdbc:wandb://127.0.0.1:" + silent.port() + "?connectTimeout=25"));
    }
  }

  @Test
  void connectingWithALoginTimeout() {
    standIn.fails(Fault.slowUntil(never));
    DriverManager.setLoginTimeout(25);

    try {
      isInterrupted(() -> !standIn.requests().isEmpty(), () -> connect(url("")));
    } finally {
      DriverManager.setLoginTimeout(0);
    }
  }

  @Test
  void connectingByAThreadThatWasInterruptedBefore() {
    isInterrupted(() -> true, () -> connect(url("")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"hangs", "asks to wait", "is away"})
  void aQueryOfWhoever(String trouble) throws SQLException {
    try (Connection connection = connect(url("?maxConcurrentRequests=1"))) {
      standIn.forgetRequests();
      standIn.fails(
          trouble.equals("hangs")
              ? Fault.slowUntil(never)
              : Fault.status(trouble.equals("asks to wait") ? 429 : 503).retryAfter("25"));

      isInterrupted(
          () -> !standIn.requests().isEmpty(), () -> read(connection, "select * from history"));
    }
  }

  @Test
  void rowsThatComeSlowly() throws SQLException {
    try (Connection connection = connect(url("?historyPageSize=10&exports=false"));
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select loss, _step from history")) {
      assertThat(rows.next()).isTrue();
      standIn.forgetRequests();
      standIn.fails(Fault.slowUntil(never).times(Integer.MAX_VALUE));

      isInterrupted(
          () -> !standIn.requests().isEmpty(),
          () -> {
            while (rows.next()) {
              assertThat(rows.getInt(2)).isLessThan(STEPS);
            }
          });
    }
  }

  @Test
  void exportedFilesThatComeSlowly() throws SQLException {
    standIn.holds(
        experiment("run2").logging("loss").forSteps(STEPS).exported(Export.steps(0, STEPS)));
    try (Connection connection = connect(url("?historyPageSize=100"))) {
      standIn.failsStorage(Fault.slowUntil(never).times(Integer.MAX_VALUE));

      isInterrupted(
          () -> !standIn.requestsFor("parquetHistory").isEmpty(),
          () -> read(connection, "select * from history where run_id = 'run2'"));
    }
  }

  @Test
  void metadata() throws SQLException {
    try (Connection connection = connect(url(""))) {
      standIn.forgetRequests();
      standIn.fails(Fault.slowUntil(never).times(Integer.MAX_VALUE));

      isInterrupted(
          () -> !standIn.requests().isEmpty(),
          () -> connection.getMetaData().getColumns(null, null, "%", "%"));
    }
  }

  @Test
  void aLongStatementWhosePlanningWaits() throws SQLException {
    try (Connection connection = connect(url(""))) {
      standIn.forgetRequests();
      standIn.fails(Fault.slowUntil(never).times(Integer.MAX_VALUE));
      String longSql = "select *" + ", 1 + 2".repeat(500) + " from history";

      isInterrupted(() -> !standIn.requests().isEmpty(), () -> read(connection, longSql));
    }
  }

  @Test
  void theConnectionServesWhoComesAfterwards() throws SQLException {
    try (Connection connection = connect(url(""))) {
      isInterrupted(() -> true, () -> read(connection, "select * from history"));
      Thread.interrupted();

      assertThat(read(connection, "select * from history")).isEqualTo(STEPS);
    }
  }

  /** Something that may wait. */
  private interface Wait {
    void run() throws SQLException;
  }

  private static void isInterrupted(BooleanSupplier isWaiting, Wait wait) {
    Thread reader = Thread.currentThread();
    Thread interrupter =
        new Thread(
            () -> {
              while (!isWaiting.getAsBoolean()) {
                Thread.onSpinWait();
              }
              reader.interrupt();
            });
    interrupter.setDaemon(true);
    if (isWaiting.getAsBoolean()) {
      reader.interrupt();
    } else {
      interrupter.start();
    }

    Throwable thrown = catchThrowable(wait::run);

    assertThat(Thread.currentThread().isInterrupted()).isTrue();
    assertThat(thrown).isInstanceOf(SQLException.class);
    assertThat(((SQLException) thrown).getSQLState()).as("%s", thrown).isEqualTo("57014");
    Thread.interrupted();
  }

  private String url(String properties) {
    return "jdbc:wandb://%s/lab/vision%s".formatted(standIn.hostAndPort(), properties);
  }

  private static Connection connect(String url) throws SQLException {
    return DriverManager.getConnection(url, "", StandIn.API_KEY);
  }

  private static int read(Connection connection, String sql) throws SQLException {
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
