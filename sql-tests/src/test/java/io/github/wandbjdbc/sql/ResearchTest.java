package io.github.wandbjdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Runs of the official client with all that a log can hold: each table says what their program
 * logged.
 */
class ResearchTest {
  private static final Path HOME = Path.of("src/test/resources/research");
  private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";

  private Connection connection;

  @BeforeEach
  void connect() throws SQLException {
    connection = DriverManager.getConnection("jdbc:wandb:file:" + HOME.toAbsolutePath());
  }

  @AfterEach
  void disconnect() throws SQLException {
    connection.close();
  }

  private static JsonNode expected(String part) {
    try {
      return new ObjectMapper().readTree(HOME.resolve("expected.json").toFile()).get(part);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private List<List<@Nullable Object>> rows(String sql) throws SQLException {
    return Answer.to(sql, connection).rows();
  }

  private static @Nullable String text(JsonNode node) {
    return node.isNull() ? null : node.asText();
  }

  @Test
  void eachRunEndedAsItDid() throws SQLException {
    assertThat(rows("SELECT run_id, name, state FROM runs ORDER BY run_id"))
        .containsExactly(
            List.of("again-01", "again", "finished"),
            List.of("crash-01", "crashes", "crashed"),
            List.of("fails-01", "fails", "failed"),
            List.of("kill-001", "killed", "crashed"),
            List.of("whole-01", "whole", "finished"));
    assertThat(rows("SELECT run_id, exit_code FROM run_environment ORDER BY run_id"))
        .containsExactly(
            List.of("again-01", 0L),
            List.of("crash-01", 254L),
            List.of("fails-01", 1L),
            Arrays.asList("kill-001", null),
            List.of("whole-01", 0L));
  }

  @Test
  void aRunIsDescribedAsItsProgramDid() throws SQLException {
    assertThat(
            rows(
                "SELECT run_group, job_type, tags, notes, host, git_commit, \"config.lr\","
                    + " \"config.optimizer.name\", \"config.optimizer.betas\" FROM runs"
                    + " WHERE run_id = 'whole-01'"))
        .containsExactly(
            List.of(
                "first",
                "train",
                "[\"base\",\"long\"]",
                "All that a log can hold.",
                "workbench",
                COMMIT,
                0.1,
                "adam",
                "[0.9,0.99]"));
  }

  @ParameterizedTest
  @CsvSource({"whole, whole-01", "resumed, again-01", "failing, fails-01", "crashing, crash-01"})
  void eachMetricIsAsItWasLogged(String part, String run) throws SQLException {
    for (Map.Entry<String, JsonNode> metric : expected(part).get("history").properties()) {
      List<@Nullable Object> values = new ArrayList<>();
      metric.getValue().forEach(value -> values.add(value.doubleValue()));

      assertThat(
              Answer.to(
                      "SELECT \"%s\" AS v FROM history WHERE run_id = '%s' AND \"%s\" IS NOT NULL"
                          .formatted(metric.getKey(), run, metric.getKey()),
                      connection)
                  .column("v"))
          .isEqualTo(values);
      assertThat(
              rows(
                  "SELECT steps FROM metrics WHERE run_id = '%s' AND key = '%s'"
                      .formatted(run, metric.getKey())))
          .containsExactly(List.of((long) values.size()));
      assertThat(
              rows(
                  "SELECT steps FROM metric_stats WHERE run_id = '%s' AND key = '%s'"
                      .formatted(run, metric.getKey())))
          .containsExactly(List.of((long) values.size()));
    }
  }

  @ParameterizedTest
  @CsvSource({"whole, whole-01", "resumed, again-01", "failing, fails-01", "crashing, crash-01"})
  void eachValueOfASummaryIsAsTheClientKeptIt(String part, String run) throws SQLException {
    for (Map.Entry<String, JsonNode> value : expected(part).get("summary").properties()) {
      Object shown =
          rows("SELECT \"summary.%s\" FROM runs WHERE run_id = '%s'".formatted(value.getKey(), run))
              .get(0)
              .get(0);

      if (value.getValue().isNumber()) {
        assertThat((Double) shown).isCloseTo(value.getValue().doubleValue(), within(1e-12));
      } else {
        assertThat(shown).isEqualTo(value.getValue().asText());
      }
    }
  }

  @Test
  void anExplicitMapTakesThePlaceOfTheOneBefore() throws SQLException {
    assertThat(rows("SELECT path FROM run_summary WHERE run_id = 'whole-01' AND path LIKE 'best%'"))
        .containsExactly(List.of("best.loss"));
  }

  @ParameterizedTest
  @CsvSource({"whole, whole-01", "resumed, again-01", "failing, fails-01", "crashing, crash-01"})
  void consoleLinesAreAsATerminalShowsThem(String part, String run) throws SQLException {
    List<List<@Nullable Object>> lines = new ArrayList<>();
    expected(part)
        .get("console")
        .forEach(
            line ->
                lines.add(
                    Arrays.asList((long) lines.size(), text(line.get(0)), text(line.get(1)))));

    assertThat(
            rows("SELECT number, level, line FROM console_logs WHERE run_id = '%s'".formatted(run)))
        .isEqualTo(lines);
  }

  @Test
  void aKilledRunHasTheLinesThatWereWritten() throws SQLException {
    Answer answer =
        Answer.to("SELECT number, line FROM console_logs WHERE run_id = 'kill-001'", connection);

    assertThat(answer.rows())
        .hasSizeGreaterThan(200)
        .allSatisfy(row -> assertThat(row.get(1)).isEqualTo("step " + row.get(0)));
    assertThat(answer.warnings())
        .containsExactly(
            "run kill-001: run-kill-001.wandb ends within a record; what is before it was read");
  }

  @Test
  void eachLineHasTheTimeAtWhichItWasWritten() throws SQLException {
    LocalDateTime began =
        LocalDateTime.parse(
            String.valueOf(
                    rows("SELECT created_at FROM runs WHERE run_id = 'whole-01'").get(0).get(0))
                .replace(' ', 'T'));

    assertThat(
            Answer.to(
                    "SELECT written_at FROM console_logs WHERE run_id = 'whole-01'"
                        + " UNION ALL SELECT raised_at FROM alerts"
                        + " UNION ALL SELECT created_at FROM artifacts",
                    connection)
                .column("written_at"))
        .hasSize(13)
        .allSatisfy(
            time ->
                assertThat(LocalDateTime.parse(String.valueOf(time).replace(' ', 'T')))
                    .isBetween(began, began.plusSeconds(3)));
  }

  @Test
  void alertsAreThoseThatWereRaised() throws SQLException {
    List<List<@Nullable Object>> alerts = new ArrayList<>();
    expected("whole")
        .get("alerts")
        .forEach(
            alert ->
                alerts.add(
                    List.of(
                        "whole-01",
                        (long) alerts.size(),
                        alert.get(0).asText(),
                        alert.get(1).asText(),
                        alert.get(2).asText())));

    assertThat(rows("SELECT run_id, number, level, title, text FROM alerts")).isEqualTo(alerts);
  }

  @Test
  void metricsAreDefinedAsTheProgramDefinedThem() throws SQLException {
    List<List<@Nullable Object>> definitions = new ArrayList<>();
    expected("whole")
        .get("metrics")
        .properties()
        .forEach(
            metric ->
                definitions.add(
                    Arrays.asList(
                        "whole-01",
                        metric.getKey(),
                        text(metric.getValue().get(0)),
                        text(metric.getValue().get(1)),
                        null,
                        metric.getValue().get(2).asBoolean())));

    assertThat(
            rows(
                "SELECT run_id, name, step_metric, summary, goal, hidden FROM metric_definitions"
                    + " ORDER BY name"))
        .isEqualTo(definitions);
  }

  @Test
  void artifactsAreThoseThatWereLogged() throws SQLException {
    for (Map.Entry<String, JsonNode> artifact : expected("whole").get("artifacts").properties()) {
      JsonNode logged = artifact.getValue();
      Map<String, List<@Nullable Object>> files = new TreeMap<>();
      for (Map.Entry<String, JsonNode> file : logged.get(5).properties()) {
        JsonNode size = file.getValue().get(0);
        files.put(
            file.getKey(),
            Arrays.asList(
                size.isNull() ? null : (Object) size.longValue(), file.getValue().get(1).asText()));
      }
      TreeSet<String> aliases = new TreeSet<>();
      logged.get(4).forEach(alias -> aliases.add('"' + alias.asText() + '"'));
      String where = " WHERE collection = '%s'".formatted(artifact.getKey());

      assertThat(
              rows(
                  "SELECT artifact_type, digest, description, metadata, aliases, file_count,"
                      + " version FROM artifacts"
                      + where))
          .containsExactly(
              Arrays.asList(
                  logged.get(0).asText(),
                  logged.get(1).asText(),
                  text(logged.get(2)),
                  logged.get(3).toString(),
                  "[" + String.join(",", aliases) + "]",
                  (long) files.size(),
                  null));
      Map<String, List<@Nullable Object>> shown = new TreeMap<>();
      for (List<@Nullable Object> row :
          rows(
              "SELECT f.name, f.size_bytes, f.digest FROM artifact_files f"
                  + " JOIN artifacts a ON a.artifact_id = f.artifact_id"
                  + where)) {
        shown.put(String.valueOf(row.get(0)), row.subList(1, 3));
      }
      assertThat(shown).isEqualTo(files);
      assertThat(rows("SELECT run_id, direction FROM run_artifacts" + where))
          .containsExactly(List.of("whole-01", "output"));
    }
    assertThat(rows("SELECT artifact_type FROM artifact_types ORDER BY artifact_type"))
        .containsExactly(List.of("dataset"), List.of("model"), List.of("run_table"));
  }

  @Test
  void filesAreThoseOfTheRunDirectory() throws SQLException, IOException {
    List<List<@Nullable Object>> files =
        rows("SELECT name, size_bytes FROM files WHERE run_id = 'whole-01'");

    assertThat(files).hasSize(2);
    Path directory =
        Objects.requireNonNull(
                HOME.resolve("wandb").toFile().listFiles((dir, name) -> name.endsWith("whole-01")))[
            0]
            .toPath()
            .resolve("files");
    for (List<@Nullable Object> file : files) {
      assertThat(Files.size(directory.resolve(String.valueOf(file.get(0))))).isEqualTo(file.get(1));
    }
  }

  @Test
  void aTableIsInTheHistoryAndAmongTheFiles() throws SQLException {
    assertThat(
            rows(
                "SELECT COUNT(*) FROM history h JOIN files f ON f.run_id = h.run_id"
                    + " AND f.name = JSON_VALUE(h.\"predictions\", '$.path')"))
        .containsExactly(List.of(1L));
  }

  @Test
  void theEnvironmentIsWhatTheClientNoted() throws SQLException {
    assertThat(
            rows(
                "SELECT program, arguments, python, os, host, gpu, cpu_count, git_remote,"
                    + " git_commit, compute_seconds FROM run_environment WHERE run_id = 'whole-01'"))
        .containsExactly(
            Arrays.asList(
                "train.py",
                "[\"whole\"]",
                "CPython 3.11.7",
                "Linux-6.1.0-x86_64-with-glibc2.36",
                "workbench",
                null,
                2L,
                "https://example.org/lab/shapes.git",
                COMMIT,
                null));
  }

  @Test
  void systemMetricsAreThereForEachSample() throws SQLException {
    assertThat(
            (Long)
                rows("SELECT COUNT(*) FROM system_metrics WHERE run_id = 'whole-01' AND key = 'cpu'")
                    .get(0)
                    .get(0))
        .isGreaterThanOrEqualTo(2);
  }
}
