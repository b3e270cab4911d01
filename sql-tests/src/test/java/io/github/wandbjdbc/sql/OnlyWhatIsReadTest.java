package io.github.wandbjdbc.sql;

import static io.github.wandbjdbc.standin.Experiment.experiment;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wandbjdbc.standin.Experiment;
import io.github.wandbjdbc.standin.RecordedRequest;
import io.github.wandbjdbc.standin.Setting;
import io.github.wandbjdbc.standin.StandIn;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No statement asks for what nothing in it needs: columns of tables, keys of configs. */
final class OnlyWhatIsReadTest {
  private static final int RUNS = 100;
  private static final int KEYS = 40;

  /** A run with one value in an answer: its edge, the cursor, its name, the escaped value. */
  private static final long RUN_BYTES = 120;

  private static final long PAGE_BYTES = 300;

  private final StandIn standIn = StandIn.start();
  private Connection connection;
  private Connection withoutPushdown;

  @BeforeEach
  void connect() throws SQLException {
    for (int i = 0; i < RUNS; i++) {
      Experiment run =
          experiment("run%03d".formatted(i))
              .state(i % 2 == 0 ? "finished" : "failed")
              .tags("all")
              .config("lr", i / 100.0)
              .config("model", Map.of("size", i))
              .summary("acc", i / 200.0)
              .summary("_runtime", i)
              .logging("loss", "train/acc")
              .forSteps(3)
              .file(Map.of("id", "f", "name", "model.h5", "directUrl", "d", "sizeBytes", 7))
              .using("d0")
              .logLine(Map.of("number", 0, "line", "a line"));
      for (int k = 0; k < KEYS; k++) {
        run.config("option" + k, "value " + k).summary("metric" + k, k);
      }
      standIn.holds(run);
    }
    standIn.holds(StandIn.ENTITY, "other", experiment("a"), experiment("b").state("failed"));
    String now = "2024-01-01T00:00:00";
    Map<String, Object> sweep = new LinkedHashMap<>();
    List.of("id", "name", "method", "state", "config").forEach(key -> sweep.put(key, key));
    sweep.putAll(Map.of("createdAt", now, "runCount", 1));
    Map<String, Object> report = new LinkedHashMap<>();
    List.of("id", "name", "displayName", "spec").forEach(key -> report.put(key, key));
    report.putAll(Map.of("createdAt", now, "updatedAt", now));
    Map<String, Object> artifact = new LinkedHashMap<>();
    List.of("type", "collection", "digest").forEach(key -> artifact.put(key, key));
    artifact.putAll(
        Map.of("id", "d0", "versionIndex", 0, "size", 1, "fileCount", 1, "createdAt", now));
    artifact.putAll(Map.of("aliases", List.of(), "state", "COMMITTED"));
    standIn.holdsSweep(sweep).holdsReport(report).holdsArtifact(artifact);
    connection = VisionProject.connect(standIn, "");
    withoutPushdown = VisionProject.connect(standIn, "?pushdown=false");
    ask("SELECT * FROM runs WHERE 1 = 0");
    ask("SELECT * FROM \"*\".projects");
    standIn.forgetRequests();
  }

  @AfterEach
  void disconnect() throws SQLException {
    withoutPushdown.close();
    connection.close();
    standIn.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SELECT \"summary.acc\" FROM runs|summaryMetrics|acc",
        "SELECT MAX(\"summary.acc\") FROM runs WHERE \"summary.acc\" < 0.4|summaryMetrics|acc",
        "SELECT run_id FROM runs WHERE \"config.lr\" + 1 > 1.5|config|lr",
        "SELECT \"config.model.size\" FROM runs|config|model, model.size",
        "SELECT run_id, runtime_seconds FROM runs|summaryMetrics|_runtime, _wandb",
        "SELECT value FROM run_config WHERE path = 'lr'|config|lr",
        "SELECT run_id, value FROM run_summary WHERE path IN ('acc', 'metric1')|summaryMetrics"
            + "|acc, metric1",
        "SELECT run_id, runtime_seconds FROM \"*\".runs WHERE project = 'vision'|summaryMetrics"
            + "|_runtime, _wandb",
      })
  void valuesAreAskedForByTheirKeys(String sql, String field, String keys) throws SQLException {
    long before = bytes();

    Answer answer = ask(sql);

    long pages = 1;
    assertThat(standIn.requests()).hasSize((int) pages);
    assertThat(onlyRequest().argument(field, "keys")).isEqualTo(List.of(keys.split(", ")));
    assertThat(bytes() - before).isLessThan(pages * PAGE_BYTES + RUNS * RUN_BYTES);
    assertSameRows(sql, answer);
  }

  @Test
  void explainSaysWhichValuesAreRead() throws SQLException {
    assertThat(explained("SELECT \"summary.acc\", \"config.lr\", \"config.model.size\" FROM runs"))
        .contains("fields: config (lr, model.size), run_id, summary (acc)");
    assertThat(explained("SELECT config, \"config.lr\" FROM runs"))
        .contains("fields: config, run_id");
    assertThat(explained("SELECT value FROM run_config WHERE path = 'lr'"))
        .contains("rows: path in ('lr')");
    assertThat(explained("SELECT run_id FROM \"*\".runs WHERE state = 'failed' AND name LIKE 'a%'"))
        .contains(
            "filter: (state = 'failed' and name begins with 'a' (if the server's answers allow))")
        .contains("here: name LIKE 'a%' (checked again, as the API may let more rows pass)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT config, \"config.lr\" FROM runs",
        "SELECT JSON_VALUE(config, '$.lr' RETURNING DOUBLE) FROM runs",
        "SELECT run_id, config, summary FROM runs",
        "SELECT COUNT(*) FROM run_config",
        "SELECT * FROM run_config WHERE path LIKE 'mod%'"
      })
  void allValuesAreAskedForWhereTheyMayBeNeeded(String sql) throws SQLException {
    Answer answer = ask(sql);

    assertThat(standIn.requestsFor("config"))
        .singleElement()
        .satisfies(request -> assertThat(request.argument("config", "keys")).isNull());
    assertSameRows(sql, answer);
  }

  @Test
  void aServerWithoutTheArgumentIsAskedForAllValues() throws SQLException {
    standIn.lacks("Run.config(keys:)", "Run.summaryMetrics(keys:)");
    String sql = "SELECT \"config.lr\", \"summary.acc\" FROM runs";

    Answer answer = ask(sql);
    ask(sql);

    assertThat(answer.rows()).hasSize(RUNS);
    assertThat(answer.warnings()).isEmpty();
    // One is sent with keys, and none after that.
    assertThat(standIn.requests()).hasSizeLessThanOrEqualTo(4);
    assertThat(ask("SELECT name FROM information_schema.server").column("name"))
        .contains("schema: Run.config(keys:)", "schema: Run.summaryMetrics(keys:)");
    assertSameRows(sql, answer);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aNameWithDotsIsFoundHoweverTheServerTakesIt(boolean arePaths) throws SQLException {
    if (arePaths) {
      standIn.with(Setting.KEYS_ARE_PATHS);
    }
    for (int i = 0; i < 40; i++) {
      standIn.holds(
          StandIn.ENTITY,
          "dotted",
          i % 3 == 0
              ? experiment("d" + i).summary("a.b", i).config("x", Map.of("y.z", i))
              : i % 3 == 1
                  ? experiment("d" + i).summary("a", Map.of("b", i)).config("x.y", Map.of("z", i))
                  : experiment("d" + i).summary("c", 1).config("x.y.z", i));
    }
    String sql =
        "SELECT run_id, \"summary.a.b\", \"config.x.y.z\" FROM lab.dotted.runs ORDER BY run_id";
    ask(sql);
    standIn.forgetRequests();

    Answer answer = ask(sql);

    assertThat(answer.column("summary.a.b")).filteredOn(it -> it != null).hasSize(27);
    assertThat(answer.column("config.x.y.z")).doesNotContainNull();
    // A page, and where such names aren't found the same once more, as a whole.
    assertThat(standIn.requests()).hasSize(arePaths ? 2 : 1);
    assertSameRows(sql, answer);
    String values = "SELECT run_id, value FROM lab.dotted.run_summary WHERE path = 'a.b'";
    assertSameRows(values, ask(values));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SELECT COUNT(*) FROM runs|runCount",
        "SELECT 1 FROM runs|name",
        "SELECT COUNT(*) FROM (SELECT * FROM runs LIMIT 7) t|name",
        "SELECT COUNT(*) FROM \"*\".runs WHERE project = 'vision'|name",
        "SELECT COUNT(*) FROM run_tags|name, tags",
        "SELECT COUNT(*) FROM files WHERE run_id = 'run001'|name",
        "SELECT name, size_bytes FROM files WHERE run_id = 'run001'|name, sizeBytes",
        "SELECT COUNT(*) FROM files WHERE run_id = 'run001' AND name = 'model.h5'|name",
        "SELECT COUNT(*) FROM console_logs WHERE run_id = 'run001'|logLineCount, number",
        "SELECT line FROM console_logs WHERE run_id = 'run001'|line, logLineCount",
        "SELECT level, COUNT(*) FROM console_logs WHERE run_id = 'run001' GROUP BY level"
            + "|level, logLineCount",
        "SELECT COUNT(*) FROM sweeps|method, name",
        "SELECT method FROM sweeps|config, method, name",
        "SELECT sweep_id, best_loss FROM sweeps|bestLoss, method, name",
        "SELECT COUNT(*) FROM reports|id",
        "SELECT title, username FROM reports|displayName, id, username",
        "SELECT COUNT(*) FROM artifact_types|name",
        "SELECT COUNT(*) FROM artifacts WHERE artifact_type = 'type' AND collection = 'collection'"
            + "|id",
        "SELECT artifact_type, version FROM artifacts WHERE artifact_type = 'type'"
            + " AND collection = 'collection'|id, version",
        "SELECT COUNT(*) FROM run_artifacts WHERE run_id = 'run001'|id, name",
        "SELECT version FROM run_artifacts WHERE run_id = 'run001' AND direction = 'input'"
            + "|id, name, versionIndex",
      })
  void aTableIsAskedForTheColumnsThatAreRead(String sql, String fields) throws SQLException {
    Answer answer = ask(sql);

    assertThat(standIn.requests()).hasSize(1);
    assertThat(leaves(standIn.requests().get(0)))
        .isEqualTo(new TreeSet<>(List.of(fields.split(", "))));
    assertSameRows(sql, answer);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT project, run_id FROM \"*\".runs WHERE state = 'failed'",
        "SELECT project, run_id FROM \"*\".runs WHERE run_id IN ('a', 'run001')",
        "SELECT project, run_id FROM \"*\".runs WHERE name LIKE 'run00%' AND state <> 'failed'",
        "SELECT project, run_id FROM \"*\".runs WHERE HAS_TAG(tags, 'all') AND project = 'vision'",
        "SELECT project, run_id FROM \"*\".runs WHERE created_at < TIMESTAMP '2024-01-01 00:05:00'",
        "SELECT project, COUNT(*) FROM \"*\".runs WHERE username = 'ada' GROUP BY project",
      })
  void filtersOnTheRunsOfAllProjectsTravel(String sql) throws SQLException {
    Answer answer = ask(sql);

    assertThat(answer.rows()).isNotEmpty();
    assertThat(standIn.requests())
        .filteredOn(request -> !request.selects("models"))
        .isNotEmpty()
        .allSatisfy(
            request ->
                assertThat(
                        request.argument("run", "name") != null
                            || !"{}".equals(request.argument("runs", "filters")))
                    .isTrue());
    assertSameRows(sql, answer);
  }

  @Test
  void aPatternOfKeysReadsTheMetricsThatBeginLikeIt() throws SQLException {
    String sql =
        "SELECT _step, key, value FROM history_values"
            + " WHERE run_id = 'run001' AND key LIKE 'train%'";

    Answer answer = ask(sql);

    assertThat(answer.rows()).hasSize(3);
    assertThat(standIn.requestsFor("sampledHistory"))
        .singleElement()
        .satisfies(
            request ->
                assertThat(request.argument("sampledHistory", "specs"))
                    .asString()
                    .contains("train/acc")
                    .doesNotContain("loss"));
    assertThat(standIn.requestsFor("history")).isEmpty();
    assertSameRows(sql, answer);
  }

  @Test
  void aJoinByPathReadsEachSideOnce() throws SQLException {
    String sql =
        "SELECT a.path, a.value, b.value FROM run_config a JOIN run_config b ON a.path = b.path"
            + " WHERE a.run_id = 'run001' AND b.run_id = 'run002' AND a.value <> b.value";

    Answer answer = ask(sql);

    assertThat(answer.rows()).hasSize(2);
    assertThat(standIn.requests()).hasSize(2);
    assertSameRows(sql, answer);
  }

  /** The names of the fields that have no parts, but what leads from page to page. */
  private static Set<String> leaves(RecordedRequest request) {
    Set<String> leaves = new TreeSet<>();
    for (String field : request.fields()) {
      boolean hasParts = request.fields().stream().anyMatch(other -> other.startsWith(field + "/"));
      if (!hasParts && !field.contains("/pageInfo/") && !field.endsWith("/cursor")) {
        leaves.add(field.substring(field.lastIndexOf('/') + 1));
      }
    }
    // The number of runs, which the number of those that were listed is held against.
    if (request.selects("runs")) {
      leaves.remove("runCount");
    }
    return leaves;
  }

  private void assertSameRows(String sql, Answer answer) throws SQLException {
    assertThat(Answer.to(sql, withoutPushdown).rows())
        .containsExactlyInAnyOrderElementsOf(answer.rows());
  }

  /** The bytes of all answers about runs so far. */
  private long bytes() throws SQLException {
    Object bytes =
        ask("SELECT COALESCE(SUM(bytes), 0) FROM information_schema.requests"
                + " WHERE operation = 'Runs'")
            .value();
    return Long.parseLong(String.valueOf(bytes));
  }

  private String explained(String sql) throws SQLException {
    return String.valueOf(ask("EXPLAIN " + sql).value());
  }

  private Answer ask(String sql) throws SQLException {
    return Answer.to(sql, connection);
  }

  private RecordedRequest onlyRequest() {
    assertThat(standIn.requests()).hasSize(1);
    return standIn.requests().get(0);
  }
}
