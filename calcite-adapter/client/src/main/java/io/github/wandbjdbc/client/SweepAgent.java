package io.github.wandbjdbc.client;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A process that starts runs for a sweep. What the source doesn't know is null.
 *
 * @param runCount how many runs it started
 * @param state in lower case
 */
public record SweepAgent(
    String sweepId,
    String id,
    @Nullable String name,
    @Nullable String host,
    @Nullable String state,
    @Nullable Long runCount,
    @Nullable Instant createdAt,
    @Nullable Instant heartbeatAt) {}
