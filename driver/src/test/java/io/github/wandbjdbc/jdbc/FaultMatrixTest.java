package io.github.wandbjdbc.jdbc;

import static io.github.wandbjdbc.standin.Experiment.experiment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assertions.assertAll;

import io.github.wandbjdbc.standin.Fault;
import io.github.wandbjdbc.standin.RecordedRequest;
import io.github.wandbjdbc.standin.StandIn;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLNonTransientException;
import java.sql.SQLTransientConnectionException;
import java.sql.SQLTransientException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;

/**
 * Faults while each of the tables is read, once and permanently: in the end the rows are complete,
 * or an exception says what happened.
 */
@Timeout(120)
class FaultMatrixTest {
  private static final int RUNS = 5;
  private static final int STEPS = 30;

  /** Keeps a server hanging until the end of all tests. */
  private static final CountDownLatch NEVER = new CountDownLatch(1);

  /** A table, and which of the requests that read it may fail. */
  private enum Table {
    RUNS("select run_id from runs", "runs", 5),
    HISTORY("select * from history", "history", 150),
    ONE_KEY("select loss from history", "sampledHistory", 150),
    SAMPLES("select loss from sampled_history where samples = 30", "sampledHistory", 150);

    final String sql;
    final String field;
    final int rows;

    Table(String sql, String field, int rows) {
      this.sql = sql;
      this.field = field;
      this.rows = rows;
    }

    boolean isReadBy(RecordedRequest request) {
      return request.selects(field);
    }
  }

  /** Something that goes wrong, and what the failure is called if nothing helps. */
  private record Trouble(
      String name, Supplier<Fault> fault, Class<? extends SQLException> failure, String state) {}

  /** Faults that pass if the request is repeated. */
  private static final List<Trouble> PASSING =
      List.of(
          throttled("429", () -> Fault.rateLimited(1)),
          throttled("429 for a time", () -> Fault.rateLimited(1).retryAfter("0.01")),
          throttled("rate limit in a 200", () -> Fault.graphQlError("Rate limit exceeded")),
          lost("500", () -> Fault.status(500)),
          lost("502 of a proxy", () -> Fault.html(502)),
          lost("503", () -> Fault.status(503).retryAfter("0")),
          lost("reset", Fault::reset),
          lost("truncated", Fault::truncated),
          lost("wrong gzip", Fault::garbled),
          lost("slow drip", Fault::dripping),
          lost("hanging", () -> Fault.slowUntil(NEVER)));

  /** Faults that remain if the request is repeated. */
  private static final List<Trouble> LASTING =
      List.of(
          new Trouble("half the JSON", Fault::cut, SQLException.class, "XX001"),
          new Trouble("200 of a proxy", () -> Fault.html(200), SQLException.class, "XX001"),
          new Trouble(
              "GraphQL error",
              () -> Fault.graphQlError("internal error"),
              SQLNonTransientException.class,
              "58000"),
          new Trouble(
              "no project", () -> Fault.nulls("project"), SQLNonTransientException.class, "3F000"),
          new Trouble("403", () -> Fault.status(403), SQLException.class, "42501"));

  private static Trouble throttled(String name, Supplier<Fault> fault) {
    return new Trouble(name, fault, SQLTransientException.class, "53400");
  }

  private static Trouble lost(String name, Supplier<Fault> fault) {
    return new Trouble(name, fault, SQLTransientConnectionException.class, "08006");
  }

  @Test
  void whatPassesLeavesExactlyTheRows() {
    sideBySide(
        PASSING,
        (table, passing) -> {
          try (StandIn standIn = standIn();
              Connection connection = connect(standIn, 30)) {
            List<String> told = rows(connection, table.sql);
            standIn.fails(passing.fault().get().when(table::isReadBy).after(1));

            assertThat(rows(connection, table.sql)).isEqualTo(told).hasSize(table.rows);
          }
        });
  }

  @Test
  void whatNeverPassesIsToldInTime() {
    sideBySide(
        PASSING,
        (table, passing) -> {
          try (StandIn standIn = standIn();
              Connection connection = connect(standIn, 1)) {
            List<String> told = rows(connection, table.sql);
            standIn.fails(passing.fault().get().when(table::isReadBy).times(Integer.MAX_VALUE));

            if (hasAnotherWay(table, passing)) {
              assertThat(rows(connection, table.sql)).isEqualTo(told);
              return;
            }
            SQLException e =
                catchThrowableOfType(SQLException.class, () -> rows(connection, table.sql));

            assertThat((Throwable) e)
                .isInstanceOf(passing.failure())
                .hasMessageContaining("lab/vision");
            assertThat(e.getSQLState()).as(e.getMessage()).isEqualTo(passing.state());
          }
        });
  }

  @Test
  void whatLastsIsToldAtOnce() {
    sideBySide(
        LASTING,
        (table, lasting) -> {
          for (int pages : List.of(0, 1)) {
            try (StandIn standIn = standIn();
                Connection connection = connect(standIn, 30)) {
              List<String> told = rows(connection, table.sql);
              standIn.fails(
                  lasting
                      .fault()
                      .get()
                      .when(table::isReadBy)
                      .after(pages)
                      .times(Integer.MAX_VALUE));

              if (hasAnotherWay(table, lasting)) {
                assertThat(rows(connection, table.sql)).isEqualTo(told);
                continue;
              }
              SQLException e =
                  catchThrowableOfType(SQLException.class, () -> rows(connection, table.sql));

              assertThat((Throwable) e).isInstanceOf(lasting.failure());
              assertThat(e.getSQLState()).as(e.getMessage()).isEqualTo(lasting.state());
            }
          }
        });
  }

  @Test
  void aRunThatIsDeletedBetweenPagesIsNotLeftOutInSilence() throws SQLException {
    try (StandIn standIn = standIn();
        Connection connection = connect(standIn, 30)) {
      rows(connection, Table.HISTORY.sql);
      standIn.fails(Fault.nulls("project/run").when(Table.HISTORY::isReadBy).after(3));

      SQLException e =
          catchThrowableOfType(SQLException.class, () -> rows(connection, Table.HISTORY.sql));

      assertThat((Throwable) e).hasMessageContaining("is gone; rows of it may be missing");
      assertThat(e.getSQLState()).isEqualTo("XX001");
    }
  }

  /** A history that samples don't give is read from whole rows, unless nobody may ask at all. */
  private static boolean hasAnotherWay(Table table, Trouble trouble) {
    return table == Table.ONE_KEY && Set.of("08006", "XX001", "58000").contains(trouble.state());
  }

  /** Reads a table while something goes wrong. */
  private interface Reading {
    void read(Table table, Trouble trouble) throws Exception;
  }

  /** Most of the time is spent on waiting, which all can do at once. */
  private static void sideBySide(List<Trouble> troubles, Reading reading) {
    ExecutorService threads = Executors.newFixedThreadPool(16);
    try {
      Map<String, Future<?>> results = new LinkedHashMap<>();
      for (Table table : Table.values()) {
        for (Trouble trouble : troubles) {
          results.put(
              table + " × " + trouble.name(),
              threads.submit(
                  () -> {
                    reading.read(table, trouble);
                    return null;
                  }));
        }
      }
      assertAll(results.entrySet().stream().map(FaultMatrixTest::succeeds));
    } finally {
      threads.shutdownNow();
    }
  }

  private static Executable succeeds(Map.Entry<String, Future<?>> result) {
    return () ->
        assertThatCode(result.getValue()::get).as(result.getKey()).doesNotThrowAnyException();
  }

  private static StandIn standIn() {
    StandIn standIn = StandIn.start().capFirst(2);
    for (int i = 0; i < RUNS; i++) {
      standIn.holds(experiment("run" + i).logging("loss").forSteps(STEPS));
    }
    return standIn;
  }

  private static Connection connect(StandIn standIn, int maxRetryTime) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:wandb://%s/lab/vision?requestTimeout=1&historyPageSize=10&maxRetryTime=%d"
            .formatted(standIn.hostAndPort(), maxRetryTime),
        "",
        StandIn.API_KEY);
  }

  private static List<String> rows(Connection connection, String sql) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      while (result.next()) {
        StringBuilder row = new StringBuilder();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
          row.append(result.getString(i)).append('|');
        }
        rows.add(row.toString().toLowerCase(Locale.ROOT));
      }
      assertThat((Throwable) statement.getWarnings()).isNull();
    }
    return rows;
  }
}
