package io.github.wandbjdbc.jdbc;

import static io.github.wandbjdbc.standin.Experiment.experiment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assertions.assertAll;

import io.github.wandbjdbc.standin.Experiment;
import io.github.wandbjdbc.standin.Media;
import io.github.wandbjdbc.standin.StandIn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The manual's questions, and the official client's calls, have answers and cost what it says. */
class QuestionsTest {
  private static final Pattern QUESTION =
      Pattern.compile("### (.*)\n```sql\n((?s:.*?))```\nRequests: (\\d+)\n");

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"questions.md, 60", "from-the-official-client.md, 20"})
  void eachQuestionCostsWhatThePageSays(String name, int least) throws IOException, SQLException {
    Path file = page(name);
    try (StandIn standIn = StandIn.start();
        StandIn offline = StandIn.start()) {
      hold(standIn);
      offline.holds(experiment("run7")).holds(experiment("offline")).writesTo(folder);
      String here = "?attach.here=file:" + PercentCode.encode(folder.toString());
      try (Tables tables = Tables.of(standIn, here)) {
        tables.rows("select * from runs where 1 = 0");
        tables.rows("select * from history where 1 = 0");
        tables.rows("select project from \"*\".projects");

        String page = Files.readString(file);
        List<Executable> failures = new ArrayList<>();
        String told =
            QUESTION
                .matcher(page)
                .replaceAll(
                    question -> {
                      String title = question.group(1);
                      String sql = question.group(2);
                      standIn.forgetRequests();
                      try {
                        assertThat(tables.rows(sql)).as(title).isNotEmpty();
                        assertThat(tables.warnings()).as(title).isEmpty();
                      } catch (AssertionError | SQLException e) {
                        failures.add(() -> fail(title, e));
                      }
                      return Matcher.quoteReplacement(
                          "### %s\n```sql\n%s```\nRequests: %d\n"
                              .formatted(title, sql, standIn.requests().size()));
                    });
        if ("write".equals(System.getProperty("pages"))) {
          Files.writeString(file, told);
        }

        assertAll(failures);
        assertThat(Files.readString(file)).isEqualTo(told);
        assertThat(QUESTION.matcher(page).results().count()).isGreaterThanOrEqualTo(least);
      }
    }
  }

  private static Path page(String name) {
    return Path.of("..", "docs", name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"questions.md", "from-the-official-client.md"})
  void noQuestionIsWithoutItsCost(String name) throws IOException {
    String page = Files.readString(page(name));
    Matcher blocks = Pattern.compile("```sql\n").matcher(page);
    Matcher questions = QUESTION.matcher(page);

    assertThat(questions.results().count()).isEqualTo(blocks.results().count());
  }

  private static void holdTables(Experiment run, int number) {
    Map<Long, Map<String, Object>> logged = new LinkedHashMap<>();
    for (long step : new long[] {9, 19}) {
      String path = "media/table/completions_%d_%x.table.json".formatted(step, number);
      logged.put(step, Media.table(path, 2, 2));
      run.file(
          path,
          "{\"columns\":[\"prompt\",\"score\"],\"data\":[[\"a\",0.%d],[\"b\",0.%d]]}"
              .formatted(number + 3, number + 5));
    }
    run.generated(
        19,
        step -> {
          Map<String, Object> row = new LinkedHashMap<>();
          row.put("acc", step + 0.5);
          row.put("loss", step + 0.5);
          if (number == 1) {
            row.put("val_loss", step + 0.5);
          }
          if (logged.containsKey(step)) {
            row.put("completions", logged.get(step));
          }
          return row;
        });
    String path = "media/table/confusion_summary_%x.table.json".formatted(number);
    run.summary("confusion", Media.table(path, 2, 1))
        .file(path, "{\"columns\":[\"actual\",\"predicted\"],\"data\":[[1,2]]}")
        .file("output.log", "step 1\nRuntimeError: out of memory\n");
  }

  private static Map<String, Object> measured(double runtime, int run) {
    return Map.of(
        "_timestamp",
        1.7e9 + runtime,
        "_runtime",
        runtime,
        "system.gpu.0.memory",
        40 + run,
        "system.gpu.0.powerWatts",
        250.0);
  }

  private static void hold(StandIn standIn) {
    Instant newest = Instant.now().truncatedTo(ChronoUnit.SECONDS).minusSeconds(600);
    for (int i = 0; i < 120; i++) {
      Instant created = newest.minus(Duration.ofHours(i));
      Experiment run =
          experiment("run" + i)
              .createdAt(created)
              .heartbeatAt(created.plusSeconds(1800))
              .state(i == 118 ? "running" : i % 10 == 9 ? "crashed" : "finished")
              .sweep(i < 3 ? "s1" : i < 6 ? "s2" : null)
              .group(i % 2 == 0 ? "baseline" : "wide")
              .tags(i % 3 == 0 ? new String[] {"final", "paper"} : new String[] {"draft"})
              .host("box" + i % 3)
              .answering("runInfo", Map.of("gpu", "A100", "gpuCount", 1 + i % 2, "args", List.of()))
              .config("lr", i / 10.0)
              .config("name", "x")
              .config("seed", i % 5)
              .config("env", i % 4 == 0 ? "pong" : "breakout")
              .config("num_gpus", i % 3)
              .config("optimizer", Map.of("name", "adam", "beta", 0.9))
              .summary("acc", 0.9 + i / 100.0)
              .summary("f1", 0.6 + i / 1000.0)
              .summary("val_acc", Map.of("max", 0.8 + i / 1000.0))
              .logging(
                  i == 1 ? new String[] {"acc", "loss", "val_loss"} : new String[] {"acc", "loss"})
              .forSteps(20)
              .event(measured(1, i))
              .event(measured(16, i));
      if (i == 0) {
        run.making("raw:v0");
      }
      if (i < 3) {
        holdTables(run, i);
      }
      if (i == 1) {
        run.using("raw:v0").making("data:v3");
      }
      if (i == 2) {
        run.using("data:v3")
            .making("model:v0")
            .file(Map.of("id", "f1", "name", "last.ckpt", "url", "u", "sizeBytes", 7))
            .file(Map.of("id", "f3", "name", "media/images/a.png", "url", "u", "sizeBytes", 7))
            .file(Map.of("id", "f2", "name", "notes.txt", "url", "u", "sizeBytes", 7))
            .logLine(
                Map.of("number", 0, "timestamp", "", "level", "error", "line", "out of memory"));
      }
      standIn.holds(run);
    }
    standIn.holds("lab", "audio", experiment("lost").state("crashed"));
    standIn.holds("rival", "speech", experiment("best").summary("acc", 0.95).summary("f1", 0.7));
    Map<String, Object> sweep = new LinkedHashMap<>();
    sweep.put("id", "U:s1");
    sweep.put("name", "s1");
    sweep.put("method", "grid");
    sweep.put("state", "FINISHED");
    sweep.put("config", "method: grid");
    sweep.put("createdAt", "2024-01-02T03:04:05");
    sweep.put("runCount", 3);
    sweep.put(
        "agents",
        Stream.of("box0", "box1", "box2")
            .map(
                host ->
                    Map.<String, Object>of(
                        "id",
                        host,
                        "name",
                        "agent of " + host,
                        "host",
                        host,
                        "state",
                        "FINISHED",
                        "totalRuns",
                        1,
                        "createdAt",
                        "2024-01-01T00:00:01"))
            .toList());
    standIn.holdsSweep(sweep);
    artifact(standIn, "raw:v0", "dataset", "raw", 0);
    artifact(standIn, "data:v3", "dataset", "data", 3);
    artifact(standIn, "model:v0", "model", "model", 0);
  }

  private static void artifact(
      StandIn standIn, String id, String type, String collection, int version) {
    Map<String, Object> artifact = new LinkedHashMap<>();
    artifact.put("id", id);
    artifact.put("type", type);
    artifact.put("collection", collection);
    artifact.put("versionIndex", version);
    artifact.put("digest", "d");
    artifact.put("state", "COMMITTED");
    artifact.put("size", 1);
    artifact.put("fileCount", 1);
    artifact.put("createdAt", "2024-01-02T03:04:05");
    artifact.put("aliases", List.of());
    artifact.put("metadata", "{\"accuracy\": 0.9}");
    standIn.holdsArtifact(artifact);
  }
}
