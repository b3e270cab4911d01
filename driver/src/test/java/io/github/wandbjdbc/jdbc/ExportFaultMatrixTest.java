package io.github.wandbjdbc.jdbc;

import static io.github.wandbjdbc.standin.Experiment.experiment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assertions.assertAll;

import io.github.wandbjdbc.standin.Experiment;
import io.github.wandbjdbc.standin.Export;
import io.github.wandbjdbc.standin.Fault;
import io.github.wandbjdbc.standin.StandIn;
import io.github.wandbjdbc.standin.StorageRequest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Faults while exported history is read, of the API and of the storage, once and permanently: the
 * rows are complete, since the API has them too.
 */
@Timeout(120)
class ExportFaultMatrixTest {
  private static final int STEPS = 200;
  private static final String SQL = "select _step, loss, text0 from history";

  /** Keeps a server hanging until the end of all tests. */
  private static final CountDownLatch NEVER = new CountDownLatch(1);

  private record Trouble(String name, Supplier<Fault> fault) {}

  private static final List<Trouble> TROUBLES =
      List.of(
          new Trouble("429", () -> Fault.rateLimited(1)),
          new Trouble("429 for a time", () -> Fault.rateLimited(1).retryAfter("0.01")),
          new Trouble("500", () -> Fault.status(500)),
          new Trouble("502 of a proxy", () -> Fault.html(502)),
          new Trouble("503", () -> Fault.status(503).retryAfter("0")),
          new Trouble("reset", Fault::reset),
          new Trouble("truncated", Fault::truncated),
          new Trouble("half the body", Fault::cut),
          new Trouble("wrong gzip", Fault::garbled),
          new Trouble("slow drip", Fault::dripping),
          new Trouble("hanging", () -> Fault.slowUntil(NEVER)),
          new Trouble("200 of a proxy", () -> Fault.html(200)),
          new Trouble("403, as of an expired URL", () -> Fault.status(403)),
          new Trouble("404", () -> Fault.status(404)),
          new Trouble("a redirect to nowhere", () -> Fault.redirect("/nowhere")));

  private static final List<Trouble> TROUBLES_OF_THE_LIST =
      List.of(
          new Trouble("GraphQL error", () -> Fault.graphQlError("internal error")),
          new Trouble("no project", () -> Fault.nulls("project")),
          new Trouble("no run", () -> Fault.nulls("project/run")));

  @Test
  void whateverBefallsTheListOfFilesThereAreExactlyTheRows() {
    List<Trouble> troubles = new ArrayList<>(TROUBLES);
    troubles.addAll(TROUBLES_OF_THE_LIST);
    sideBySide(
        troubles,
        (standIn, fault) -> standIn.fails(fault.when(it -> it.selects("parquetHistory"))));
  }

  @Test
  void whateverBefallsTheFirstAnswerOfTheStorageThereAreExactlyTheRows() {
    sideBySide(TROUBLES, StandIn::failsStorage);
  }

  @Test
  void whateverBefallsTheStorageInMidReadingThereAreExactlyTheRows() {
    sideBySide(TROUBLES, (standIn, fault) -> standIn.failsStorage(fault.after(1)));
  }

  @Test
  void urlsThatExpireInMidReadingAreAskedForAnew() throws SQLException {
    for (int uses = 0; uses < 4; uses++) {
      try (StandIn standIn = StandIn.start().holds(exported().expiringAfter(uses));
          Connection connection = connect(standIn, 30)) {
        assertThat(rows(connection)).as("%d uses", uses).isEqualTo(ROWS);
      }
    }
  }

  @Test
  void aRunThatIsDeletedAfterItsFirstPageIsNotLeftOutInSilence() throws SQLException {
    try (StandIn standIn = StandIn.start().holds(exported());
        Connection connection = connect(standIn, 1)) {
      rows(connection);
      standIn.failsStorage(Fault.status(404).times(Integer.MAX_VALUE));
      standIn.fails(
          Fault.nulls("project/run")
              .when(it -> it.selects("history") || it.selects("sampledHistory"))
              .after(1)
              .times(Integer.MAX_VALUE));

      SQLException e = catchThrowableOfType(SQLException.class, () -> rows(connection));

      assertThat((Throwable) e).hasMessageContaining("is gone; rows of it may be missing");
      assertThat(e.getSQLState()).isEqualTo("XX001");
    }
  }

  private static final List<String> ROWS = written();

  /** Has something go wrong. */
  private interface Mischief {
    void befall(StandIn standIn, Fault fault);
  }

  /** Most of the time is spent on waiting, which all can do at once. */
  private static void sideBySide(List<Trouble> troubles, Mischief mischief) {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      Map<String, Future<?>> results = new LinkedHashMap<>();
      for (Trouble trouble : troubles) {
        for (boolean isOnce : List.of(true, false)) {
          results.put(
              trouble.name() + (isOnce ? ", once" : ", for ever"),
              threads.submit(
                  () -> {
                    exactly(trouble, isOnce, mischief);
                    return null;
                  }));
        }
      }
      assertAll(
          results.entrySet().stream()
              .map(
                  it ->
                      () ->
                          assertThatCode(it.getValue()::get)
                              .as(it.getKey())
                              .doesNotThrowAnyException()));
    } finally {
      threads.shutdownNow();
    }
  }

  private static void exactly(Trouble trouble, boolean isOnce, Mischief mischief)
      throws SQLException {
    try (StandIn standIn = StandIn.start().holds(exported());
        Connection connection = connect(standIn, isOnce ? 30 : 1)) {
      mischief.befall(standIn, trouble.fault().get().times(isOnce ? 1 : Integer.MAX_VALUE));

      assertThat(rows(connection)).isEqualTo(ROWS);

      assertThat(standIn.requestsFor("parquetHistory")).isNotEmpty();
      assertThat(standIn.storageRequests())
          .extracting(StorageRequest::headers)
          .allSatisfy(
              headers ->
                  assertThat(headers)
                      .doesNotContainKeys("authorization", "cookie", "proxy-authorization"))
          .allSatisfy(headers -> assertThat(headers.toString()).doesNotContain(StandIn.API_KEY));
    }
  }

  /** A run whose file is too large to come whole with its end. */
  private static Experiment exported() {
    return experiment("run")
        .generated(STEPS - 1, ExportFaultMatrixTest::row)
        .exported(Export.steps(0, STEPS));
  }

  private static Map<String, Object> row(long step) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("loss", step * 0.5);
    for (int i = 0; i < 12; i++) {
      row.put("text" + i, "text of step %d, %s".formatted(step, "x".repeat(100)));
    }
    return row;
  }

  private static List<String> written() {
    List<String> rows = new ArrayList<>();
    for (long step = 0; step < STEPS; step++) {
      rows.add("%d %s %s".formatted(step, row(step).get("loss"), row(step).get("text0")));
    }
    return List.copyOf(rows);
  }

  private static Connection connect(StandIn standIn, int maxRetryTime) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:wandb://%s/lab/vision?requestTimeout=1&historyPageSize=20&maxRetryTime=%d"
            .formatted(standIn.hostAndPort(), maxRetryTime),
        "",
        StandIn.API_KEY);
  }

  private static List<String> rows(Connection connection) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(SQL)) {
      while (result.next()) {
        rows.add("%d %s %s".formatted(result.getLong(1), result.getDouble(2), result.getString(3)));
      }
    }
    return rows;
  }
}
