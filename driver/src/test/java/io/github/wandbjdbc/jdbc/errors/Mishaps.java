package io.github.wandbjdbc.jdbc.errors;

import static io.github.wandbjdbc.standin.Experiment.experiment;

import io.github.wandbjdbc.standin.Fault;
import io.github.wandbjdbc.standin.StandIn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How the examples of the page of errors that are not statements fail, by the page's words. */
final class Mishaps {
  private static final String NAMES = "SELECT name FROM runs";
  private static final String SAMPLE = "jdbc:wandb:file:../sql-tests/src/test/resources/digits";

  /** Somebody whom something goes wrong for. */
  private interface Mishap {
    void happen() throws SQLException, IOException;
  }

  /** Somebody who makes a mistake with a connection to the sample. */
  private interface Mistake {
    void make(Connection connection, Statement statement) throws SQLException;
  }

  private final Map<String, Mishap> mishaps = new LinkedHashMap<>();
  private final Map<String, Mistake> mistakes = new LinkedHashMap<>();
  private final Path directory;

  /** May write into {@code directory}. */
  Mishaps(Path directory) {
    this.directory = directory;
    mishaps.put("A port where nothing listens", Mishaps::meetNobody);
    mishaps.put("A server that goes on answering 500", () -> meet(Fault.status(500)));
    mishaps.put("A wrong API key", Mishaps::withWrongKey);
    mishaps.put("A misspelt team", () -> read("/labb/vision"));
    mishaps.put("A misspelt project", () -> read("/lab/visoin"));
    mishaps.put("A key that may not read the project", () -> meet(Fault.status(403)));
    mishaps.put("A server that goes on answering 429", () -> meet(Fault.rateLimited(1)));
    mishaps.put(
        "A server that answers with an error", () -> meet(Fault.graphQlError("internal error")));
    mishaps.put(
        "A login page in place of the API",
        () -> meet(Fault.body(200, "<html><head><title>Sign in</title></head></html>")));
    mishaps.put("A recording that doesn't hold it", this::replay);
    mishaps.put("`setQueryTimeout(1)` and a server that doesn't answer", Mishaps::waitForAnAnswer);
    mishaps.put(
        "With `maxRuns=5`, `SELECT run_id, MAX(\"val/acc\") FROM history GROUP BY run_id`",
        () ->
            execute(
                SAMPLE + "?maxRuns=5",
                "SELECT run_id, MAX(\"val/acc\") FROM history GROUP BY run_id"));
    mishaps.put(
        "Something that nobody thought of",
        () ->
            SqlBoundary.run(
                () -> {
                  throw new IllegalStateException("odd");
                }));

    mistakes.put(
        "connection.createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_READ_ONLY)",
        (connection, statement) ->
            connection
                .createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_READ_ONLY)
                .close());
    mistakes.put("rows.getString(3)", (connection, statement) -> row(statement).getString(3));
    mistakes.put(
        "connection.close();\nconnection.createStatement()",
        (connection, statement) -> {
          connection.close();
          connection.createStatement();
        });
    mistakes.put(
        "rows.updateString(1, \"a better name\")",
        (connection, statement) -> row(statement).updateString(1, "a better name"));
    mistakes.put(
        "connection.createStatement().executeQuery(\"SELECT name FROM runs\").getString(1)",
        (connection, statement) -> statement.executeQuery(NAMES).getString(1));
    mistakes.put(
        "Thread.currentThread().interrupt();\nstatement.executeQuery(\"SELECT name FROM runs\").next()",
        (connection, statement) -> {
          Thread.currentThread().interrupt();
          try {
            row(statement);
          } finally {
            Thread.interrupted();
          }
        });
    mistakes.put(
        "statement.close();\nstatement.executeQuery(\"SELECT name FROM runs\")",
        (connection, statement) -> {
          statement.close();
          statement.executeQuery(NAMES);
        });
    mistakes.put(
        "statement.setFetchSize(-1)", (connection, statement) -> statement.setFetchSize(-1));
  }

  /** The failure, or else the warning, of {@code sql} over the sample. */
  static SQLException ofStatement(String sql) {
    try (Connection connection = DriverManager.getConnection(SAMPLE);
        Statement statement = connection.createStatement()) {
      drain(statement.executeQuery(sql));
      return Objects.requireNonNull(statement.getWarnings(), sql);
    } catch (SQLException e) {
      return e;
    }
  }

  /** Likewise, of Java that is in the page. */
  SQLException ofJava(String java) {
    try (Connection connection = DriverManager.getConnection(SAMPLE);
        Statement statement = connection.createStatement()) {
      Objects.requireNonNull(mistakes.get(java), java).make(connection, statement);
      return Objects.requireNonNull(connection.getWarnings(), java);
    } catch (SQLException e) {
      return e;
    }
  }

  /** Likewise, of a situation that the page names. */
  SQLException ofSituation(String words) {
    try {
      Objects.requireNonNull(mishaps.get(words), words).happen();
    } catch (SQLException e) {
      return e;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    throw new AssertionError(words + ": nothing failed");
  }

  /** All that are in the page. */
  Set<String> words() {
    return Stream.concat(mishaps.keySet().stream(), mistakes.keySet().stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  private static ResultSet row(Statement statement) throws SQLException {
    ResultSet rows = statement.executeQuery(NAMES);
    rows.next();
    return rows;
  }

  private static void drain(ResultSet rows) throws SQLException {
    while (rows.next()) {
      rows.getString(1);
    }
  }

  private static void execute(String url, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url, "", StandIn.API_KEY);
        Statement statement = connection.createStatement()) {
      drain(statement.executeQuery(sql));
    }
  }

  private static StandIn holding() {
    return StandIn.start().holds(experiment("one"));
  }

  /** Fails once it is connected. */
  private static void meet(Fault fault) throws SQLException {
    try (StandIn standIn = holding();
        Connection connection =
            DriverManager.getConnection(
                url(standIn, "/lab/vision?maxRetryTime=0"), "", StandIn.API_KEY);
        Statement statement = connection.createStatement()) {
      drain(statement.executeQuery(NAMES));
      standIn.fails(fault.times(99));
      drain(statement.executeQuery(NAMES));
    }
  }

  private static void read(String path) throws SQLException {
    try (StandIn standIn = holding()) {
      execute(url(standIn, path), NAMES);
    }
  }

  private static void withWrongKey() throws SQLException {
    try (StandIn standIn = holding()) {
      DriverManager.getConnection(url(standIn, ""), "", "wrong".repeat(8)).close();
    }
  }

  private static void meetNobody() throws SQLException, IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    execute("jdbc:wandb://localhost:%d/lab/vision?maxRetryTime=0".formatted(port), NAMES);
  }

  private static void waitForAnAnswer() throws SQLException {
    CountDownLatch never = new CountDownLatch(1);
    try (StandIn standIn = holding();
        Connection connection =
            DriverManager.getConnection(url(standIn, "/lab/vision"), "", StandIn.API_KEY);
        Statement statement = connection.createStatement()) {
      drain(statement.executeQuery(NAMES));
      statement.setQueryTimeout(1);
      standIn.fails(Fault.slowUntil(never).times(99));
      drain(statement.executeQuery(NAMES));
    } finally {
      never.countDown();
    }
  }

  private void replay() throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("apiKey", StandIn.API_KEY);
    properties.setProperty("record", directory.toString());
    try (StandIn standIn = holding();
        Connection connection =
            DriverManager.getConnection(url(standIn, "/lab/vision"), properties);
        Statement statement = connection.createStatement()) {
      drain(statement.executeQuery(NAMES));
    }
    execute("jdbc:wandb:replay:" + directory, "SELECT sweep_id FROM runs WHERE name = 'one'");
  }

  private static String url(StandIn standIn, String path) {
    return "jdbc:wandb://" + standIn.hostAndPort() + path;
  }
}
