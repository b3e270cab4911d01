package io.github.wandbjdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.wandbjdbc.standin.Experiment;
import io.github.wandbjdbc.standin.SampleExperiments;
import io.github.wandbjdbc.standin.StandIn;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A thousand runs, and one of two hundred thousand steps with gaps and everything that can be
 * logged: what comes out of SQL is what was put in, row for row.
 */
final class LargeProjectTest {
  private static final int RUNS = 1000;
  private static final long STEPS = 200_000;
  private static final int SPARSE_METRICS = 1301;
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final StandIn standIn = StandIn.start();
  private static final List<Experiment> runs = SampleExperiments.many(RUNS);
  private static final Experiment big = SampleExperiments.everything("big", STEPS, SPARSE_METRICS);
  private static final Experiment mid = SampleExperiments.everything("mid", 500, 40);
  private static Connection connection;

  @BeforeAll
  static void connect() throws SQLException {
    standIn.holds(runs.toArray(Experiment[]::new)).holds(big, mid);
    connection =
        DriverManager.getConnection(
            "jdbc:wandb://" + standIn.hostAndPort() + "/lab/vision?maxColumns=3000&maxRuns=2000",
            "",
            StandIn.API_KEY);
  }

  @AfterAll
  static void disconnect() throws SQLException {
    connection.close();
    standIn.close();
  }

  @Test
  void everyRunIsThereOnceWithItsFields() throws SQLException, IOException, InterruptedException {
    Map<String, JsonNode> truth = RawApi.runs(standIn);
    Set<String> seen = new HashSet<>();

    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT * FROM runs")) {
      while (rows.next()) {
        String id = rows.getString("run_id");
        JsonNode run = Objects.requireNonNull(truth.get(id), id);
        assertThat(seen.add(id)).as("%s comes once", id).isTrue();
        assertThat(rows.getString("name")).isEqualTo(text(run, "displayName"));
        assertThat(rows.getString("state")).isEqualTo(text(run, "state"));
        assertThat(rows.getTimestamp("created_at").toString())
            .startsWith(run.get("createdAt").asText().replace('T', ' ').substring(0, 19));
        assertThat(rows.getString("run_group")).isEqualTo(text(run, "group"));
        assertThat(rows.getString("job_type")).isEqualTo(text(run, "jobType"));
        assertThat(rows.getString("sweep_id")).isEqualTo(text(run, "sweepName"));
        assertThat(rows.getString("host")).isEqualTo(text(run, "host"));
        assertThat(rows.getString("git_commit")).isEqualTo(text(run, "commit"));
        assertThat(rows.getString("notes")).isEqualTo(text(run, "notes"));
        assertThat(JSON.readTree(rows.getString("tags"))).isEqualTo(run.get("tags"));
        assertThat(rows.getLong("history_rows")).isEqualTo(run.get("historyLineCount").asLong());
        assertThat(rows.getLong("last_step")).isEqualTo(run.at("/historyKeys/lastStep").asLong());
        JsonNode config = JSON.readTree(run.get("config").asText());
        assertThat(rows.getDouble("config.lr")).isEqualTo(config.at("/lr/value").asDouble());
        assertThat(JSON.readTree(rows.getString("config"))).isEqualTo(unwrapped(config));
        assertThat(rows.getString("username")).isEqualTo(run.at("/user/username").asText());
        assertThat(rows.getString("description")).isEqualTo(text(run, "description"));
        assertThat(rows.getBoolean("read_only")).isEqualTo(run.get("readOnly").asBoolean());
        assertThat(JSON.readTree(rows.getString("system_metrics")))
            .isEqualTo(JSON.readTree(run.get("systemMetrics").asText()));
        assertThat(rows.getObject("heartbeat_at", LocalDateTime.class))
            .isEqualTo(
                run.get("heartbeatAt").isNull()
                    ? null
                    : LocalDateTime.parse(run.get("heartbeatAt").asText()));
        JsonNode summary = JSON.readTree(run.get("summaryMetrics").asText());
        assertThat(JSON.readTree(rows.getString("summary"))).isEqualTo(summary);
        assertThat(rows.getObject("summary.best"))
            .isEqualTo(summary.has("best") ? Double.valueOf(summary.get("best").asText()) : null);
      }
    }
    assertThat(seen).isEqualTo(truth.keySet());
  }

  @Test
  void everyStepOfTheLongRunIsThereWithItsValues() throws SQLException {
    Map<Long, Map<String, Object>> truth = new HashMap<>();
    big.forEachRow((step, values) -> truth.put(step, flattened(values)));

    long count = 0;
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT * FROM history WHERE run_id = 'big'")) {
      Map<String, Integer> columns = columnsByKey(rows);
      while (rows.next()) {
        long step = rows.getLong("_step");
        Map<String, Object> expected = truth.get(step);
        assertThat(expected).as("step %d, once", step).isNotNull();
        int found = 0;
        for (Map.Entry<String, Integer> column : columns.entrySet()) {
          Object value = rows.getObject(column.getValue());
          if (value != null) {
            found++;
            assertSame(value, expected.get(column.getKey()), column.getKey() + " at " + step);
          }
        }
        assertThat(found).as("values at step %d", step).isEqualTo(expected.size());
        truth.remove(step);
        count++;
      }
      assertThat((Throwable) statement.getWarnings()).isNull();
    }
    assertThat(count).isEqualTo(big.rowCount());
    assertThat(truth).isEmpty();
  }

  @Test
  void theNumberOfStepsIsTheSameWhateverColumnsAreSelected() throws SQLException {
    long steps = big.rowCount();

    for (String selected :
        List.of("*", "\"sparse/7\"", "mixed, image", "run_id", "COUNT(*) OVER ()")) {
      Answer answer =
          Answer.to(
              "SELECT COUNT(*) FROM (SELECT " + selected + " FROM history WHERE run_id = 'big') t",
              connection);

      assertThat(answer.value()).as(selected).isEqualTo(steps);
    }
  }

  @Test
  void allHistoriesTogetherHaveEveryStep() throws SQLException {
    long steps =
        big.rowCount() + mid.rowCount() + runs.stream().mapToLong(Experiment::rowCount).sum();

    assertThat(Answer.to("SELECT COUNT(*) FROM history", connection).value()).isEqualTo(steps);
  }

  @Test
  void aSampleThatIsLargeEnoughIsTheHistory() throws SQLException {
    Answer sample =
        Answer.to(
            "SELECT run_id, _step, loss_2 FROM sampled_history WHERE run_id IN ('run00019', 'run00020') AND samples = 1000"
                + " ORDER BY run_id, _step",
            connection);

    Answer history =
        Answer.to(
            "SELECT run_id, _step, loss_2 FROM history WHERE run_id IN ('run00019', 'run00020') ORDER BY run_id, _step",
            connection);
    assertThat(sample.rows()).isNotEmpty().isEqualTo(history.rows());
  }

  @Test
  void aSampleOfEverythingThatIsLargeEnoughIsTheHistory() throws SQLException {
    Answer sample =
        Answer.to(
            "SELECT * FROM sampled_history WHERE run_id = 'mid' AND samples = 1000 ORDER BY _step",
            connection);

    Answer history =
        Answer.to("SELECT * FROM history WHERE run_id = 'mid' ORDER BY _step", connection);
    assertThat(history.rows()).hasSize((int) mid.rowCount());
    assertThat(sample.column("samples")).containsOnly(1000);
    for (String column : history.columns()) {
      assertThat(sample.column(column)).as(column).isEqualTo(history.column(column));
    }
  }

  @Test
  void columnsBeyondTheBoundAreLeftOutAloud() throws SQLException {
    try (Connection narrow =
            DriverManager.getConnection(
                "jdbc:wandb://" + standIn.hostAndPort() + "/lab/vision", "", StandIn.API_KEY);
        Statement statement = narrow.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT * FROM history WHERE run_id = 'big' LIMIT 1")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.next()).isFalse();

      assertThat(rows.getMetaData().getColumnCount()).isBetween(1000, 1010);
      assertThat(statement.getWarnings().getMessage()).contains("maxColumns");
    }
  }

  /**
   * The metrics by the exact key that was logged; of two that differ in case the second has a
   * number in SQL.
   */
  private static Map<String, Integer> columnsByKey(ResultSet rows) throws SQLException {
    Set<String> fixed = Set.of("run_id", "_step", "_runtime", "_timestamp", "logged_at");
    Map<String, Integer> columns = new HashMap<>();
    for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
      String label = rows.getMetaData().getColumnLabel(i);
      if (!fixed.contains(label)) {
        columns.put(label.equals("loss_2") ? "loss" : label, i);
      }
    }
    return columns;
  }

  private static Map<String, Object> flattened(Map<String, Object> values) {
    Map<String, Object> flat = new HashMap<>();
    flatten("", values, flat);
    return flat;
  }

  private static void flatten(String prefix, Map<?, ?> values, Map<String, Object> flat) {
    values.forEach(
        (name, value) -> {
          if (value instanceof Map<?, ?> inner && !inner.containsKey("_type")) {
            flatten(prefix + name + ".", inner, flat);
          } else {
            flat.put(prefix + name, value);
          }
        });
  }

  private static void assertSame(Object value, @Nullable Object logged, String where) {
    if (value instanceof Double number) {
      assertThat(number)
          .as(where)
          .isEqualTo((Object) ((Number) Objects.requireNonNull(logged, where)).doubleValue());
    } else if (value instanceof String text && !(logged instanceof String)) {
      try {
        assertThat(JSON.readTree(text))
            .as(where)
            .isEqualTo(JSON.readTree(JSON.writeValueAsString(logged)));
      } catch (IOException e) {
        throw new AssertionError(where + " is no JSON: " + text, e);
      }
    } else {
      assertThat(value).as(where).isEqualTo(logged);
    }
  }

  private static JsonNode unwrapped(JsonNode config) {
    ObjectNode values = JSON.createObjectNode();
    for (Map.Entry<String, JsonNode> entry : config.properties()) {
      if (!entry.getKey().equals("_wandb")) {
        values.set(entry.getKey(), entry.getValue().get("value"));
      }
    }
    return values;
  }

  private static @Nullable String text(JsonNode run, String field) {
    return run.get(field).isNull() ? null : run.get(field).asText();
  }

  /** The server's facts about its runs, read without the driver. */
  private static final class RawApi {
    private static final String QUERY =
        """
        query Truth($after: String) { project(name: "vision", entityName: "lab") { runs(first: 500, after: $after) {
          edges { cursor node { name displayName state createdAt group jobType sweepName host commit notes tags
            historyLineCount historyKeys config summaryMetrics systemMetrics readOnly description heartbeatAt user { username } } } pageInfo { hasNextPage } } } }
        """;

    static Map<String, JsonNode> runs(StandIn standIn) throws IOException, InterruptedException {
      Map<String, JsonNode> runs = new HashMap<>();
      JsonNode page = ask(standIn, null);
      while (true) {
        List<JsonNode> edges = new ArrayList<>();
        page.get("edges").forEach(edges::add);
        edges.forEach(edge -> runs.put(edge.at("/node/name").asText(), edge.get("node")));
        if (!page.at("/pageInfo/hasNextPage").asBoolean()) {
          return runs;
        }
        page = ask(standIn, edges.get(edges.size() - 1).get("cursor").asText());
      }
    }

    private static JsonNode ask(StandIn standIn, @Nullable String after)
        throws IOException, InterruptedException {
      var body = JSON.createObjectNode().put("query", QUERY);
      body.putObject("variables").put("after", after);
      var authorization =
          Base64.getEncoder()
              .encodeToString(("api:" + StandIn.API_KEY).getBytes(StandardCharsets.UTF_8));
      var request =
          HttpRequest.newBuilder(standIn.url().resolve("/graphql"))
              .header("Authorization", "Basic " + authorization)
              .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
              .build();
      var response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
      return JSON.readTree(response.body()).at("/data/project/runs");
    }
  }
}
