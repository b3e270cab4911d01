package io.github.wandbjdbc.jdbc;

import static io.github.wandbjdbc.standin.Experiment.experiment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertAll;

import io.github.wandbjdbc.standin.Experiment;
import io.github.wandbjdbc.standin.StandIn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** The manual's questions have answers, and cost what it says. */
class QuestionsTest {
  private static final Path PAGE = Path.of("..", "docs", "questions.md");

  private static final Pattern QUESTION =
      Pattern.compile("## (.*)\n```sql\n((?s:.*?))```\nRequests: (\\d+)\n");

  @Test
  void eachQuestionCostsWhatThePageSays() throws IOException, SQLException {
    try (StandIn standIn = StandIn.start()) {
      hold(standIn);
      try (Tables tables = Tables.of(standIn)) {
        tables.rows("select * from runs where 1 = 0");
        tables.rows("select * from history where 1 = 0");
        tables.rows("select project from \"*\".projects");

        List<Executable> questions =
            QUESTION
                .matcher(Files.readString(PAGE))
                .results()
                .map(question -> costs(standIn, tables, question))
                .toList();

        assertThat(questions).hasSizeGreaterThan(8);
        assertAll(questions);
      }
    }
  }

  private static Executable costs(
      StandIn standIn, Tables tables, java.util.regex.MatchResult question) {
    return () -> {
      standIn.forgetRequests();

      assertThat(tables.rows(question.group(2))).as(question.group(1)).isNotEmpty();

      assertThat(standIn.requests())
          .as(question.group(1))
          .hasSize(Integer.parseInt(question.group(3)));
    };
  }

  @Test
  void noQuestionIsWithoutItsCost() throws IOException {
    Matcher blocks = Pattern.compile("```sql\n").matcher(Files.readString(PAGE));
    Matcher questions = QUESTION.matcher(Files.readString(PAGE));

    assertThat(questions.results().count()).isEqualTo(blocks.results().count());
  }

  private static void hold(StandIn standIn) {
    for (int i = 0; i < 120; i++) {
      Experiment run =
          experiment("run" + i)
              .sweep(i < 3 ? "s1" : null)
              .host("box" + i % 3)
              .config("lr", i / 10.0)
              .config("name", "x")
              .summary("acc", 0.9 + i / 100.0)
              .logging("acc", "loss")
              .forSteps(20)
              .event(Map.of("_timestamp", 1.7e9, "_runtime", 1.0, "system.gpu.0.memory", 40 + i));
      if (i == 0) {
        run.making("raw:v0");
      }
      if (i == 1) {
        run.using("raw:v0").making("data:v3");
      }
      if (i == 2) {
        run.using("data:v3")
            .making("model:v0")
            .file(Map.of("id", "f1", "name", "last.ckpt", "url", "u", "sizeBytes", 7))
            .file(Map.of("id", "f2", "name", "notes.txt", "url", "u", "sizeBytes", 7))
            .logLine(
                Map.of("number", 0, "timestamp", "", "level", "error", "line", "out of memory"));
      }
      standIn.holds(run);
    }
    standIn.holds("lab", "audio", experiment("lost").state("crashed"));
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
    standIn.holdsArtifact(artifact);
  }
}
