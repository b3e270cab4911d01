package io.github.wandbjdbc.client;

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
    Map<RunField, String> faults) {

  /** The weight of a run without its texts, and of a key of its history. */
  private static final long OF_A_RUN = 500;

  private static final long OF_A_KEY = 150;

  public Run {
    tags = List.copyOf(tags);
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
        Map.of());
  }

  /** The same with the config and the summary that {@code other} has, as far as it has any. */
  public Run withValuesOf(Run other) {
    Map<RunField, String> flaws = new EnumMap<>(RunField.class);
    flaws.putAll(faults);
    flaws.putAll(other.faults);
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
        other.config == null ? config : other.config,
        other.summary == null ? summary : other.summary,
        systemMetrics,
        historyKeys,
        flaws);
  }

  /** The same with the light {@code fields} of {@code other}, which are those of the same run. */
  public Run withFieldsOf(Run other, Set<RunField> fields) {
    return new Run(
        id,
        fields.contains(RunField.DISPLAY_NAME) ? other.displayName : displayName,
        fields.contains(RunField.STATE) ? other.state : state,
        fields.contains(RunField.CREATED_AT) ? other.createdAt : createdAt,
        fields.contains(RunField.HEARTBEAT_AT) ? other.heartbeatAt : heartbeatAt,
        fields.contains(RunField.USERNAME) ? other.username : username,
        fields.contains(RunField.GROUP) ? other.group : group,
        fields.contains(RunField.JOB_TYPE) ? other.jobType : jobType,
        fields.contains(RunField.SWEEP_ID) ? other.sweepId : sweepId,
        fields.contains(RunField.HOST) ? other.host : host,
        fields.contains(RunField.COMMIT) ? other.commit : commit,
        fields.contains(RunField.TAGS) ? other.tags : tags,
        fields.contains(RunField.NOTES) ? other.notes : notes,
        fields.contains(RunField.DESCRIPTION) ? other.description : description,
        fields.contains(RunField.READ_ONLY) ? other.readOnly : readOnly,
        fields.contains(RunField.HISTORY_LINE_COUNT) ? other.historyLineCount : historyLineCount,
        fields.contains(RunField.URL) ? other.url : url,
        config,
        summary,
        systemMetrics,
        historyKeys,
        faults);
  }

  /** The same without what may be large: notes, description, and all that isn't a short field. */
  public Run withoutLargeFields() {
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
        null,
        null,
        readOnly,
        historyLineCount,
        url,
        null,
        null,
        null,
        null,
        faults);
  }

  /** The same with another number of lines, and other keys of its history. */
  public Run withHistory(@Nullable Long lines, @Nullable HistoryKeys keys) {
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
        lines,
        url,
        config,
        summary,
        systemMetrics,
        keys,
        faults);
  }

  /** About how many bytes it takes in memory. */
  public long weight() {
    return OF_A_RUN
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
}
