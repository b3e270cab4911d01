package io.github.wandbjdbc.client;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One sweep: a search over configurations. What the source doesn't know is null.
 *
 * @param id the sweep id, the API's {@code name}
 * @param name what people read, the API's {@code displayName}
 * @param state in lower case
 * @param method how configurations are chosen: {@code grid}, {@code random}, {@code bayes}
 * @param metric what is optimised
 * @param goal {@code minimize} or {@code maximize}
 * @param bestLoss the best value of the metric so far, as the source states it
 * @param runCount how many runs it has
 * @param runCountExpected how many it will have; null without a bound
 * @param config the sweep's definition, YAML text
 */
public record Sweep(
    String id,
    @Nullable String name,
    @Nullable String state,
    @Nullable String method,
    @Nullable String metric,
    @Nullable String goal,
    @Nullable String description,
    @Nullable Double bestLoss,
    @Nullable Long runCount,
    @Nullable Long runCountExpected,
    @Nullable Instant createdAt,
    @Nullable Instant updatedAt,
    @Nullable String config) {}
