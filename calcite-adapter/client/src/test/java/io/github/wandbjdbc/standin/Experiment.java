package io.github.wandbjdbc.standin;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** A run for the stand-in to hold, told value by value. What isn't told has a plain default. */
public final class Experiment {
  /** Of a file: its bytes. */
  static final String CONTENT = "content";

  /** Of a file: its place in the storage. */
  static final String PLACE = "place";

  final String id;
  @Nullable String displayName;
  volatile @Nullable String state = "finished";
  @Nullable String group;
  @Nullable String jobType;
  @Nullable String sweep;
  @Nullable String host;
  @Nullable String commit;
  @Nullable String notes;
  @Nullable String description;
  @Nullable String username = "ada";
  @Nullable List<String> tags = new ArrayList<>();
  @Nullable Instant createdAt;
  @Nullable Instant heartbeatAt;
  final Map<String, Object> config = new LinkedHashMap<>();
  final Map<String, Object> internal = new LinkedHashMap<>(Map.of("cli_version", "0.30.0"));
  final Map<String, Object> summary = new LinkedHashMap<>();
  final Map<String, Object> systemMetrics = new LinkedHashMap<>();
  final List<Map<String, Object>> events = new ArrayList<>();
  final List<Map<String, Object>> files = new ArrayList<>();
  final List<Map<String, Object>> logLines = new ArrayList<>();
  final List<String> inputs = new ArrayList<>();
  final List<String> outputs = new ArrayList<>();
  final List<Export> exports = new ArrayList<>();
  private long liveFrom = Long.MAX_VALUE;
  int usesOfUrls = Integer.MAX_VALUE;
  boolean hasConfig = true;
  boolean hasHistoryKeys = true;
  volatile History history = new History.Kept();
  @Nullable Long lineCount;
  @Nullable Map<String, Object> keys;

  final Map<String, @Nullable Object> answers = new LinkedHashMap<>();
  int maxSamples = Integer.MAX_VALUE;
  int maxKeys = Integer.MAX_VALUE;
  final Set<Long> withoutStep = new HashSet<>();

  @Nullable String forkedFrom;
  long forkedAt;

  private String[] metrics = {};

  private Experiment(String id) {
    this.id = id;
    this.displayName = id;
  }

  /** A finished run with the given run id. */
  public static Experiment experiment(String id) {
    return new Experiment(id);
  }

  /** Sets the display name; null if it has none. */
  public Experiment displayName(@Nullable String value) {
    displayName = value;
    return this;
  }

  public Experiment state(@Nullable String value) {
    state = value;
    return this;
  }

  public Experiment group(@Nullable String value) {
    group = value;
    return this;
  }

  public Experiment jobType(@Nullable String value) {
    jobType = value;
    return this;
  }

  public Experiment sweep(@Nullable String value) {
    sweep = value;
    return this;
  }

  public Experiment host(@Nullable String value) {
    host = value;
    return this;
  }

  public Experiment commit(@Nullable String value) {
    commit = value;
    return this;
  }

  public Experiment notes(@Nullable String value) {
    notes = value;
    return this;
  }

  /** The user's name; null for a user who was deleted. */
  public Experiment username(@Nullable String value) {
    username = value;
    return this;
  }

  public Experiment tags(String... values) {
    tags = new ArrayList<>(List.of(values));
    return this;
  }

  /** The API may answer null for tags. */
  public Experiment withoutTags() {
    tags = null;
    return this;
  }

  public Experiment createdAt(Instant value) {
    createdAt = value;
    return this;
  }

  public Experiment heartbeatAt(@Nullable Instant value) {
    heartbeatAt = value;
    return this;
  }

  /** A value of the config; lists and maps nest. */
  public Experiment config(String key, @Nullable Object value) {
    put(config, key, value);
    return this;
  }

  /** The client's own notes in the config, under {@code _wandb}. */
  public Experiment internal(String key, Object value) {
    internal.put(key, value);
    return this;
  }

  /** A config of a client that keeps nothing there. */
  public Experiment withoutInternal() {
    internal.clear();
    return this;
  }

  /** The API may answer null for config. */
  public Experiment withoutConfig() {
    hasConfig = false;
    return this;
  }

  /** Sets the API's answer for a field of the run, whatever else was set. */
  public Experiment answering(String field, @Nullable Object value) {
    answers.put(field, value);
    return this;
  }

  /** A value of the summary; lists and maps nest. */
  public Experiment summary(String key, @Nullable Object value) {
    put(summary, key, value);
    return this;
  }

  public Experiment systemMetric(String key, @Nullable Object value) {
    put(systemMetrics, key, value);
    return this;
  }

  /** It is a fork of {@code run}, of whose steps it has those up to {@code lastStep}. */
  public Experiment forkedFrom(String run, long lastStep) {
    forkedFrom = run;
    forkedAt = lastStep;
    return this;
  }

  /** The API may answer null for the history keys of a run that has a history. */
  public Experiment withoutHistoryKeys() {
    hasHistoryKeys = false;
    return this;
  }

  /** Sets the answer of {@code historyKeys}, whatever the rows are. */
  public Experiment historyKeys(Map<String, Object> value) {
    keys = value;
    return this;
  }

  /** A row of system metrics, as {@code events} gives it. */
  public Experiment event(Map<String, Object> row) {
    events.add(row);
    return this;
  }

  /** A file that the run saved, as the API gives it. */
  public Experiment file(Map<String, Object> file) {
    files.add(file);
    return this;
  }

  /** A file that the run saved, which the storage has. */
  public Experiment file(String name, byte[] content) {
    return file(stored(id, name, content));
  }

  /** A file of {@code owner}, a run or an artifact, which the storage has. */
  public static Map<String, Object> stored(String owner, String name, byte[] content) {
    Map<String, Object> file = new LinkedHashMap<>();
    file.put("id", "File:" + owner + "/" + name);
    file.put("name", name);
    file.put("sizeBytes", content.length);
    file.put("url", "https://files.invalid/" + name);
    file.put(CONTENT, content);
    file.put(PLACE, owner + "/" + name);
    return file;
  }

  /** Likewise, of text. */
  public Experiment file(String name, String text) {
    return file(name, text.getBytes(StandardCharsets.UTF_8));
  }

  /** A line of its console, as the API gives it. */
  public Experiment logLine(Map<String, Object> line) {
    logLines.add(line);
    return this;
  }

  /**
   * Parts of its history were exported. What isn't in any of them is live; {@code history} serves
   * all.
   */
  public Experiment exported(Export... files) {
    exports.addAll(List.of(files));
    return this;
  }

  /** Live from that step on, whatever was exported. */
  public Experiment liveFrom(long step) {
    liveFrom = step;
    return this;
  }

  boolean isLive(long step) {
    return step >= liveFrom
        || exports.stream().noneMatch(export -> export.first <= step && step < export.end);
  }

  /** A signed URL of an exported file is good for so many requests. */
  public Experiment expiringAfter(int uses) {
    usesOfUrls = uses;
    return this;
  }

  /** An artifact of that id that the run used. */
  public Experiment using(String artifact) {
    inputs.add(artifact);
    return this;
  }

  /** An artifact of that id that the run made. */
  public Experiment making(String artifact) {
    outputs.add(artifact);
    return this;
  }

  public Experiment description(@Nullable String value) {
    description = value;
    return this;
  }

  /** The run id. */
  public String id() {
    return id;
  }

  /** The number of steps logged: what {@code history} must give. */
  public long rowCount() {
    return history.count();
  }

  /** Tells of each step logged, in order, and of what it logged, without {@code _step}. */
  public void forEachRow(BiConsumer<Long, Map<String, Object>> taker) {
    history.visit(0, Long.MAX_VALUE, taker::accept);
  }

  /** The API's count of history lines, where it differs from the number of rows. */
  public Experiment lineCount(long value) {
    lineCount = value;
    return this;
  }

  /** The most of its rows that an answer holds, where that is less than for other runs. */
  public Experiment capSamples(int value) {
    maxSamples = value;
    return this;
  }

  /** Rows of {@code history} come with so many keys, though {@code historyKeys} counts all. */
  public Experiment capKeys(int value) {
    maxKeys = value;
    return this;
  }

  /** The rows at these steps come without {@code _step}. */
  public Experiment withoutStepAt(Long... steps) {
    withoutStep.addAll(List.of(steps));
    return this;
  }

  /** Numbers to be logged by {@link #forSteps}. */
  public Experiment logging(String... names) {
    metrics = names.clone();
    return this;
  }

  /**
   * Logs each metric of {@link #logging} at the steps 0 to {@code count} - 1; its value is {@code
   * step + 0.5}.
   */
  public Experiment forSteps(long count) {
    String[] names = metrics;
    return generated(
        count - 1,
        step -> {
          Map<String, Object> row = new LinkedHashMap<>();
          for (String name : names) {
            row.put(name, step + 0.5);
          }
          return row;
        });
  }

  /** Logs {@code values} at {@code step}. */
  public Experiment row(long step, Map<String, Object> values) {
    ((History.Kept) history).put(step, values);
    return this;
  }

  /**
   * Logs at each step up to {@code lastStep} what {@code rowAt} gives for it; nothing where it
   * gives null.
   */
  public Experiment generated(long lastStep, LongFunction<@Nullable Map<String, Object>> rowAt) {
    history = new History.Generated(lastStep, rowAt);
    return this;
  }

  /** Logs so many steps more as it {@link #generated} those before, perhaps while it is read. */
  public synchronized void grows(long steps) {
    history = ((History.Generated) history).grown(steps);
  }

  @SuppressWarnings("NullAway") // JSON holds nulls, which Map's type can't say
  private static void put(Map<String, Object> map, String key, @Nullable Object value) {
    map.put(key, value);
  }
}
