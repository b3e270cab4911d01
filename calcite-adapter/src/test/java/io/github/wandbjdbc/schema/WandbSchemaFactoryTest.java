package io.github.wandbjdbc.schema;

import static io.github.wandbjdbc.standin.Experiment.experiment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.client.api.configuration.ProcessEnvironment;
import io.github.wandbjdbc.standin.StandIn;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.apache.calcite.jdbc.CalciteConnection;
import org.apache.calcite.schema.SchemaPlus;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Model files and the builder, under connections of Calcite's own. */
final class WandbSchemaFactoryTest {
  private final StandIn standIn =
      StandIn.start().holds(experiment("baseline").logging("loss").forSteps(20));

  @TempDir Path directory;

  @AfterEach
  void stop() {
    standIn.close();
  }

  @Test
  void aModelNamesAProject() throws SQLException {
    try (Connection connection = connect(operands("'entity': 'lab', 'project': 'vision'"))) {
      assertThat(rows(connection, "SELECT COUNT(*) FROM wandb.history WHERE run_id = 'baseline'"))
          .containsExactly("20");
      assertThat(rows(connection, "SELECT run_id FROM wandb.runs")).containsExactly("baseline");
    }
  }

  @Test
  void aUrlAloneWillDo() throws SQLException {
    String url =
        "jdbc:calcite:lex=MYSQL_ANSI;schemaFactory=io.github.wandbjdbc.schema.WandbSchemaFactory"
            + ";schema=wandb;schema.baseUrl=%s;schema.apiKey=%s;schema.entity=lab;schema.project=vision"
                .formatted(standIn.url(), StandIn.API_KEY);

    try (Connection connection = DriverManager.getConnection(url)) {
      assertThat(rows(connection, "SELECT run_id FROM runs")).containsExactly("baseline");
    }
  }

  @Test
  void whatCouldNotBeReadIsLogged() throws SQLException {
    Map<String, Object> fiveSteps =
        Map.of("typeCounts", List.of(Map.of("type", "number", "count", 5)));
    standIn.holds(
        experiment("torn")
            .row(0, Map.of("loss", 0.5))
            .historyKeys(
                Map.of("lastStep", 4, "keys", Map.of("_step", fiveSteps, "loss", fiveSteps))));
    List<String> logged = new CopyOnWriteArrayList<>();
    Logger logger = Logger.getLogger("wandb.plans");
    Handler handler = new TakingHandler(logged);
    logger.addHandler(handler);

    try (Connection connection = connect(operands("'entity': 'lab', 'project': 'vision'"))) {
      rows(connection, "SELECT loss FROM wandb.history WHERE run_id = 'torn'");
    } finally {
      logger.removeHandler(handler);
    }

    assertThat(logged).anySatisfy(message -> assertThat(message).contains("torn"));
  }

  @Test
  void aModelHasTheFunctionsToo() throws SQLException {
    try (Connection connection = connect(operands("'entity': 'lab', 'project': 'vision'"))) {
      assertThat(rows(connection, "SELECT predicate FROM TABLE(wandb.history_partitions(2))"))
          .containsExactly(
              "run_id = 'baseline' AND _step < 10", "run_id = 'baseline' AND _step >= 10");
    }
  }

  @Test
  void aModelMaySayAsOfWhen() throws SQLException {
    Instant then = Instant.parse("2024-03-01T12:00:00Z");
    Instant start = then.minusSeconds(9);
    standIn.holds(
        experiment("early")
            .createdAt(start)
            .heartbeatAt(then)
            .generated(19, step -> Map.of("_timestamp", start.getEpochSecond() + step)),
        experiment("late").createdAt(then.plusSeconds(1)));
    standIn.deletes("baseline");

    try (Connection connection =
        connect(
            operands("'entity': 'lab', 'project': 'vision', 'asOf': '2024-03-01 13:00:00+01'"))) {
      assertThat(rows(connection, "SELECT run_id FROM wandb.runs")).containsExactly("early");
      assertThat(rows(connection, "SELECT COUNT(*) FROM wandb.runs")).containsExactly("1");
      assertThat(rows(connection, "SELECT MAX(_step) FROM wandb.history")).containsExactly("9");
      assertThat(rows(connection, "SELECT COUNT(*) FROM wandb.history")).containsExactly("10");
    }
  }

  @Test
  void withoutAProjectOneFollowsInTheName() throws SQLException {
    try (Connection connection = connect(operands("'entity': 'lab'"))) {
      assertThat(rows(connection, "SELECT run_id FROM wandb.vision.runs"))
          .containsExactly("baseline");
    }
  }

  @Test
  void withoutAnEntityBothFollow() throws SQLException {
    try (Connection connection = connect(operands("'pageSize': 10"))) {
      assertThat(rows(connection, "SELECT run_id FROM wandb.lab.vision.runs"))
          .containsExactly("baseline");
    }
  }

  @Test
  void onlyStepsThatAreAskedForTravel() throws SQLException {
    try (Connection connection = connect(operands("'entity': 'lab', 'project': 'vision'"))) {
      standIn.forgetRequests();

      List<String> rows =
          rows(
              connection,
              "SELECT _step FROM wandb.history WHERE run_id = 'baseline' AND _step BETWEEN 3 AND 4");

      assertThat(rows).containsExactly("3", "4");
      assertThat(standIn.requestsFor("history")).isEmpty();
      assertThat(standIn.requestsFor("sampledHistory"))
          .singleElement()
          .satisfies(
              request ->
                  assertThat(request.argument("sampledHistory", "specs"))
                      .asString()
                      .contains("\"minStep\":3", "\"maxStep\":4"));
    }
  }

  @Test
  void columnsThatAppearAreSeenByTheNextStatement() throws SQLException {
    try (Connection connection =
        connect(operands("'entity': 'lab', 'project': 'vision', 'metadataCacheSeconds': 0"))) {
      assertThat(rows(connection, "SELECT COUNT(*) FROM wandb.history")).containsExactly("20");
      standIn.holds(experiment("next").row(0, Map.of("accuracy", 0.5)));

      assertThat(rows(connection, "SELECT MAX(accuracy) FROM wandb.history"))
          .containsExactly("0.5");
    }
  }

  @Test
  void filesLieBesideTheModel() throws Exception {
    standIn.writesTo(Files.createDirectory(directory.resolve("wandb")));
    Path model = directory.resolve("model.json");
    Files.writeString(
        model,
        """
        {"version": "1.0", "schemas": [{"name": "wandb", "type": "custom",
         "factory": "io.github.wandbjdbc.schema.WandbSchemaFactory",
         "operand": {"directory": "wandb", "project": "vision"}}]}
        """);

    try (Connection connection = connect(model.toString())) {
      assertThat(rows(connection, "SELECT COUNT(*) FROM wandb.history")).containsExactly("20");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'apikee': 'secret'|operand apikee: there is none; there are [allowPrivateStorage, anonymous, apiKey,",
        "'caFile': 'secret'|operand caFile is for WandbSchema.builder() alone",
        "'CAFILEPASSWORD': 'secret'|operand CAFILEPASSWORD is for WandbSchema.builder() alone",
        "'identityTokenFile': 'secret'|operand identityTokenFile is for WandbSchema.builder() alone",
        "'proxy': 'http://u:secret@proxy'|is asked by http, so the proxy would be handed the API key",
        "'pageSize': 'many'|operand pageSize must be a whole number",
        "'pageSize': 0|operand pageSize must be from 1 to 1000",
        "'pageSize': 5000|operand pageSize must be from 1 to 1000",
        "'pushdown': 'perhaps'|operand pushdown must be true or false",
        "'typeMismatch': 'x'|operand typeMismatch must be null or error",
        "'entity': 7|operand entity must be a string",
        "'maxBytesPerStatement': 7|operand maxBytesPerStatement: there is none",
        "'project': 'vision'|project vision of which entity?",
        "'directory': 'nowhere'|nowhere",
      },
      quoteCharacter = '`')
  void aMistakeInAModelIsToldWithoutTheKey(String operands, String message) {
    assertThatThrownBy(() -> connect(operands(operands)))
        .hasStackTraceContaining(message)
        .satisfies(
            failure -> assertThat(traceOf(failure)).doesNotContain(StandIn.API_KEY, "secret"));
  }

  @Test
  void theKeyIsInNoText() {
    WandbSchemaBuilder builder = builder();

    try (WandbSchema schema = builder.build()) {
      assertThat(builder + " " + schema + " " + schema.schema()).doesNotContain(StandIn.API_KEY);
    }
  }

  @Test
  void withoutAKeyTheMessageSaysWhereItIsLookedFor() {
    WandbSchemaBuilder builder =
        new WandbSchemaBuilder(new ProcessEnvironment(Map.of(), directory, directory));
    ThrowingCallable build = () -> builder.entity("lab").build();

    assertThatThrownBy(build)
        .isInstanceOf(WandbException.class)
        .hasMessageContaining("WANDB_API_KEY")
        .hasMessageContaining("netrc");
  }

  @Test
  void aHundredConnectionsDiscoverOnce() throws SQLException {
    List<Connection> connections = new ArrayList<>();
    int before = SharedMetadata.count();
    for (int i = 0; i < 100; i++) {
      connections.add(connect(operands("'entity': 'lab', 'project': 'vision'")));
      assertThat(rows(connections.get(i), "SELECT run_id FROM wandb.runs"))
          .containsExactly("baseline");
    }

    // Those of schemas that were forgotten earlier may end meanwhile.
    assertThat(SharedMetadata.count()).isLessThanOrEqualTo(before + 1);
    assertThat(standIn.requestsFor("historyKeys")).hasSizeLessThanOrEqualTo(1);

    for (Connection connection : connections) {
      connection.close();
    }
    connections.clear();
    assertTimeoutPreemptively(Duration.ofMinutes(1), () -> collectUntilThereAreNoMoreThan(before));
  }

  /**
   * Waits until the state of abandoned connections is gone, though Calcite doesn't tell their
   * schemas.
   */
  private static void collectUntilThereAreNoMoreThan(int count) {
    while (SharedMetadata.count() > count) {
      System.gc();
      Thread.onSpinWait();
    }
  }

  @Test
  void aSchemaIsClosedOnceAndForAll() {
    int before = SharedMetadata.count();
    WandbSchema schema = builder().build();
    // Those of schemas that were forgotten earlier may end meanwhile.
    assertThat(SharedMetadata.count()).isLessThanOrEqualTo(before + 1);

    schema.close();
    schema.close();

    // Fewer, if other tests' schemas were collected meanwhile.
    assertThat(SharedMetadata.count()).isLessThanOrEqualTo(before);
  }

  @Test
  void theBuilderIsAsGoodAsAModel() throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("lex", "MYSQL_ANSI");
    try (WandbSchema schema = builder().tables(tables -> tables.pushdown(false)).build();
        Connection connection = DriverManager.getConnection("jdbc:calcite:", properties)) {
      SchemaPlus root = connection.unwrap(CalciteConnection.class).getRootSchema();
      root.add("wandb", schema.schema());

      assertThat(rows(connection, "SELECT MAX(_step) FROM wandb.history")).containsExactly("19");
    }
  }

  private WandbSchemaBuilder builder() {
    return WandbSchema.builder()
        .baseUrl(standIn.url().toString())
        .entity("lab")
        .project("vision")
        .apiKey(StandIn.API_KEY);
  }

  /** A model, with single quotes for double ones. */
  private String operands(String operands) {
    return """
        inline:{'version': '1.0', 'schemas': [{'name': 'wandb', 'type': 'custom',
          'factory': 'io.github.wandbjdbc.schema.WandbSchemaFactory',
          'operand': {'baseUrl': '%s', 'apiKey': '%s', %s}}]}
        """
        .formatted(standIn.url(), StandIn.API_KEY, operands)
        .replace('\'', '"');
  }

  private static Connection connect(String model) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("model", model);
    properties.setProperty("lex", "MYSQL_ANSI");
    properties.setProperty("timeZone", "UTC");
    return DriverManager.getConnection("jdbc:calcite:", properties);
  }

  private static List<String> rows(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement();
        ResultSet results = statement.executeQuery(sql)) {
      List<String> rows = new ArrayList<>();
      while (results.next()) {
        rows.add(results.getString(1));
      }
      return rows;
    }
  }

  private static String traceOf(Throwable failure) {
    StringBuilder text = new StringBuilder();
    for (Throwable each = failure; each != null; each = each.getCause()) {
      text.append(each).append('\n');
    }
    return text.toString();
  }

  /** Takes what is logged. */
  private static final class TakingHandler extends Handler {
    private final List<String> taken;

    TakingHandler(List<String> taken) {
      this.taken = taken;
    }

    @Override
    public void publish(LogRecord entry) {
      taken.add(entry.getMessage());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
