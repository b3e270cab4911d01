package io.github.wandbjdbc.client;

import io.github.wandbjdbc.client.logged.ListedEnvironment;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One run. What was not asked for is null, as is what the source doesn't know.
 *
 * @param id the run id, the API's {@code name}
 * @param displayName what people read, the API's {@code displayName}
 * @param state in lower case
 * @param tags empty if there are none
 * @param config standard JSON text of an object, without the {@code value} envelopes and without
 *     internal keys
 * @param summary standard JSON text of an object
 * @param systemMetrics standard JSON text of an object
 * @param historyLineCount the number of history lines that the source states
 * @param url the run's page in the web app
 * @param activeTime in seconds, where the source knows it and the summary doesn't hold it
 * @param forks what it was forked from, and that run in turn, as far as the source tells; empty if
 *     it is no fork
 * @param environment the exit code, the time and space that the run took, and its machine and
 *     program
 * @param faults what is wrong with fields that the source holds otherwise than it should, each a
 *     phrase that goes on behind the field's name; such a field is null, or what could be read of
 *     it
 */
public record Run(
    String id,
    @Nullable String displayName,
    @Nullable String state,
    @Nullable Instant createdAt,
    @Nullable Instant heartbeatAt,
    @Nullable String username,
    @Nullable String group,
    @Nullable String jobType,
    @Nullable String sweepId,
    @Nullable String host,
    @Nullable String commit,
    List<String> tags,
    @Nullable String notes,
    @Nullable String description,
    @Nullable Boolean readOnly,
    @Nullable Long historyLineCount,
    @Nullable String url,
    @Nullable String config,
    @Nullable String summary,
    @Nullable String systemMetrics,
    @Nullable HistoryKeys historyKeys,
    @Nullable Double activeTime,
    List<Fork> forks,
    @Nullable ListedEnvironment environment,
    Map<RunField, String> faults) {

  /** The weight of a run without its texts, of a key of its history, and of its environment. */
  private static final long OF_A_RUN = 500;

  private static final long OF_A_KEY = 150;

  private static final long OF_AN_ENVIRONMENT = 500;

  public Run {
    tags = List.copyOf(tags);
    forks = List.copyOf(forks);
    faults = Map.copyOf(faults);
  }

  /** A run whose fields all are as they should be. */
  public Run(
      String id,
      @Nullable String displayName,
      @Nullable String state,
      @Nullable Instant createdAt,
      @Nullable Instant heartbeatAt,
      @Nullable String username,
      @Nullable String group,
      @Nullable String jobType,
      @Nullable String sweepId,
      @Nullable String host,
      @Nullable String commit,
      List<String> tags,
      @Nullable String notes,
      @Nullable String description,
      @Nullable Boolean readOnly,
      @Nullable Long historyLineCount,
      @Nullable String url,
      @Nullable String config,
      @Nullable String summary,
      @Nullable String systemMetrics,
      @Nullable HistoryKeys historyKeys) {
    this(
        id,
        displayName,
        state,
        createdAt,
        heartbeatAt,
        username,
        group,
        jobType,
        sweepId,
        host,
        commit,
        tags,
        notes,
        description,
        readOnly,
        historyLineCount,
        url,
        config,
        summary,
        systemMetrics,
        historyKeys,
        null,
        List.of(),
        null,
        Map.of());
  }

  /**
   * Where a run branched off from another.
   *
   * @param parent the other run; null if the source doesn't tell, as of one that is gone
   * @param step the last step that it has from there, unless it logged that step itself
   * @param rows the number of history lines of the parent; null if the source doesn't tell
   * @param isKnown whether the source tells what the parent was forked from, too: the next one of a
   *     run's forks, or nothing
   */
  public record Fork(@Nullable String parent, long step, @Nullable Long rows, boolean isKnown) {}

  /**
   * The same with the config, the summary and the environment that {@code other} has, as far as it
   * has any.
   */
  public Run withValuesOf(Run other) {
    Copy copy = new Copy(this);
    copy.config = other.config == null ? config : other.config;
    copy.summary = other.summary == null ? summary : other.summary;
    copy.activeTime = other.summary == null ? activeTime : other.activeTime;
    copy.environment =
        other.environment != null && other.environment.hasNotes() ? other.environment : environment;
    copy.faults = new EnumMap<>(RunField.class);
    copy.faults.putAll(faults);
    copy.faults.putAll(other.faults);
    return copy.run();
  }

  /** The same with the light {@code fields} of {@code other}, which are those of the same run. */
  public Run withFieldsOf(Run other, Set<RunField> fields) {
    Copy copy = new Copy(this);
    fields.forEach(field -> copy.take(field, other));
    return copy.run();
  }

  /** The same without what may be large: notes, description, and all that isn't a short field. */
  public Run withoutLargeFields() {
    Copy copy = new Copy(this);
    copy.notes = null;
    copy.description = null;
    copy.config = null;
    copy.summary = null;
    copy.activeTime = null;
    copy.systemMetrics = null;
    copy.historyKeys = null;
    copy.environment = environment == null ? null : environment.ofEnd();
    return copy.run();
  }

  /** The same while the run hadn't ended yet, as far as the environment tells of its end. */
  public Run withoutEnd() {
    Copy copy = new Copy(this);
    copy.environment = environment == null ? null : environment.withoutEnd();
    return copy.run();
  }

  /** The same with another number of lines, and other keys of its history. */
  public Run withHistory(@Nullable Long lines, @Nullable HistoryKeys keys) {
    Copy copy = new Copy(this);
    copy.historyLineCount = lines;
    copy.historyKeys = keys;
    return copy.run();
  }

  /** About how many bytes it takes in memory. */
  public long weight() {
    return OF_A_RUN
        + (environment == null ? 0 : OF_AN_ENVIRONMENT)
        + Stream.of(config, summary, systemMetrics, notes, description)
            .mapToLong(text -> text == null ? 0 : text.length())
            .sum()
        + tags.stream().mapToLong(String::length).sum()
        + (historyKeys == null ? 0 : weight(historyKeys.keys()));
  }

  private static long weight(Map<String, List<HistoryKeys.TypeCount>> keys) {
    long sum = 0;
    for (List<HistoryKeys.TypeCount> counts : keys.values()) {
      sum += OF_A_KEY;
      for (HistoryKeys.TypeCount count : counts) {
        sum += weight(count.keys());
      }
    }
    return sum;
  }

  /** A run in the making, which begins as another. */
  private static final class Copy {
    private final String id;
    private @Nullable String displayName;
    private @Nullable String state;
    private @Nullable Instant createdAt;
    private @Nullable Instant heartbeatAt;
    private @Nullable String username;
    private @Nullable String group;
    private @Nullable String jobType;
    private @Nullable String sweepId;
    private @Nullable String host;
    private @Nullable String commit;
    private List<String> tags;
    private @Nullable String notes;
    private @Nullable String description;
    private @Nullable Boolean readOnly;
    private @Nullable Long historyLineCount;
    private @Nullable String url;
    private @Nullable String config;
    private @Nullable String summary;
    private @Nullable String systemMetrics;
    private @Nullable HistoryKeys historyKeys;
    private @Nullable Double activeTime;
    private List<Fork> forks;
    private @Nullable ListedEnvironment environment;
    private Map<RunField, String> faults;

    Copy(Run run) {
      id = run.id;
      displayName = run.displayName;
      state = run.state;
      createdAt = run.createdAt;
      heartbeatAt = run.heartbeatAt;
      username = run.username;
      group = run.group;
      jobType = run.jobType;
      sweepId = run.sweepId;
      host = run.host;
      commit = run.commit;
      tags = run.tags;
      notes = run.notes;
      description = run.description;
      readOnly = run.readOnly;
      historyLineCount = run.historyLineCount;
      url = run.url;
      config = run.config;
      summary = run.summary;
      systemMetrics = run.systemMetrics;
      historyKeys = run.historyKeys;
      activeTime = run.activeTime;
      forks = run.forks;
      environment = run.environment;
      faults = run.faults;
    }

    /** Has the light {@code field} as {@code other} has it. */
    void take(RunField field, Run other) {
      switch (field) {
        case DISPLAY_NAME -> displayName = other.displayName;
        case STATE -> state = other.state;
        case CREATED_AT -> createdAt = other.createdAt;
        case HEARTBEAT_AT -> heartbeatAt = other.heartbeatAt;
        case USERNAME -> username = other.username;
        case GROUP -> group = other.group;
        case JOB_TYPE -> jobType = other.jobType;
        case SWEEP_ID -> sweepId = other.sweepId;
        case HOST -> host = other.host;
        case COMMIT -> commit = other.commit;
        case TAGS -> tags = other.tags;
        case NOTES -> notes = other.notes;
        case DESCRIPTION -> description = other.description;
        case READ_ONLY -> readOnly = other.readOnly;
        case HISTORY_LINE_COUNT -> historyLineCount = other.historyLineCount;
        case URL -> url = other.url;
        case FORKED_FROM, FORKED_AT_STEP -> forks = other.forks;
        case EXIT_CODE, COMPUTE_SECONDS, STORAGE_BYTES -> takeEnd(field, other);
        case ID, ENVIRONMENT, CONFIG, SUMMARY, SYSTEM_METRICS, HISTORY_KEYS -> {
          // Not light, or the same.
        }
      }
    }

    private void takeEnd(RunField field, Run other) {
      ListedEnvironment theirs = other.environment;
      if (theirs == null) {
        return;
      }
      ListedEnvironment ours = environment == null ? theirs.ofEnd() : environment;
      environment =
          ours.withEnd(
              (field == RunField.EXIT_CODE ? theirs : ours).facts().exitCode(),
              (field == RunField.COMPUTE_SECONDS ? theirs : ours).facts().computeSeconds(),
              (field == RunField.STORAGE_BYTES ? theirs : ours).facts().storageBytes());
    }

    Run run() {
      return new Run(
          id,
          displayName,
          state,
          createdAt,
          heartbeatAt,
          username,
          group,
          jobType,
          sweepId,
          host,
          commit,
          tags,
          notes,
          description,
          readOnly,
          historyLineCount,
          url,
          config,
          summary,
          systemMetrics,
          historyKeys,
          activeTime,
          forks,
          environment,
          faults);
    }
  }
}
