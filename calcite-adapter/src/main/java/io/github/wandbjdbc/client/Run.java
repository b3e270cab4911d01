package io.github.wandbjdbc.client;

import java.time.Instant;
import java.util.List;
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
    @Nullable HistoryKeys historyKeys) {

  public Run {
    tags = List.copyOf(tags);
  }
}
