package io.github.wandbjdbc.client;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
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
}
