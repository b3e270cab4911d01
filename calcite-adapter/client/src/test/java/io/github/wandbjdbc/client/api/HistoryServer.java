package io.github.wandbjdbc.client.api;

import io.github.wandbjdbc.client.api.ScriptedApi.Answer;
import io.github.wandbjdbc.client.api.ScriptedApi.Asked;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Answers for one run as the API does: with a random sample of a window that holds more rows than
 * were asked for, or than the server cares to return.
 */
final class HistoryServer implements Function<Asked, Answer> {
  private final NavigableSet<Long> steps;
  private final int cap;
  private final Random random;

  HistoryServer(NavigableSet<Long> steps, int cap, long seed) {
    this.steps = new TreeSet<>(steps);
    this.cap = cap;
    this.random = new Random(seed);
  }

  @Override
  public Answer apply(Asked asked) {
    long first = asked.variable("minStep").asLong();
    long end = asked.variable("maxStep").asLong();
    List<Long> window = new ArrayList<>(steps.subSet(first, end));
    int most = Math.min(cap, asked.variable("samples").asInt());
    if (window.size() > most) {
      Collections.shuffle(window, random);
      window = new ArrayList<>(window.subList(0, most));
    }
    Map<String, Object> run = new LinkedHashMap<>();
    run.put("historyLineCount", steps.size());
    if (asked.variable("keys").asBoolean()) {
      run.put("historyKeys", keys());
    }
    run.put("history", window.stream().map("{\"_step\": %d, \"loss\": 0.5}"::formatted).toList());
    return Answer.ok(ScriptedApi.json(Map.of("data", Map.of("project", Map.of("run", run)))));
  }

  private Map<String, Object> keys() {
    if (steps.isEmpty()) {
      return Map.of();
    }
    return Map.of(
        "lastStep",
        steps.last(),
        "keys",
        Map.of(
            "_step",
            Map.of("typeCounts", List.of(Map.of("type", "number", "count", steps.size())))));
  }
}
