package io.github.wandbjdbc.sql.differential;

import io.github.wandbjdbc.sql.differential.Query.SortKey;
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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The same data behind the driver, in each way that it reads, and in the reference engine. */
final class Contest implements AutoCloseable {
  private static final String FILES = "files";
  private static final Comparator<List<@Nullable Object>> ROWS =
      Comparator.comparing(String::valueOf);

  private final Truth truth;
  private final StandIn standIn = StandIn.start();
  private final Map<String, Connection> drivers = new LinkedHashMap<>();
  private final Connection reference;

  /** Serves {@code data}, and writes it to {@code folder} if files can hold it. */
  Contest(DataSet data, Path folder) throws SQLException, IOException {
    this.truth = new Truth(data);
    this.reference = truth.load();
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

  /** What each engine says to {@code statement}. */
  Verdict judge(Statement statement) {
    Outcome expected = Outcome.ofReference(statement, reference);
    Map<String, Outcome> answers = new LinkedHashMap<>();
    List<String> wrong = new ArrayList<>();
    String sql = statement.toString();
    drivers.forEach(
        (name, driver) -> {
          if (!name.equals(FILES) || filesKnow(sql)) {
            Outcome answer = Outcome.of(statement, driver);
            answers.put(name, answer);
            if (!agrees(statement, expected, answer)) {
              wrong.add(name);
            }
          }
        });
    return new Verdict(statement, expected, answers, wrong);
  }

  private boolean filesKnow(String sql) {
    return truth.columns("runs").stream()
        .noneMatch(column -> !column.inFiles() && sql.contains(Dialect.quoted(column.name())));
  }

  /** Of rows that the order leaves undecided, the limit may have taken any. */
  private static boolean agrees(Statement statement, Outcome expected, Outcome answer) {
    if (expected.failure() != null || answer.failure() != null) {
      return expected.failure() != null && answer.failure() != null;
    }
    List<List<@Nullable Object>> all = expected.rows();
    Statement.Limit limit = statement.limit();
    int begin = Math.min(limit.offset(), all.size());
    int end = limit.rows() < 0 ? all.size() : Math.min(all.size(), begin + limit.rows());
    if (answer.rows().size() != end - begin) {
      return false;
    }
    Map<List<@Nullable Object>, Integer> left = new TreeMap<>(ROWS);
    all.forEach(row -> left.merge(row, 1, Integer::sum));
    for (int i = 0; i < answer.rows().size(); i++) {
      List<@Nullable Object> row = answer.rows().get(i);
      if (left.merge(row, -1, Integer::sum) < 0) {
        return false;
      }
      for (SortKey key : statement.keys()) {
        if (!Objects.equals(row.get(key.column()), all.get(begin + i).get(key.column()))) {
          return false;
        }
      }
    }
    return true;
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
    for (Connection driver : drivers.values()) {
      driver.close();
    }
    reference.close();
    standIn.close();
  }
}
