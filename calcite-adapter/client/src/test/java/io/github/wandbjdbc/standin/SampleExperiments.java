package io.github.wandbjdbc.standin;

import static io.github.wandbjdbc.standin.Experiment.experiment;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Experiments that show all that real ones do, made by rule: the same each time. What they hold is
 * told by {@link Experiment#forEachRow} and {@link Experiment#rowCount}.
 */
public final class SampleExperiments {
  private static final List<String> STATES =
      List.of("finished", "finished", "failed", "crashed", "running", "killed");
  private static final List<String> OPTIMIZERS = List.of("sgd", "adam", "lion");

  private static final Instant FIRST_HEARTBEAT = Instant.parse("2024-01-02T00:00:00Z");

  private SampleExperiments() {}

  /** Twelve runs to look around in. */
  public static List<Experiment> few() {
    return many(12);
  }

  /** {@code n} runs with short histories, various in every column of runs. */
  public static List<Experiment> many(int n) {
    return IntStream.range(0, n).mapToObj(SampleExperiments::one).toList();
  }

  /**
   * A run of {@code steps} steps, less every fifth, that logs about everything: NaN and infinities,
   * keys with slashes, dots, spaces and Unicode, keys that differ in case, mixed types, integers
   * that become floats, nested dicts, lists, media, histograms, and {@code metrics} sparse metrics
   * more.
   */
  public static Experiment everything(String id, long steps, int metrics) {
    return experiment(id)
        .displayName("everything at once")
        .config("lr", 0.1)
        .config("optimizer", Map.of("name", "adam", "beta", Map.of("first", 0.9)))
        .config("a.b", 3)
        .tags("big")
        .generated(steps - 1, step -> step % 5 == 3 ? null : everythingAt(step, metrics));
  }

  private static Map<String, Object> everythingAt(long step, int metrics) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("train/loss", step % 97 == 0 ? (Object) Double.NaN : 2.0 / (1 + step));
    row.put("Loss", 1.0 + step);
    row.put("loss", step % 89 == 0 ? (Object) Double.NEGATIVE_INFINITY : 1.5 * step);
    if (step % 2 == 0) {
      row.put("val.acc", step / 1e6);
      row.put("learning rate", 0.1);
    }
    if (step % 3 == 0) {
      row.put("größe µ", step);
      row.put("gradients", Map.of("norm", 0.5 * step, "layer", Map.of("first", step % 7)));
    }
    if (step % 7 == 0) {
      row.put("mixed", step % 2 == 0 ? (Object) step : "step " + step);
      row.put("epoch", step % 4 == 0 ? (Object) step : (Object) (step + 0.5));
      row.put("improved", step % 4 == 0);
    }
    if (step % 100 == 0) {
      row.put("image", Media.image("media/images/image_" + step + ".png"));
      row.put("weights", Media.histogram(List.of(-1.0, 0.0, 1.0), List.of(3, 4)));
      row.put("list", List.of(1, 2.5, "three"));
    }
    if (metrics > 0) {
      row.put("sparse/" + step / 5 % metrics, step * 0.25);
    }
    return row;
  }

  private static Experiment one(int i) {
    Experiment run =
        experiment("run%05d".formatted(i))
            .displayName("%s-%d".formatted(OPTIMIZERS.get(i % OPTIMIZERS.size()), i))
            .state(STATES.get(i % STATES.size()))
            .config("lr", 0.001 * (1 + i % 50))
            .config("optimizer", OPTIMIZERS.get(i % OPTIMIZERS.size()))
            .config("batch_size", 32 << i % 4)
            .config("augment", i % 2 == 0)
            .config("model", Map.of("depth", 2 + i % 5, "kind", "mlp"))
            .summary("best", i % 11 == 0 ? (Object) Double.NaN : i / 1000.0)
            .group("group-" + i % 10)
            .host("node-" + i % 3)
            .heartbeatAt(i % 13 == 0 ? null : FIRST_HEARTBEAT.plusSeconds(60L * i))
            .logging("loss", "acc")
            .forSteps(5 + i % 20);
    if (i % 4 == 0) {
      run.tags("baseline", "größer");
    }
    if (i % 5 == 0) {
      run.jobType("train").sweep("sweep" + i % 2).notes("note " + i).commit("abc" + i);
    }
    return run;
  }
}
