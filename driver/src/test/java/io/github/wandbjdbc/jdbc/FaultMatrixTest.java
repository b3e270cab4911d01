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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;

/**
 * What goes wrong on the way, once and for ever, while each of the tables is read: in the end there
 * are exactly the rows, or an exception that says what happened.
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

  /** What passes if it is tried again, and what the failure is called if it never does. */
  private enum Passing {
    THROTTLED(() -> Fault.rateLimited(1), SQLTransientException.class, "53400"),
    THROTTLED_FOR_A_TIME(
        () -> Fault.rateLimited(1).retryAfter("0.01"), SQLTransientException.class, "53400"),
    ERROR_500(() -> Fault.status(500), SQLTransientConnectionException.class, "08006"),
    ERROR_502(() -> Fault.html(502), SQLTransientConnectionException.class, "08006"),
    ERROR_503(
        () -> Fault.status(503).retryAfter("0"), SQLTransientConnectionException.class, "08006"),
    RESET(Fault::reset, SQLTransientConnectionException.class, "08006"),
    TRUNCATED(Fault::truncated, SQLTransientConnectionException.class, "08006"),
    GARBLED(Fault::garbled, SQLTransientConnectionException.class, "08006"),
    DRIPPING(Fault::dripping, SQLTransientConnectionException.class, "08006"),
    HANGING(() -> Fault.slowUntil(NEVER), SQLTransientConnectionException.class, "08006");

    final Supplier<Fault> fault;
    final Class<? extends SQLException> failure;
    final String state;

    Passing(Supplier<Fault> fault, Class<? extends SQLException> failure, String state) {
      this.fault = fault;
      this.failure = failure;
      this.state = state;
    }
  }

  /** What another attempt wouldn't change. */
  private enum Lasting {
    CUT(Fault::cut, SQLException.class, "XX001"),
    PAGE_OF_A_PROXY(() -> Fault.html(200), SQLException.class, "XX001"),
    GRAPHQL_ERROR(() -> Fault.graphQlError("internal error"), SQLException.class, "08006"),
    NO_PROJECT(() -> Fault.nulls("project"), SQLNonTransientException.class, "3F000"),
    REFUSED(() -> Fault.status(403), SQLException.class, "42501");

    final Supplier<Fault> fault;
    final Class<? extends SQLException> failure;
    final String state;

    Lasting(Supplier<Fault> fault, Class<? extends SQLException> failure, String state) {
      this.fault = fault;
      this.failure = failure;
      this.state = state;
    }
  }

  @Test
  void whatPassesLeavesExactlyTheRows() {
    sideBySide(
        Passing.values(),
        (table, passing) -> {
          try (StandIn standIn = standIn();
              Connection connection = connect(standIn, 30)) {
            List<String> told = rows(connection, table.sql);
            standIn.fails(passing.fault.get().when(table::isReadBy).after(1));

            assertThat(rows(connection, table.sql)).isEqualTo(told).hasSize(table.rows);
          }
        });
  }

  @Test
  void whatNeverPassesIsToldInTime() {
    sideBySide(
        Passing.values(),
        (table, passing) -> {
          try (StandIn standIn = standIn();
              Connection connection = connect(standIn, 1)) {
            rows(connection, table.sql);
            standIn.fails(passing.fault.get().when(table::isReadBy).times(Integer.MAX_VALUE));

            SQLException e =
                catchThrowableOfType(SQLException.class, () -> rows(connection, table.sql));

            assertThat((Throwable) e)
                .isInstanceOf(passing.failure)
                .hasMessageContaining("lab/vision");
            assertThat(e.getSQLState()).as(e.getMessage()).isEqualTo(passing.state);
          }
        });
  }

  @Test
  void whatLastsIsToldAtOnce() {
    sideBySide(
        Lasting.values(),
        (table, lasting) -> {
          for (int pages : List.of(0, 1)) {
            try (StandIn standIn = standIn();
                Connection connection = connect(standIn, 30)) {
              rows(connection, table.sql);
              standIn.fails(
                  lasting.fault.get().when(table::isReadBy).after(pages).times(Integer.MAX_VALUE));

              SQLException e =
                  catchThrowableOfType(SQLException.class, () -> rows(connection, table.sql));

              assertThat((Throwable) e).isInstanceOf(lasting.failure);
              assertThat(e.getSQLState()).as(e.getMessage()).isEqualTo(lasting.state);
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

  /** Reads a table while something goes wrong. */
  private interface Reading<F> {
    void read(Table table, F fault) throws Exception;
  }

  /** Most of the time is spent on waiting, which all can do at once. */
  private static <F> void sideBySide(F[] faults, Reading<F> reading) {
    ExecutorService threads = Executors.newFixedThreadPool(16);
    try {
      Map<String, Future<?>> results = new LinkedHashMap<>();
      for (Table table : Table.values()) {
        for (F fault : faults) {
          results.put(
              table + " × " + fault,
              threads.submit(
                  () -> {
                    reading.read(table, fault);
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
