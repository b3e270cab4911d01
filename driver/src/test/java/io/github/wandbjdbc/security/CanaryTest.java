package io.github.wandbjdbc.security;

import static io.github.wandbjdbc.standin.Experiment.experiment;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wandbjdbc.standin.Experiment;
import io.github.wandbjdbc.standin.Fault;
import io.github.wandbjdbc.standin.StandIn;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Supplier;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingFile;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The key is looked for in all that a connection says, to whomever, while all kinds go wrong. */
class CanaryTest {
  private static final String KEY = StandIn.API_KEY;
  private static final String SENT =
      Base64.getEncoder().encodeToString(("api:" + KEY).getBytes(StandardCharsets.UTF_8));

  /** A user who writes the key into a statement sees it there. */
  private static final String STATED = KEY + "!";

  private static final List<String> STATEMENTS =
      List.of(
          "select * from runs",
          "select * from history",
          "select loss from history where run_id = 'run1' and _step < 5",
          "select loss from sampled_history where samples = 10",
          "select r.name, max(h.loss) from runs r join history h using (run_id) group by r.name",
          "select count(*) from runs where state = 'finished'",
          "select * from files",
          "select * from system_metrics",
          "select * from sweeps",
          "select * from artifacts",
          "select * from run_config",
          "select * from information_schema.limits",
          "select * from information_schema.server",
          "select * from \"*\".users",
          "explain select * from runs where name = '" + STATED + "'",
          "explain analyze select * from history",
          "explain plan including all attributes for select * from history",
          "select nonsense from runs",
          "selec",
          "select * from nowhere",
          "select * from \"other\".runs",
          "delete from runs",
          "select cast(name as integer) from runs");

  /** Answers of a server that repeat the request. */
  private static final List<Supplier<Fault>> TROUBLES =
      List.of(
          Fault::none,
          () -> Fault.body(401, "{\"errors\":[{\"message\":\"bad key " + KEY + "\"}]}"),
          () -> Fault.body(403, "{\"error\":\"" + SENT + " may not\"}"),
          () -> Fault.body(429, "{\"error\":{\"message\":\"" + KEY + " is too eager\"}}"),
          () -> Fault.body(500, "<html>" + KEY + "</html>"),
          () -> Fault.body(302, KEY).header("Location", "http://127.0.0.1:1/" + KEY),
          () -> Fault.body(200, KEY),
          () -> Fault.body(200, "{\"data\":" + KEY),
          () -> Fault.body(200, "{\"data\":{\"project\":\"" + KEY + "\"}}"),
          () -> Fault.body(200, "{\"errors\":[\"" + KEY + "\"],\"data\":null}"),
          () -> Fault.graphQlError("Cannot query field \"" + KEY + "\" on type \"Run\"."),
          () -> Fault.graphQlError("who is " + SENT + "?"),
          () -> Fault.status(503).retryAfter(KEY),
          Fault::truncated,
          Fault::garbled,
          Fault::reset);

  @TempDir Path directory;

  private final StringWriter said = new StringWriter();
  private final LoggedText logged = new LoggedText();
  private final StandIn standIn = StandIn.start();

  @BeforeEach
  void open() {
    for (int i = 0; i < 3; i++) {
      Experiment run = experiment("run" + i).config("lr", 0.1);
      for (int step = 0; step < 20; step++) {
        run.row(step, Map.of("loss", step == 19 ? "high" : 1.0 / step));
      }
      standIn.holds(run);
    }
    logged.begin();
  }

  @AfterEach
  void close() {
    logged.end();
    standIn.close();
  }

  @Test
  void nothingThatGoesWrongTellsTheKey() throws SQLException, IOException {
    try (Recording recording = new Recording();
        Connection connection = connect("")) {
      recording.enable("io.github.wandbjdbc.Request");
      recording.start();
      for (Supplier<Fault> trouble : TROUBLES) {
        for (String sql : STATEMENTS) {
          standIn.fails(trouble.get().times(2));
          tell(connection, sql);
          standIn.recovers();
        }
        standIn.fails(trouble.get().times(5));
        tellTables(connection);
        standIn.recovers();
      }
      tell(connection);
      tell(connection, "select * from information_schema.requests");
      Path events = directory.resolve("events.jfr");
      recording.dump(events);
      RecordingFile.readAllEvents(events).forEach(this::say);
    }

    assertThat(said.toString())
        .contains(
            "io.github.wandbjdbc.Request", "08006", "28000", "42501", "53400", "XX001", "42S22");
    assertThat(logged.text()).contains("lab/vision");
    assertKeyIsNowhere();
  }

  @ParameterizedTest
  @ValueSource(strings = {"?apiKey=", "?password=", "?APIKEY="})
  void aKeyInTheUrlIsToldNoFurther(String property) throws SQLException {
    String url = url() + property + KEY;
    Driver driver = DriverManager.getDriver(url);
    for (DriverPropertyInfo info : driver.getPropertyInfo(url, new Properties())) {
      say(info.name, info.value, info.description);
    }

    try (Connection connection = DriverManager.getConnection(url)) {
      tell(connection);
      tell(connection, "explain select * from runs");
    }

    assertKeyIsNowhere();
  }

  @Test
  void aKeyThatIsRefusedIsNotTold() {
    String wrong = KEY.replace('0', '9');
    standIn.fails(Fault.body(401, "{\"errors\":[\"" + wrong + "\"]}").times(10));
    for (String url : List.of(url(), url() + "?apiKey=" + wrong, url() + "?user=u")) {
      try (Connection connection = DriverManager.getConnection(url, "", wrong)) {
        tell(connection);
      } catch (SQLException e) {
        tell(e);
      }
    }

    assertThat(said.toString()).contains("28000").doesNotContain(wrong);
    assertThat(logged.text()).doesNotContain(wrong);
  }

  private void assertKeyIsNowhere() {
    for (String text : List.of(said.toString(), logged.text())) {
      assertThat(text.lines().map(line -> line.replace(STATED, "")))
          .noneMatch(line -> line.contains(KEY) || line.contains(SENT));
    }
  }

  private void tell(Connection connection, String sql) {
    try (Statement statement = connection.createStatement()) {
      say(statement);
      try (ResultSet rows = statement.executeQuery(sql)) {
        say(rows, rows.getMetaData());
        tell(rows);
      } finally {
        for (SQLWarning w = statement.getWarnings(); w != null; w = w.getNextWarning()) {
          tell(w);
        }
      }
    } catch (SQLException e) {
      tell(e);
    }
  }

  private void tell(Connection connection) throws SQLException {
    DatabaseMetaData metaData = connection.getMetaData();
    say(
        connection,
        metaData,
        metaData.getURL(),
        metaData.getUserName(),
        connection.getClientInfo());
    say(connection.getCatalog(), connection.getSchema(), metaData.getConnection());
    for (ResultSet rows :
        List.of(
            metaData.getCatalogs(),
            metaData.getSchemas(),
            metaData.getTables(null, null, "%", null),
            metaData.getColumns(null, null, "%", "%"),
            metaData.getClientInfoProperties(),
            metaData.getFunctions(null, null, "%"))) {
      tell(rows);
    }
  }

  private void tellTables(Connection connection) throws SQLException {
    List<String> names = new ArrayList<>();
    try (ResultSet tables = connection.getMetaData().getTables(null, "vision", "%", null)) {
      while (tables.next()) {
        names.add(tables.getString("TABLE_NAME"));
      }
    }
    assertThat(names).contains("runs", "history", "files");
    for (String name : names) {
      tell(connection, "select * from \"" + name + "\"");
    }
  }

  private void tell(ResultSet rows) throws SQLException {
    try (rows) {
      while (rows.next()) {
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          say(rows.getString(i));
        }
      }
    }
  }

  private void tell(SQLException e) {
    say(e.getSQLState(), e.getMessage());
    e.printStackTrace(new PrintWriter(said, true));
  }

  private void say(@Nullable Object... things) {
    for (@Nullable Object thing : things) {
      said.append(String.valueOf(thing)).append('\n');
    }
  }

  private Connection connect(String query) throws SQLException {
    return DriverManager.getConnection(url() + "?maxRetryTime=0" + query, "me", KEY);
  }

  private String url() {
    return "jdbc:wandb://" + standIn.hostAndPort() + "/lab/vision";
  }
}
