package io.github.wandbjdbc.schema;

import java.util.Map;
import java.util.TreeMap;

/** Twenty-five runs of a project, every third of them finished, each of twenty steps. */
final class Vision {
  private Vision() {}

  static HeldExperiments held() {
    HeldExperiments held = new HeldExperiments();
    for (int day = 1; day <= 25; day++) {
      Map<Long, String> rows = new TreeMap<>();
      for (int i = 0; i < 20; i++) {
        rows.put(2L * i, step(day, i));
      }
      held.holds(
          TestRuns.run(
              "r" + day,
              day % 3 == 0 ? "finished" : "running",
              day,
              config(day),
              "{\"loss\": %s, \"_wandb\": {\"runtime\": %d}}".formatted(1.0 / day, day),
              rows),
          rows);
    }
    return held;
  }

  private static String config(int day) {
    return """
    {"lr": %s, "opt": {"name": "sgd", "value": 1, "a": {"b": {"c": %d, "d": {"e": %d}}}},
     "mixed": %s, "LR": 1, "fast": %s, "note": "n%d"}"""
        .formatted(day * 0.125, day, day, day % 2 == 0 ? "1" : "\"one\"", day % 2 == 0, day);
  }

  /** {@code val/acc} is logged every fifth step only. */
  private static String step(int day, int i) {
    return "{\"loss\": %s, \"_timestamp\": %d.5, \"_runtime\": %d%s}"
        .formatted(
            i == 7 ? "NaN" : 1.0 / (i + day),
            1_700_000_000 + i,
            i,
            i % 5 == 0 ? ", \"val/acc\": 0.%d".formatted(i + 1) : "");
  }
}
