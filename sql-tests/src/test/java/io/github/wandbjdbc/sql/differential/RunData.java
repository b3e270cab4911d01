package io.github.wandbjdbc.sql.differential;

import io.github.wandbjdbc.standin.Experiment;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The data of a run; the maps are JSON objects, the steps the values that each of them logged. */
record RunData(
    String id,
    Map<String, @Nullable String> texts,
    Instant createdAt,
    @Nullable Instant heartbeatAt,
    List<String> tags,
    Map<String, Object> config,
    Map<String, Object> summary,
    NavigableMap<Long, Map<String, Object>> steps) {

  /** The names of the columns for {@code texts}. */
  static final List<String> TEXTS =
      List.of(
          "name",
          "state",
          "username",
          "run_group",
          "job_type",
          "sweep_id",
          "host",
          "git_commit",
          "notes");

  /** As the stand-in holds it. */
  Experiment experiment() {
    Experiment run =
        Experiment.experiment(id)
            .displayName(texts.get("name"))
            .state(texts.get("state"))
            .username(texts.get("username"))
            .group(texts.get("run_group"))
            .jobType(texts.get("job_type"))
            .sweep(texts.get("sweep_id"))
            .host(texts.get("host"))
            .commit(texts.get("git_commit"))
            .notes(texts.get("notes"))
            .createdAt(createdAt)
            .heartbeatAt(heartbeatAt)
            .tags(tags.toArray(String[]::new));
    config.forEach(run::config);
    summary.forEach(run::summary);
    steps.forEach(run::row);
    return run;
  }

  /** The same run with less in it. */
  Stream<RunData> simpler() {
    Stream<RunData> halves =
        steps.size() < 2
            ? Stream.of()
            : Stream.of(
                withSteps(steps.headMap(middle(), false)),
                withSteps(steps.tailMap(middle(), true)));
    Stream<RunData> withoutAStep =
        steps.keySet().stream()
            .map(
                step -> {
                  NavigableMap<Long, Map<String, Object>> fewer = new TreeMap<>(steps);
                  fewer.remove(step);
                  return withSteps(fewer);
                });
    return Stream.of(
            halves,
            withoutAStep,
            tags.isEmpty() ? Stream.<RunData>of() : Stream.of(with(List.of(), config, summary)),
            fewer(config, less -> with(tags, less, summary)),
            fewer(summary, less -> with(tags, config, less)))
        .flatMap(candidates -> candidates);
  }

  private long middle() {
    return steps.keySet().stream().skip(steps.size() / 2).findFirst().orElseThrow();
  }

  private static Stream<RunData> fewer(
      Map<String, Object> all, Function<Map<String, Object>, RunData> rebuild) {
    return all.keySet().stream()
        .map(
            key -> {
              Map<String, Object> less = new TreeMap<>(all);
              less.remove(key);
              return rebuild.apply(less);
            });
  }

  private RunData withSteps(NavigableMap<Long, Map<String, Object>> fewer) {
    return new RunData(
        id, texts, createdAt, heartbeatAt, tags, config, summary, new TreeMap<>(fewer));
  }

  private RunData with(
      List<String> fewerTags, Map<String, Object> lessConfig, Map<String, Object> lessSummary) {
    return new RunData(
        id, texts, createdAt, heartbeatAt, fewerTags, lessConfig, lessSummary, steps);
  }

  /** The same without the metric {@code key}. */
  RunData withoutMetric(String key) {
    NavigableMap<Long, Map<String, Object>> less = new TreeMap<>();
    steps.forEach(
        (step, values) -> {
          Map<String, Object> others = new TreeMap<>(values);
          others.remove(key);
          less.put(step, others);
        });
    return withSteps(less);
  }
}
