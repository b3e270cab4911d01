package io.github.wandbjdbc.client.files;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.HistoryKeys;
import io.github.wandbjdbc.client.HistoryKeys.TypeCount;
import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.client.Run;
import io.github.wandbjdbc.client.RunField;
import io.github.wandbjdbc.client.StepRange;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A run, put together from its logs.
 *
 * @param segments its logs, by start
 * @param record what all of them say, the last one deciding
 */
record LocalRun(ProjectPath project, String id, List<Segment> segments, RunRecord record) {
  /** By creation, then by id. */
  static final Comparator<LocalRun> OLDEST_FIRST =
      Comparator.comparing(LocalRun::createdAt).thenComparing(LocalRun::id);

  /** A writer that lives touches its file more often than this. */
  private static final Duration STALE = Duration.ofMinutes(1);

  private static final List<String> INTERNAL_CONFIG = List.of("_wandb", "wandb_version");

  LocalRun {
    segments = List.copyOf(segments);
  }

  Instant createdAt() {
    return segments.get(0).start();
  }

  /** The state at {@code now}, in the API's words. */
  String state(Instant now) {
    Segment last = last();
    Integer exitCode = last.exitCode();
    if (exitCode != null) {
      return exitCode == 0 ? "finished" : "failed";
    }
    return last.modified().plus(STALE).isBefore(now) ? "crashed" : "running";
  }

  /** The run with {@code fields}, as of {@code now}. */
  Run toRun(Set<RunField> fields, Instant now, CallScope scope) throws IOException {
    Wanted wanted = new Wanted(fields);
    return new Run(
        id,
        wanted.text(RunField.DISPLAY_NAME, record.displayName()),
        wanted.text(RunField.STATE, state(now)),
        fields.contains(RunField.CREATED_AT) ? createdAt() : null,
        fields.contains(RunField.HEARTBEAT_AT) ? heartbeatAt() : null,
        null,
        wanted.text(RunField.GROUP, record.group()),
        wanted.text(RunField.JOB_TYPE, record.jobType()),
        wanted.text(RunField.SWEEP_ID, record.sweepId()),
        wanted.text(RunField.HOST, record.host()),
        wanted.text(RunField.COMMIT, record.commit()),
        fields.contains(RunField.TAGS) ? record.tags() : List.of(),
        wanted.text(RunField.NOTES, record.notes()),
        null,
        null,
        fields.contains(RunField.HISTORY_LINE_COUNT) ? (Long) steps(scope) : null,
        null,
        fields.contains(RunField.CONFIG) ? config() : null,
        fields.contains(RunField.SUMMARY) ? summary(scope).text() : null,
        fields.contains(RunField.SYSTEM_METRICS) ? last().systemMetrics().text() : null,
        fields.contains(RunField.HISTORY_KEYS) ? historyKeys(scope) : null,
        record.fork() == null ? List.of() : List.of(record.fork()),
        Map.of());
  }

  /** The largest step, or -1 if the run logged none. */
  long lastStep() {
    return segments.stream()
        .flatMap(segment -> segment.stretches().stream())
        .mapToLong(Stretch::last)
        .max()
        .orElse(-1);
  }

  /** The number of its steps. */
  long steps(CallScope scope) throws IOException {
    if (!overlaps()) {
      return segments.stream().mapToLong(Segment::rows).sum();
    }
    long steps = 0;
    try (StepMerge rows = StepMerge.of(this, StepRange.ALL)) {
      while (rows.next() != null) {
        scope.check();
        steps++;
      }
    }
    return steps;
  }

  /** Tells the reader of its rows what they lack. */
  void warn(Instant now, CallScope scope) {
    boolean isRunning = state(now).equals("running");
    for (Segment segment : segments) {
      if (segment.damages() > 0) {
        scope.warn(
            "run %s: %s is damaged in %s; the %d intact rows were read"
                .formatted(id, segment.name(), places(segment), segment.rows()));
      }
      if (segment.isTorn()) {
        scope.warn(
            "run %s: %s ends within a record; the %d rows before it were read"
                .formatted(id, segment.name(), segment.rows()));
      } else if (isRunning && segment.equals(last())) {
        scope.warn(
            "run %s: %s is still being written; the %d rows so far were read"
                .formatted(id, segment.name(), segment.rows()));
      }
    }
  }

  /** Tells the reader of its description what that may lack. */
  void warnOfDamage(CallScope scope) {
    for (Segment segment : segments) {
      if (segment.damages() > 0) {
        scope.warn(
            "run %s: %s is damaged in %s; what it says of the run may be incomplete"
                .formatted(id, segment.name(), places(segment)));
      }
    }
  }

  /** Tells that this run, whose run record is lost, may belong to the project that is read. */
  void warnOfLostProject(CallScope scope) {
    if (record.id().isEmpty() && segments.stream().anyMatch(segment -> segment.damages() > 0)) {
      scope.warn(
          "run %s: %s is damaged and doesn't say whose it is; it is listed in %s"
              .formatted(id, last().name(), project));
    }
  }

  private static String places(Segment segment) {
    return segment.damages() == 1 ? "one place" : segment.damages() + " places";
  }

  private Segment last() {
    return segments.get(segments.size() - 1);
  }

  private Instant heartbeatAt() {
    Instant time = last().lastTime();
    return time != null ? time : last().modified();
  }

  private String config() throws IOException {
    JsonTree config = merged(Segment::config);
    INTERNAL_CONFIG.forEach(name -> config.remove(List.of(name)));
    return config.text();
  }

  /** A writer may leave the summary to the server, which takes the last value of each metric. */
  private JsonTree summary(CallScope scope) throws IOException {
    JsonTree summary = merged(Segment::summary);
    if (!summary.isEmpty() || lastStep() < 0) {
      return summary;
    }
    try (StepMerge rows = StepMerge.of(this, StepRange.ALL)) {
      for (HistoryRecord row = rows.next(); row != null; row = rows.next()) {
        scope.check();
        for (Item item : row.items()) {
          summary.put(item);
        }
      }
    }
    summary.put(List.of("_step"), Long.toString(lastStep()));
    return summary;
  }

  private JsonTree merged(Function<Segment, Changes> part) {
    JsonTree tree = new JsonTree();
    segments.forEach(segment -> part.apply(segment).applyTo(tree));
    return tree;
  }

  private HistoryKeys historyKeys(CallScope scope) throws IOException {
    Map<String, Map<String, Long>> counts = new HashMap<>();
    segments.forEach(
        segment -> segment.keys().forEach((key, types) -> KeyCounts.merge(key, types, counts)));
    long steps = steps(scope);
    Map<String, List<TypeCount>> keys = new HashMap<>();
    counts.forEach((key, types) -> keys.put(key, KeyCounts.typeCounts(types)));
    if (steps > 0) {
      keys.put("_step", List.of(new TypeCount("number", steps, Map.of())));
    }
    return new HistoryKeys(lastStep(), steps, keys);
  }

  private boolean overlaps() {
    long last = -1;
    for (Segment segment : segments) {
      for (Stretch stretch : segment.stretches()) {
        if (stretch.first() <= last) {
          return true;
        }
        last = stretch.last();
      }
    }
    return false;
  }

  /** The fields of a run that were asked for. */
  private record Wanted(Set<RunField> fields) {
    @Nullable String text(RunField field, String text) {
      return fields.contains(field) && !text.isEmpty() ? text : null;
    }
  }
}
