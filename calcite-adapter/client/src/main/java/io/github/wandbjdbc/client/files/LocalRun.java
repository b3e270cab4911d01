package io.github.wandbjdbc.client.files;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.HistoryKeys;
import io.github.wandbjdbc.client.HistoryKeys.TypeCount;
import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.client.Run;
import io.github.wandbjdbc.client.RunField;
import io.github.wandbjdbc.client.StepRange;
import io.github.wandbjdbc.client.files.folder.LogFile;
import io.github.wandbjdbc.client.files.log.Changes;
import io.github.wandbjdbc.client.files.log.HistoryRecord;
import io.github.wandbjdbc.client.files.log.Item;
import io.github.wandbjdbc.client.files.log.JsonTree;
import io.github.wandbjdbc.client.files.log.LogEnds;
import io.github.wandbjdbc.client.files.log.LogExit;
import io.github.wandbjdbc.client.files.log.RunRecord;
import io.github.wandbjdbc.client.logged.ListedEnvironment;
import io.github.wandbjdbc.client.logged.RunEnvironment;
import io.github.wandbjdbc.client.reading.EnvironmentBuilder.Fact;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A run, put together from its logs. */
final class LocalRun {
  /** By creation, then by id. */
  static final Comparator<LocalRun> OLDEST_FIRST =
      Comparator.comparing(LocalRun::createdAt).thenComparing(LocalRun::id);

  /**
   * A client that lives writes something more often than this: a sample of the machine, if no row.
   */
  private static final Duration STALE = Duration.ofMinutes(5);

  /** A file that is this much later than what is in it is a copy. */
  private static final Duration COPIED = Duration.ofHours(1);

  /** The fields that a program may set once its run has begun, as its client notes. */
  private static final Set<RunField> OF_NAME =
      EnumSet.of(
          RunField.DISPLAY_NAME,
          RunField.GROUP,
          RunField.JOB_TYPE,
          RunField.SWEEP_ID,
          RunField.TAGS);

  /** Those of which no client notes when they are set. */
  private static final Set<RunField> OF_REST =
      EnumSet.of(RunField.NOTES, RunField.HOST, RunField.COMMIT);

  private static final List<String> INTERNAL_CONFIG = List.of("_wandb", "wandb_version");

  private final ProjectPath project;
  private final String id;
  private final List<RunLog> logs;
  private volatile @Nullable HistoryKeys mergedKeys;

  /**
   * @param logs by start
   */
  LocalRun(ProjectPath project, String id, List<RunLog> logs) {
    this.project = project;
    this.id = id;
    this.logs = List.copyOf(logs);
  }

  ProjectPath project() {
    return project;
  }

  String id() {
    return id;
  }

  /** Its logs, by start. */
  List<RunLog> logs() {
    return logs;
  }

  Instant createdAt() {
    return logs.get(0).start();
  }

  /** The state at {@code now}, in the API's words. */
  String state(Instant now) {
    LogExit exit = last().ends().exit();
    if (exit != null) {
      return exit.state();
    }
    return signOfLife().plus(STALE).isBefore(now) ? "crashed" : "running";
  }

  /** Of a copy the date tells when it was made. */
  private Instant signOfLife() {
    Instant modified = last().file().modified();
    Instant last = lastTime();
    return last != null && last.plus(COPIED).isBefore(modified) ? last : modified;
  }

  /** The time of the last record that has one, which may be that of the run itself. */
  private @Nullable Instant lastTime() {
    LogEnds ends = last().ends();
    return ends.lastTime() == null ? ends.run().startTime() : ends.lastTime();
  }

  /** The run with {@code fields}, as of {@code now}. */
  Run toRun(Set<RunField> fields, Instant now, CallScope scope) throws IOException {
    Wanted wanted = new Wanted(fields);
    RunRecord record = record(fields, scope);
    JsonTree summary = fields.contains(RunField.SUMMARY) ? summary(scope) : null;
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
        wanted.text(RunField.HOST, noted(RunField.HOST, record.host(), fields, Fact.HOST)),
        wanted.text(
            RunField.COMMIT, noted(RunField.COMMIT, record.commit(), fields, Fact.GIT_COMMIT)),
        fields.contains(RunField.TAGS) ? record.tags() : List.of(),
        wanted.text(RunField.NOTES, record.notes()),
        null,
        null,
        fields.contains(RunField.HISTORY_LINE_COUNT) ? (Long) historyKeys(scope).steps() : null,
        null,
        fields.contains(RunField.CONFIG) ? config(scope) : null,
        summary == null ? null : summary.text(),
        fields.contains(RunField.SYSTEM_METRICS) ? last().scan(scope).systemMetrics().text() : null,
        fields.contains(RunField.HISTORY_KEYS) ? historyKeys(scope) : null,
        summary == null ? null : activeTime(summary),
        wanted.forks(record.fork()),
        exit(fields),
        Map.of());
  }

  /**
   * The description of the run by all logs, the last one deciding, as far as {@code fields} need
   * it.
   */
  private RunRecord record(Set<RunField> fields, CallScope scope) throws IOException {
    boolean ofName = fields.stream().anyMatch(OF_NAME::contains);
    boolean ofRest = fields.stream().anyMatch(OF_REST::contains);
    RunRecord record = RunRecord.NONE;
    for (RunLog log : logs) {
      LogEnds ends = log.ends();
      boolean isEnough = !ofRest && (!ofName || ends.settlesName());
      record = record.then(isEnough ? ends.run() : log.allOfRun(scope));
    }
    return record;
  }

  /**
   * The active time in seconds, where the summary doesn't hold it: of the exit record, or of the
   * last row, which the summary repeats, or else of the last record.
   */
  private @Nullable Double activeTime(JsonTree summary) {
    LogExit exit = last().ends().exit();
    if (exit != null && exit.runtime() > 0) {
      return (double) exit.runtime();
    }
    Instant end = last().ends().lastTime();
    return end == null || end.isBefore(createdAt()) || summary.has(List.of("_runtime"))
        ? null
        : (Double) (Duration.between(createdAt(), end).toMillis() / 1000.0);
  }

  /** The exit code, where it is asked for: the other facts are told by each log's records. */
  private @Nullable ListedEnvironment exit(Set<RunField> fields) {
    LogExit exit = fields.contains(RunField.EXIT_CODE) ? last().ends().exit() : null;
    return exit == null
        ? null
        : new ListedEnvironment(
            RunEnvironment.ofEnd(id, (long) exit.code(), null, null), false, false);
  }

  /** Its logs, read as a whole. */
  List<Segment> segments(CallScope scope) throws IOException {
    List<Segment> segments = new ArrayList<>();
    for (RunLog log : logs) {
      segments.add(log.scan(scope));
    }
    return segments;
  }

  /** The files of its logs. */
  List<LogFile> files() {
    return logs.stream().map(RunLog::file).toList();
  }

  /** The text of the logs, or if that is empty, of a file beside them. */
  private String noted(RunField field, String text, Set<RunField> fields, Fact fact) {
    String noted =
        text.isEmpty() && fields.contains(field) ? RunFolder.metadata(files()).text(fact) : null;
    return noted == null ? text : noted;
  }

  /** The largest step, or -1 if the run logged none. */
  private static long lastStep(List<Segment> segments) {
    return segments.stream()
        .flatMap(segment -> segment.stretches().stream())
        .mapToLong(Stretch::last)
        .max()
        .orElse(-1);
  }

  /** Tells the reader of its rows what they lack. */
  void warn(Instant now, CallScope scope) throws IOException {
    boolean isRunning = state(now).equals("running");
    for (RunLog log : logs) {
      Segment segment = log.scan(scope);
      if (segment.damages() > 0) {
        scope.warn(
            "run %s: %s is damaged in %s; %s"
                .formatted(
                    id,
                    segment.name(),
                    places(segment.damages()),
                    wereRead(segment, "intact ", "")));
      }
      if (segment.isTorn()) {
        scope.warn(
            "run %s: %s ends within a record; %s"
                .formatted(id, segment.name(), wereRead(segment, "", " before it")));
      } else if (isRunning && log == last()) {
        scope.warn(
            "run %s: %s is still being written; %s"
                .formatted(id, segment.name(), wereRead(segment, "", " so far")));
      }
    }
  }

  private static String wereRead(Segment segment, String which, String until) {
    long rows = segment.rows();
    return rows == 0
        ? "it holds no row%s".formatted(until)
        : rows == 1
            ? "the %srow%s was read".formatted(which, until)
            : "the %d %srows%s were read".formatted(rows, which, until);
  }

  /** Tells the reader of its description what that may lack, as far as it was read. */
  void warnOfDamage(CallScope scope) {
    for (RunLog log : logs) {
      Segment segment = log.scanIfKnown();
      int damages = segment == null ? log.ends().damages() : segment.damages();
      if (segment != null && (segment.config().isCut() || segment.summary().isCut())) {
        scope.warn(
            ("run %s: the config and the summary in %s are larger than memory allows, and were read"
                    + " in part; raise -Xmx")
                .formatted(id, log.name()));
      }
      if (damages > 0) {
        scope.warn(
            "run %s: %s is damaged in %s; what it says of the run may be incomplete"
                .formatted(id, log.name(), places(damages)));
      }
    }
  }

  /** Tells that this run, whose run record is lost, may belong to the project that is read. */
  void warnOfLostProject(CallScope scope) {
    if (logs.stream().allMatch(log -> log.ends().run().id().isEmpty())
        && logs.stream().anyMatch(log -> log.ends().damages() > 0)) {
      scope.warn(
          "run %s: %s is damaged and doesn't say whose it is; it is listed in %s"
              .formatted(id, last().name(), project));
    }
  }

  private static String places(int damages) {
    return damages == 1 ? "one place" : damages + " places";
  }

  private RunLog last() {
    return logs.get(logs.size() - 1);
  }

  private Instant heartbeatAt() {
    Instant time = lastTime();
    return time != null ? time : last().file().modified();
  }

  private String config(CallScope scope) throws IOException {
    JsonTree config = merged(segments(scope), Segment::config);
    INTERNAL_CONFIG.forEach(name -> config.remove(List.of(name)));
    return config.text();
  }

  /** A writer may leave the summary to the server, which takes the last value of each metric. */
  private JsonTree summary(CallScope scope) throws IOException {
    List<Segment> segments = segments(scope);
    JsonTree summary = merged(segments, Segment::summary);
    long lastStep = lastStep(segments);
    if (!summary.isEmpty() || lastStep < 0) {
      return summary;
    }
    long characters = 0;
    boolean isCut = false;
    try (StepMerge rows = StepMerge.of(id, segments, StepRange.ALL)) {
      for (HistoryRecord row = rows.next(); row != null; row = rows.next()) {
        scope.check();
        for (Item item : row.items()) {
          long more = summary.has(item.path()) ? 0 : item.json().length() + JsonTree.OF_AN_ENTRY;
          if (characters + more <= Changes.MAX_CHARACTERS) {
            characters += more;
            summary.put(item);
          } else {
            isCut = true;
          }
        }
      }
    }
    if (isCut) {
      scope.warnOfKind(
          "summary of " + id,
          ("run %s: its rows hold more than memory allows for a summary, which has some of it;"
                  + " raise -Xmx")
              .formatted(id));
    }
    summary.put(List.of("_step"), Long.toString(lastStep));
    return summary;
  }

  private static JsonTree merged(List<Segment> segments, Function<Segment, Changes> part) {
    JsonTree tree = new JsonTree();
    segments.forEach(segment -> part.apply(segment).applyTo(tree));
    return tree;
  }

  private HistoryKeys historyKeys(CallScope scope) throws IOException {
    HistoryKeys known = mergedKeys;
    if (known == null) {
      List<Segment> segments = segments(scope);
      if (!overlap(segments)) {
        return ofLogs(segments);
      }
      known = ofMergedRows(segments, scope);
      mergedKeys = known;
    }
    return known;
  }

  private static HistoryKeys ofLogs(List<Segment> segments) {
    Map<String, Map<String, Long>> counts = new HashMap<>();
    segments.forEach(
        segment -> segment.keys().forEach((key, types) -> KeyCounts.merge(key, types, counts)));
    long steps = segments.stream().mapToLong(Segment::rows).sum();
    return historyKeys(lastStep(segments), steps, counts);
  }

  /** Where logs hold the same steps, each counts once. */
  private HistoryKeys ofMergedRows(List<Segment> segments, CallScope scope) throws IOException {
    KeyCounts counts = new KeyCounts();
    long steps = 0;
    try (StepMerge rows = StepMerge.of(id, segments, StepRange.ALL)) {
      for (HistoryRecord row = rows.next(); row != null; row = rows.next()) {
        scope.check();
        counts.add(row.items());
        steps++;
      }
    }
    return historyKeys(lastStep(segments), steps, counts.byKey(name -> name));
  }

  private static HistoryKeys historyKeys(
      long lastStep, long steps, Map<String, Map<String, Long>> counts) {
    Map<String, List<TypeCount>> keys = new HashMap<>();
    counts.forEach((key, types) -> keys.put(key, KeyCounts.typeCounts(types)));
    if (steps > 0) {
      keys.put("_step", List.of(new TypeCount("number", steps, Map.of())));
    }
    return new HistoryKeys(lastStep, steps, keys);
  }

  private static boolean overlap(List<Segment> segments) {
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
    List<Run.Fork> forks(Run.@Nullable Fork fork) {
      boolean isAsked =
          fields.contains(RunField.FORKED_FROM) || fields.contains(RunField.FORKED_AT_STEP);
      return fork == null || !isAsked ? List.of() : List.of(fork);
    }

    @Nullable String text(RunField field, String text) {
      return fields.contains(field) && !text.isEmpty() ? text : null;
    }
  }
}
