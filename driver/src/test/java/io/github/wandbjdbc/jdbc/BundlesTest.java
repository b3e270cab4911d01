package io.github.wandbjdbc.jdbc;

import static io.github.wandbjdbc.standin.Experiment.experiment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.wandbjdbc.client.api.configuration.ProcessEnvironment;
import io.github.wandbjdbc.standin.Experiment;
import io.github.wandbjdbc.standin.Export;
import io.github.wandbjdbc.standin.Fault;
import io.github.wandbjdbc.standin.StandIn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import okhttp3.Credentials;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A recorded connection, and the one that its recording answers when there is no server. */
class BundlesTest {
  /** Statements of every kind, over what {@link #standIn} holds. */
  private static final List<String> STATEMENTS =
      List.of(
          "SELECT * FROM runs ORDER BY run_id",
          "SELECT run_id, \"config.lr\" FROM runs WHERE \"config.lr\" > 0.05 ORDER BY run_id",
          "SELECT COUNT(*) FROM runs WHERE state = 'finished'",
          "SELECT run_id FROM runs ORDER BY created_at DESC LIMIT 1",
          "SELECT run_id FROM runs WHERE created_at < NOW() ORDER BY run_id",
          "SELECT * FROM history ORDER BY run_id, _step",
          "SELECT run_id, _step, loss FROM history WHERE run_id = 'long' AND _step >= 290",
          "SELECT loss FROM history WHERE run_id = 'exported'",
          "SELECT run_id, MIN(loss) FROM history GROUP BY run_id ORDER BY run_id",
          "SELECT r.run_id, h.loss FROM runs r JOIN history h ON h.run_id = r.run_id"
              + " WHERE r.\"config.lr\" = 0.1 AND h._step = 3",
          "SELECT run_id, _step, loss FROM sampled_history WHERE samples = 20"
              + " ORDER BY run_id, _step",
          "SELECT * FROM system_metrics ORDER BY run_id LIMIT 10",
          "SELECT * FROM console_logs ORDER BY run_id, line_number LIMIT 10",
          "SELECT * FROM files ORDER BY run_id, name",
          "SELECT * FROM artifacts",
          "SELECT * FROM sweeps",
          "SELECT * FROM reports",
          "SELECT * FROM run_environment ORDER BY run_id",
          "SELECT * FROM metric_stats ORDER BY run_id, key",
          "SELECT project FROM \"*\".projects ORDER BY project",
          "SELECT * FROM \"*\".members",
          "SELECT name, value FROM information_schema.server ORDER BY name",
          "SELECT table_name, column_name FROM information_schema.columns"
              + " WHERE table_schema = 'vision' ORDER BY 1, 2",
          "EXPLAIN PLAN FOR SELECT run_id FROM runs WHERE \"config.lr\" > 0.05",
          "SELECT nonsense FROM runs",
          "SELECT 1");

  @TempDir Path directory;

  private final Properties properties = new Properties();
  private Path bundle = Path.of("");

  @BeforeEach
  void makeTheDirectory() throws IOException {
    bundle = Files.createDirectory(directory.resolve("bundle"));
    properties.setProperty("password", StandIn.API_KEY);
    properties.setProperty("record", bundle.toString());
  }

  private static StandIn standIn() {
    return StandIn.start()
        .holds(
            run("short", 0.01, 5),
            run("long", 0.1, 300),
            run("exported", 0.2, 3000).exported(Export.steps(0, 3000)));
  }

  private static Experiment run(String id, double rate, int steps) {
    return experiment(id)
        .config("lr", rate)
        .generated(steps, step -> Map.of("loss", 1.0 / (1 + step)));
  }

  @Test
  void aRecordingGivesTheSameAnswersWithoutAServer() throws SQLException {
    List<List<String>> recorded = new ArrayList<>();
    try (StandIn standIn = standIn();
        Connection connection = record(standIn, "?historyPageSize=10")) {
      for (String sql : STATEMENTS) {
        recorded.add(answer(connection, sql));
      }
      assertThat(standIn.storageRequests()).isNotEmpty();
    }

    try (Connection connection = replay("")) {
      for (int i = 0; i < STATEMENTS.size(); i++) {
        assertThat(answer(connection, STATEMENTS.get(i)))
            .as(STATEMENTS.get(i))
            .isEqualTo(recorded.get(i));
      }
    }
  }

  @Test
  void eachStatementIsAnsweredByItselfInWhateverOrder() throws SQLException {
    List<List<String>> recorded = new ArrayList<>();
    try (StandIn standIn = standIn();
        Connection connection = record(standIn, "?historyPageSize=10")) {
      for (String sql : STATEMENTS) {
        recorded.add(answer(connection, sql));
      }
    }

    for (int i = STATEMENTS.size() - 1; i >= 0; i--) {
      if (!STATEMENTS.get(i).contains("information_schema.server")) {
        try (Connection connection = replay("")) {
          assertThat(answer(connection, STATEMENTS.get(i)))
              .as(STATEMENTS.get(i))
              .isEqualTo(recorded.get(i));
        }
      }
    }
  }

  @Test
  void manyRunsAndTheQuestionsOfToolsAreAnsweredToo() throws SQLException {
    List<String> recorded;
    try (StandIn standIn = StandIn.start()) {
      for (int i = 0; i < 60; i++) {
        standIn.holds(run("run" + i, 0.01 * i, i % 7 == 0 ? 2500 : 20 + i));
      }
      try (Connection connection = record(standIn, "")) {
        recorded = lookAround(connection);
      }
    }

    for (int i = 0; i < 3; i++) {
      try (Connection connection = replay("")) {
        assertThat(lookAround(connection)).isEqualTo(recorded);
      }
    }
  }

  private static List<String> lookAround(Connection connection) throws SQLException {
    List<String> lines = new ArrayList<>();
    DatabaseMetaData metaData = connection.getMetaData();
    for (ResultSet rows :
        List.of(
            metaData.getCatalogs(),
            metaData.getSchemas(),
            metaData.getTables(null, null, "%", null),
            metaData.getColumns("lab", "vision", "runs", null))) {
      lines.addAll(lines(rows));
    }
    for (String sql :
        List.of(
            "SELECT run_id, MAX(loss), COUNT(*) FROM history GROUP BY run_id ORDER BY 1",
            "SELECT r.run_id, SUM(h.loss) FROM runs r JOIN history h ON h.run_id = r.run_id"
                + " WHERE r.\"config.lr\" > 0.3 GROUP BY r.run_id ORDER BY 1",
            "SELECT run_id, _step, loss FROM history WHERE _step BETWEEN 2000 AND 2400"
                + " ORDER BY 1, 2",
            "SELECT run_id FROM runs ORDER BY \"config.lr\" DESC LIMIT 5",
            "SELECT loss FROM history LIMIT 3000")) {
      lines.addAll(rows(connection, sql));
    }
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT _step, loss FROM history WHERE run_id = ?")) {
      for (String run : List.of("run7", "run8")) {
        statement.setString(1, run);
        lines.addAll(lines(statement.executeQuery()));
      }
    }
    return lines;
  }

  @Test
  void otherConnectionsKeepNothingFromARecording() throws SQLException {
    String sql = "SELECT * FROM runs ORDER BY run_id";
    List<String> recorded;
    try (StandIn standIn = standIn();
        Connection other = DriverManager.getConnection(url(standIn), "", StandIn.API_KEY)) {
      answer(other, sql);
      try (Connection connection = record(standIn, "")) {
        recorded = answer(connection, sql);
      }
    }

    try (Connection connection = replay("")) {
      assertThat(answer(connection, sql)).isEqualTo(recorded);
    }
  }

  @Test
  void optionsAreThoseOfTheRecordingUnlessTheyAreSaid() throws SQLException {
    String sql = "SELECT run_id FROM runs WHERE \"config.lr\" > 0.05 ORDER BY run_id";
    try (StandIn standIn = standIn();
        Connection connection = record(standIn, "?pushdown=false&pageSize=2")) {
      answer(connection, sql);
    }

    try (Connection connection = replay("")) {
      assertThat(answer(connection, sql)).containsExactly("exported|", "long|");
    }
    try (Connection connection = replay("?pageSize=3")) {
      assertThatThrownBy(() -> rows(connection, sql))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("58000"))
          .hasMessageContaining("doesn't hold this request")
          .hasMessageContaining("with the same options")
          .hasMessageContaining("the property record");
    }
  }

  @Test
  void whereTheRecordingBeganIsWhereItIsReplayed() throws SQLException {
    for (String place : List.of("", "?project=vision", "/lab", "/lab/vision")) {
      String catalog;
      String schema;
      try (StandIn standIn = standIn();
          Connection connection =
              DriverManager.getConnection(
                  "jdbc:wandb://" + standIn.hostAndPort() + place, properties)) {
        catalog = connection.getCatalog();
        schema = connection.getSchema();
      }

      try (Connection connection = replay("")) {
        assertThat(connection.getCatalog()).as(place).isEqualTo(catalog);
        assertThat(connection.getSchema()).as(place).isEqualTo(schema);
      }
      deleteAll();
    }
  }

  private void deleteAll() {
    try {
      for (Path file : files()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aStatementThatWasNotRecordedFailsByName() throws SQLException {
    try (StandIn standIn = standIn();
        Connection connection = record(standIn, "?onRunError=warn")) {
      answer(connection, "SELECT run_id FROM runs");
    }

    try (Connection connection = replay("")) {
      for (String sql :
          List.of("SELECT loss FROM history", "SELECT * FROM runs", "SELECT name FROM files")) {
        assertThatThrownBy(() -> rows(connection, sql))
            .as(sql)
            .hasMessageContaining("doesn't hold this request");
      }
    }
  }

  @Test
  void theClockStaysWhereItWasWhenTheRecordingBegan() throws SQLException {
    String sql = "SELECT NOW()";
    String recorded;
    try (StandIn standIn = standIn();
        Connection connection = record(standIn, "")) {
      recorded = rows(connection, sql).get(0);
      assertThat(rows(connection, sql)).containsExactly(recorded);
      assertThat((Throwable) connection.getWarnings()).hasMessageContaining("for the current time");
    }

    try (Connection connection = replay("")) {
      assertThat(rows(connection, sql)).containsExactly(recorded);
    }
  }

  @Test
  void aRunThatGrowsIsReadAsItWasEachTime() throws SQLException {
    String sql = "SELECT COUNT(*) FROM runs";
    try (StandIn standIn = standIn();
        Connection connection = record(standIn, "")) {
      assertThat(rows(connection, sql)).containsExactly("3|");
      standIn.holds(run("late", 0.3, 2));
      assertThat(rows(connection, sql)).containsExactly("4|");
    }

    try (Connection connection = replay("")) {
      assertThat(rows(connection, sql)).containsExactly("3|");
      assertThat(rows(connection, sql)).containsExactly("4|");
      assertThat(rows(connection, sql)).containsExactly("4|");
    }
  }

  @Test
  void failuresAreRepeatedAndWhatWasTriedAgainIsNot() throws SQLException {
    List<String> failed;
    List<String> recovered;
    try (StandIn standIn = standIn();
        Connection connection = record(standIn, "?maxRetryTime=0")) {
      standIn.fails(Fault.body(500, "{\"errors\":[{\"message\":\"down\"}]}").times(9));
      failed = answer(connection, "SELECT run_id FROM runs ORDER BY run_id");
      standIn.recovers();
      recovered = answer(connection, "SELECT run_id FROM runs ORDER BY run_id");
    }

    assertThat(failed.get(0)).startsWith("08006").contains("down");
    try (Connection connection = replay("")) {
      assertThat(answer(connection, "SELECT run_id FROM runs ORDER BY run_id")).isEqualTo(failed);
      assertThat(answer(connection, "SELECT run_id FROM runs ORDER BY run_id"))
          .isEqualTo(recovered);
    }
  }

  @Test
  void aRefusedKeyIsRecordedToo() throws SQLException {
    properties.setProperty("password", StandIn.API_KEY.replace('0', '1'));
    try (StandIn standIn = standIn()) {
      assertThatThrownBy(() -> record(standIn, "").close())
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("28000"));
    }

    assertThatThrownBy(() -> replay("").close())
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("28000"));
  }

  @Test
  void noCredentialAndNoSignatureIsKept() throws SQLException, IOException {
    String basic = Credentials.basic("api", StandIn.API_KEY, StandardCharsets.UTF_8);
    try (StandIn standIn = standIn();
        Connection connection = record(standIn, "?maxRetryTime=0&historyPageSize=10")) {
      for (String sql : STATEMENTS) {
        answer(connection, sql);
      }
      answer(connection, "SELECT * FROM runs WHERE name = '" + StandIn.API_KEY + "'");
      for (String body :
          List.of(
              "{\"errors\":[{\"message\":\"" + StandIn.API_KEY + " and " + basic + "\"}]}",
              "{\"data\":{\"project\":null},\"" + StandIn.API_KEY + "\":\"" + basic + "\"}",
              "see https://127.0.0.1/f?X-Signature=s0 for " + StandIn.API_KEY)) {
        for (int status : List.of(200, 400, 403, 500)) {
          standIn.fails(Fault.body(status, body).times(3));
          answer(connection, "SELECT * FROM runs");
          standIn.recovers();
        }
      }
      assertThat(standIn.storageRequests()).isNotEmpty();
    }

    for (Path file : files()) {
      assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
          .as(file.toString())
          .doesNotContain(StandIn.API_KEY, basic, basic.substring("Basic ".length()))
          .doesNotContain("Signature=", "Authorization", "authorization");
    }
  }

  @Test
  void onlyTheOwnerReadsTheFiles() throws SQLException, IOException {
    try (StandIn standIn = standIn();
        Connection connection = record(standIn, "")) {
      answer(connection, "SELECT * FROM runs");
    }

    assertThat(files()).hasSizeGreaterThan(2);
    for (Path file : files()) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
    }
  }

  @Test
  void aHostileRecordingIsRefused() throws SQLException, IOException {
    try (StandIn standIn = standIn();
        Connection connection = record(standIn, "")) {
      answer(connection, "SELECT * FROM runs");
    }
    Path exchange =
        files().stream()
            .filter(file -> file.toString().contains("exchange-"))
            .findFirst()
            .orElseThrow();
    byte[] whole = Files.readAllBytes(exchange);

    Files.write(exchange, Arrays.copyOf(whole, whole.length - 1));
    assertMalformed("not as long as it says");
    Files.write(exchange, whole);
    Map<Path, String> all = new HashMap<>();
    for (Path file : files()) {
      all.put(file, Files.readString(file));
      Files.writeString(file, all.get(file).replace("\"lab\"", "\"lub\""));
    }
    assertMalformed("it was changed since it was recorded");
    for (Map.Entry<Path, String> file : all.entrySet()) {
      Files.writeString(file.getKey(), file.getValue());
    }
    Files.writeString(exchange, "nonsense\n");
    assertMalformed("can't be read");
    Files.writeString(exchange, "{\"key\":\"../../etc/passwd\",\"request\":0,\"body\":0}\n\n");
    assertMalformed("its key is none");
    Files.write(exchange, new byte[1 << 20]);
    assertMalformed("its first line is no header");
    Path secret = Files.write(directory.resolve("secret"), whole);
    Files.delete(exchange);
    Files.createSymbolicLink(exchange, secret);
    assertMalformed("it is no file of its own");
    Files.delete(exchange);
    Files.write(exchange, whole);
    replay("").close();

    Path manifest = bundle.resolve("manifest.json");
    String text = Files.readString(manifest);
    Files.writeString(
        manifest, text.replace("\"properties\" : { }", "\"properties\":{\"caFile\":\"/x\"}"));
    assertMalformed("a property that this driver doesn't know");
    Files.writeString(manifest, text.replace("\"1\"", "\"2\""));
    assertMalformed("it has format 2");
    Files.delete(manifest);
    assertThatThrownBy(() -> replay("").close()).hasMessageContaining("holds no recording");
  }

  private void assertMalformed(String fault) {
    assertThatThrownBy(() -> replay("").close())
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("XX001"))
        .hasMessageContaining(fault);
  }

  @Test
  void whereNothingCanBeRecordedNothingIsConnected() throws IOException {
    try (StandIn standIn = standIn()) {
      properties.setProperty("record", directory.resolve("nowhere").toString());
      assertThatThrownBy(() -> record(standIn, "").close())
          .hasMessageContaining("is no directory: make it first");
      assertThatThrownBy(
              () ->
                  DriverManager.getConnection(
                          url(standIn) + "?record=" + bundle, "", StandIn.API_KEY)
                      .close())
          .hasMessageContaining("'record' is for the Properties or Java alone");
      properties.setProperty("record", bundle.toString());
      assertThatThrownBy(
              () -> DriverManager.getConnection("jdbc:wandb:file:" + bundle, properties).close())
          .hasMessageContaining("'record' keeps what a server answers");
      assertThatThrownBy(() -> replay("?record=x").close()).hasMessageContaining("not for a URL");
      assertThat(standIn.requests()).isEmpty();
    }
  }

  @Test
  void aDriverDescribesAndAcceptsIt() {
    WandbDriver driver = new WandbDriver();

    assertThat(driver.acceptsURL("jdbc:wandb:replay:/tmp/x")).isTrue();
    assertThat(driver.getPropertyInfo("jdbc:wandb:", properties))
        .filteredOn(info -> info.name.equals("record"))
        .extracting(info -> info.value)
        .containsExactly(bundle.toString());
    assertThat(driver.getPropertyInfo("jdbc:wandb:replay:/tmp/x", null))
        .extracting((DriverPropertyInfo info) -> info.name)
        .contains("record");
  }

  @Test
  void aProgramBeginsToRecordWhenItWants() throws SQLException {
    String sql = "SELECT run_id FROM runs ORDER BY run_id";
    properties.remove("record");
    List<String> recorded;
    try (StandIn standIn = standIn();
        Connection connection = record(standIn, "")) {
      recorded = answer(connection, sql);
      WandbConnection ours = connection.unwrap(WandbConnection.class);
      try (Statement open = connection.createStatement()) {
        assertThatThrownBy(() -> ours.record(bundle)).hasMessageContaining("close its statements");
        assertThat(open.isClosed()).isFalse();
      }
      ours.record(bundle);
      assertThat(answer(connection, sql)).isEqualTo(recorded);
      assertThatThrownBy(() -> ours.record(bundle)).hasMessageContaining("recorded already");
    }

    try (Connection connection = replay("")) {
      assertThat(answer(connection, sql)).isEqualTo(recorded);
      assertThatThrownBy(() -> connection.unwrap(WandbConnection.class).record(bundle))
          .hasMessageContaining("only a connection to a server");
    }
  }

  /** Whatever the server repeats of what it was sent. */
  @Test
  void noTokenOfAnIdentityIsKept() throws SQLException, IOException {
    String identity = "canary00header.canary00claims.canary00signature";
    Path token = Files.writeString(directory.resolve("token"), identity);
    properties.remove("password");
    properties.setProperty("identityTokenFile", token.toString());
    try (StandIn standIn = standIn()) {
      standIn.identities().knows(identity);
      properties.setProperty("baseUrl", standIn.url().toString());
      ProcessEnvironment environment = new ProcessEnvironment(Map.of(), directory, directory);
      try (Connection connection =
          new WandbDriver()
              .connect(ConnectionOptions.of("jdbc:wandb:/lab/vision", properties), environment)) {
        answer(connection, "SELECT * FROM runs");
        standIn.fails(
            Fault.body(403, "{\"error\":\"%s standin-access-token-00000001\"}".formatted(identity))
                .times(3));
        answer(connection, "SELECT * FROM history");
      }
    }

    assertThat(files()).hasSizeGreaterThan(2);
    for (Path file : files()) {
      assertThat(Files.readString(file)).doesNotContain(identity, "standin-access-token");
    }
  }

  @Test
  void severalConnectionsRecordInOneDirectoryButNotOfDifferentServers() throws SQLException {
    try (StandIn standIn = standIn();
        Connection first = record(standIn, "");
        Connection second = record(standIn, "")) {
      answer(first, "SELECT run_id FROM runs");
      answer(second, "SELECT MIN(loss) FROM history");
    }
    try (Connection connection = replay("")) {
      assertThat(rows(connection, "SELECT run_id FROM runs")).hasSize(3);
      assertThat(rows(connection, "SELECT MIN(loss) FROM history")).hasSize(1);
    }
    try (StandIn other = standIn()) {
      assertThatThrownBy(() -> record(other, "").close())
          .hasMessageContaining("name an empty directory");
    }
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(bundle)) {
      return files.toList();
    }
  }

  private static String url(StandIn standIn) {
    return "jdbc:wandb://" + standIn.hostAndPort() + "/lab/vision";
  }

  private Connection record(StandIn standIn, String query) throws SQLException {
    return DriverManager.getConnection(url(standIn) + query, properties);
  }

  private Connection replay(String query) throws SQLException {
    return DriverManager.getConnection("jdbc:wandb:replay:" + bundle + query);
  }

  /** The rows and the warnings, or the failure. */
  private static List<String> answer(Connection connection, String sql) {
    try {
      return rows(connection, sql);
    } catch (SQLException e) {
      return List.of(e.getSQLState() + " " + e.getMessage());
    }
  }

  private static List<String> lines(ResultSet rows) throws SQLException {
    List<String> lines = new ArrayList<>();
    while (rows.next()) {
      StringBuilder line = new StringBuilder();
      for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
        line.append(rows.getString(i)).append('|');
      }
      lines.add(line.toString());
    }
    return lines;
  }

  private static List<String> rows(Connection connection, String sql) throws SQLException {
    List<String> lines = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      lines.addAll(lines(rows));
      for (SQLWarning w = statement.getWarnings(); w != null; w = w.getNextWarning()) {
        lines.add("warning: " + w.getMessage());
      }
    }
    return lines;
  }
}
