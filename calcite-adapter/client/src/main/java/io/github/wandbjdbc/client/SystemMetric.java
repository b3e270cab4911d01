package io.github.wandbjdbc.client;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One measurement of the machine that a run was on.
 *
 * @param recordedAt when it was measured; null if that wasn't noted
 * @param runtime seconds since the run's start; null if that wasn't noted
 * @param key what was measured, such as {@code gpu.0.temp}, without the prefix {@code system.}
 * @param value a {@link Double}, a {@link Misfit} for what is no number, or null
 * @param label which of several writers of a run measured it; null for the only one
 */
public record SystemMetric(
    String runId,
    @Nullable Instant recordedAt,
    @Nullable Double runtime,
    String key,
    @Nullable Object value,
    @Nullable String label) {}
