package io.github.wandbjdbc.jdbc;

import static io.github.wandbjdbc.standin.Experiment.experiment;

import io.github.wandbjdbc.standin.Experiment;
import io.github.wandbjdbc.standin.Export;
import io.github.wandbjdbc.standin.Media;
import io.github.wandbjdbc.standin.StandIn;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A team's project with a little of everything: a sweep, a fork, a dataset and a model. */
final class ExampleProject {
  private static final int STEPS = 300;
  private static final int CAPTIONS = 10;
  private static final long LABELS_SIZE = 412;
  private static final String DATASET = "QXJ0aWZhY3Q6MTE=";
  private static final String MODEL = "QXJ0aWZhY3Q6MTI=";
  private static final String BETTER_MODEL = "QXJ0aWZhY3Q6MTM=";

  private ExampleProject() {}

  static void hold(StandIn standIn) {
    standIn
        .lacks("Run.files(pattern:)")
        .holds(base(), wide(), fork())
        .holds(
            StandIn.ENTITY,
            "speech",
            experiment("voice-01").summary("acc", 0.71).generated(9, step -> loss(3.0, step)))
        .describes(
            StandIn.PROJECT,
            Map.of("description", "Sorting photographs", "lastActive", "2024-03-05T16:20:00Z"))
        .describes(
            "speech",
            Map.of("description", "Spoken commands", "lastActive", "2024-02-11T09:05:00Z"))
        .hasMembers(
            List.of(
                Map.of("name", "Ada", "username", "ada", "role", "admin"),
                Map.of("name", "Grace", "username", "grace", "role", "member")))
        .holdsSweep(sweep())
        .holdsReport(report())
        .holdsArtifact(version(DATASET, "dataset", "photographs", 3, 48_211_503, List.of("latest")))
        .holdsArtifact(version(MODEL, "model", "classifier", 0, 1_843_200, List.of()))
        .holdsArtifact(
            version(BETTER_MODEL, "model", "classifier", 1, 7_372_800, List.of("latest", "best")));
  }

  private static Experiment base() {
    return experiment("base-01")
        .displayName("baseline")
        .sweep("k3x9")
        .using(DATASET)
        .making(MODEL)
        .answering("runInfo", machine("A100", 1, "--width", "64"))
        .file(file("last.pt", 1_843_200, "bGFzdCBvZiBhbGw="))
        .summary("acc", 0.87)
        .generated(STEPS - 1, ExampleProject::manyValues)
        .exported(Export.steps(0, STEPS));
  }

  private static Experiment wide() {
    String table = "media/table/predictions_4_7c1d.table.json";
    Experiment run =
        experiment("wide-02")
            .displayName("wide")
            .state("failed")
            .sweep("k3x9")
            .using(DATASET)
            .making(BETTER_MODEL)
            .answering("runInfo", machine("A100", 2, "--width", "256"))
            .internal(
                "m",
                List.of(
                    Map.of("name", "epoch", "options", Map.of("hidden", true)),
                    Map.of("glob_name", "val/*", "step_metric", "epoch"),
                    Map.of(
                        "name",
                        "acc",
                        "summary",
                        Map.of("max", true, "last", true),
                        "goal",
                        "GOAL_MAXIMIZE")))
            .file(
                table,
                "{\"columns\":[\"photograph\",\"label\"],\"data\":[[\"a.jpg\",\"cat\"],[\"b.jpg\",\"dog\"]]}")
            .summary("acc", 0.92);
    for (long step = 0; step < 5; step++) {
      Map<String, Object> row = loss(1.5, step);
      if (step == 4) {
        row.put("predictions", Media.table(table, 2, 2));
      }
      run.row(step, row);
    }
    return run.logLine(line(0, "", "epoch 1: loss 1.5"))
        .logLine(line(1, "", "epoch 2: loss 0.75"))
        .logLine(line(2, "error", "RuntimeError: CUDA out of memory"));
  }

  private static Experiment fork() {
    return experiment("fork-03")
        .displayName("lower rate")
        .forkedFrom("wide-02", 1)
        .answering("runInfo", machine("H100", 1, "--lr", "0.01"))
        .summary("acc", 0.94)
        .row(2, loss(1.2, 2))
        .row(3, loss(1.2, 3));
  }

  private static Map<String, Object> loss(double first, long step) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("loss", first / (1 << Math.min(step, 20)));
    return row;
  }

  /** So many that reading exported files is less work. */
  private static Map<String, Object> manyValues(long step) {
    Map<String, Object> row = loss(2.0, step);
    for (int i = 0; i < CAPTIONS; i++) {
      row.put("caption" + i, "a photograph of a cat and a dog on a sofa at step " + step);
    }
    return row;
  }

  private static Map<String, Object> machine(String gpu, int count, String... arguments) {
    return Map.of(
        "program",
        "train.py",
        "args",
        List.of(arguments),
        "python",
        "3.11.2",
        "gpu",
        gpu,
        "gpuCount",
        count);
  }

  private static Map<String, Object> line(int number, String level, String text) {
    return Map.of(
        "number", number, "timestamp", "2024-03-05T16:20:00", "level", level, "line", text);
  }

  private static Map<String, Object> sweep() {
    Map<String, Object> sweep = new LinkedHashMap<>();
    sweep.put("id", "U3dlZXA6MQ==");
    sweep.put("name", "k3x9");
    sweep.put("method", "bayes");
    sweep.put("state", "FINISHED");
    sweep.put("bestLoss", 0.09375);
    sweep.put("config", "method: bayes\nmetric:\n  name: loss\n  goal: minimize\n");
    sweep.put("createdAt", "2024-03-01T10:00:00");
    sweep.put("runCount", 2);
    sweep.put("agents", List.of(agent("a1", "node-1"), agent("a2", "node-2")));
    return sweep;
  }

  private static Map<String, Object> agent(String id, String host) {
    Map<String, Object> agent = new LinkedHashMap<>();
    agent.put("id", id);
    agent.put("name", "agent of " + host);
    agent.put("host", host);
    agent.put("state", "FINISHED");
    agent.put("totalRuns", 1);
    agent.put("createdAt", "2024-03-01T10:00:00");
    return agent;
  }

  private static Map<String, Object> report() {
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("id", "Vmlldzox");
    report.put("name", "wider");
    report.put("displayName", "Is wider better?");
    report.put("createdAt", "2024-03-06T08:00:00");
    report.put("user", Map.of("id", "u", "name", "Ada", "username", "ada"));
    return report;
  }

  private static Map<String, Object> version(
      String id, String type, String collection, int number, long size, List<String> aliases) {
    Map<String, Object> version = new LinkedHashMap<>();
    version.put("id", id);
    version.put("type", type);
    version.put("collection", collection);
    version.put("versionIndex", number);
    version.put("digest", "d" + number);
    version.put("state", "COMMITTED");
    version.put("size", size);
    version.put("fileCount", 1);
    version.put("createdAt", "2024-03-05T16:20:00");
    version.put(
        "aliases", aliases.stream().map(alias -> Map.of("id", alias, "alias", alias)).toList());
    version.put(
        "files",
        List.of(
            file("weights.pt", size - LABELS_SIZE, "Y2F0cyBhbmQgZG9ncw=="),
            file("labels.json", LABELS_SIZE, "Y2F0LCBkb2csIGZyb2c=")));
    return version;
  }

  private static Map<String, Object> file(String name, long size, String md5) {
    return Map.of("id", name, "name", name, "sizeBytes", size, "md5", md5);
  }
}
