package io.github.wandbjdbc.sql.differential;

import io.github.wandbjdbc.engine.judge.Postgres;
import io.github.wandbjdbc.standin.Experiment;
import io.github.wandbjdbc.standin.Setting;
import io.github.wandbjdbc.standin.StandIn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The same data behind the driver, in each way that it reads, and in PostgreSQL. */
final class Contest implements AutoCloseable {
  private static final String FILES = "files";

  /** Longer than any timeout of a statement. */
  private static final int SECONDS = 60;

  private final Truth truth;
  private final StandIn standIn = StandIn.start();
  private final Map<String, Connection> drivers = new LinkedHashMap<>();
  private final Connection reference;
  private final ExecutorService asking =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "asking");
            thread.setDaemon(true);
            return thread;
          });
  private boolean endless;

  /** Serves {@code data}, and writes it to {@code folder} if files can hold it. */
  Contest(DataSet data, Postgres postgres, Path folder) throws SQLException, IOException {
    this.truth = new Truth(data);
    this.reference = postgres.connect();
    truth.load(reference);
    for (Setting setting : data.settings()) {
      standIn.with(setting);
    }
    standIn.capFirst(data.maxFirst()).capSamples(data.maxSamples());
    standIn.holds(data.runs().stream().map(RunData::experiment).toArray(Experiment[]::new));
    String url =
        "jdbc:wandb://%s/%s/%s?pageSize=%d&historyPageSize=%d"
            .formatted(
                standIn.hostAndPort(),
                StandIn.ENTITY,
                StandIn.PROJECT,
                data.pageSize(),
                data.historyPageSize());
    drivers.put("pushdown", DriverManager.getConnection(url, "", StandIn.API_KEY));
    drivers.put(
        "pushdown=false",
        DriverManager.getConnection(url + "&pushdown=false", "", StandIn.API_KEY));
    if (data.asFiles() && !data.runs().isEmpty()) {
      standIn.writesTo(Files.createDirectories(folder));
      drivers.put(
          FILES,
          DriverManager.getConnection(
              "jdbc:wandb:file:%s?entity=%s&project=%s"
                  .formatted(folder, StandIn.ENTITY, StandIn.PROJECT)));
    }
  }

  Truth truth() {
    return truth;
  }

  /** The verdict on the answers of both engines to {@code statement}. */
  Verdict judge(Statement statement) {
    Outcome expected = Outcome.ofReference(statement, reference);
    Map<String, Outcome> answers = new LinkedHashMap<>();
    Map<String, Difference> wrong = new LinkedHashMap<>();
    String sql = statement.in(new ReferenceSql());
    drivers.forEach(
        (name, driver) -> {
          if (!endless && (!name.equals(FILES) || filesKnow(sql))) {
            Outcome answer = answer(statement, driver, answers.isEmpty());
            answers.put(name, answer);
            Difference difference =
                endless ? Difference.ENDLESS : Difference.of(statement, expected, answer);
            if (difference != null) {
              wrong.put(name, difference);
            }
          }
        });
    return new Verdict(statement, expected, answers, wrong);
  }

  /** Whether a statement has no end here; then no other can be judged. */
  boolean isEndless() {
    return endless;
  }

  private Outcome answer(Statement statement, Connection driver, boolean explained) {
    Future<Outcome> answer = asking.submit(() -> Outcome.of(statement, driver, explained));
    try {
      return answer.get(SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      endless = true;
      answer.cancel(true);
      return Outcome.failed(new SQLException("no answer within " + SECONDS + " s", "HYT00", e));
    } catch (ExecutionException e) {
      return Outcome.failed(new SQLException(String.valueOf(e.getCause()), "XX000", e));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private boolean filesKnow(String sql) {
    return truth.columns("runs").stream()
        .noneMatch(column -> !column.inFiles() && sql.contains(Dialect.quoted(column.name())));
  }

  /** In what the driver's columns differ from those that there should be, or null. */
  @Nullable String columnsDiffer() throws SQLException {
    for (Map.Entry<String, Connection> driver : drivers.entrySet()) {
      for (String table : List.of("runs", "history")) {
        String found = columns(table, driver.getValue());
        String wanted = columns(table);
        if (!found.equals(wanted)) {
          return "%s: the columns of %s are\n  %s\nbut should be\n  %s"
              .formatted(driver.getKey(), table, found, wanted);
        }
      }
    }
    return null;
  }

  private String columns(String table) {
    Map<String, String> columns = new TreeMap<>();
    for (TruthColumn column : truth.columns(table)) {
      if (isDiscovered(table, column.name())) {
        columns.put(column.name(), column.type().driverWord());
      }
    }
    return columns.toString();
  }

  private static String columns(String table, Connection driver) throws SQLException {
    Map<String, String> columns = new TreeMap<>();
    try (ResultSet results =
        driver.createStatement().executeQuery("SELECT * FROM " + table + " WHERE 1 = 0")) {
      ResultSetMetaData metaData = results.getMetaData();
      for (int i = 1; i <= metaData.getColumnCount(); i++) {
        if (isDiscovered(table, metaData.getColumnLabel(i))) {
          columns.put(metaData.getColumnLabel(i), metaData.getColumnTypeName(i));
        }
      }
    }
    return columns.toString();
  }

  private static boolean isDiscovered(String table, String column) {
    return table.equals("runs")
        ? column.startsWith("config.") || column.startsWith("summary.")
        : !column.startsWith("_") && !column.equals("run_id") && !column.equals("logged_at");
  }

  @Override
  public void close() throws SQLException {
    asking.shutdownNow();
    if (!endless) {
      for (Connection driver : drivers.values()) {
        driver.close();
      }
    }
    reference.close();
    standIn.close();
  }
}
