package io.github.wandbjdbc.client;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A line that a run wrote to its console. What the source doesn't know is null.
 *
 * @param number its place, from 0
 * @param level {@code error} if it went to the standard error
 * @param label which of several writers wrote it
 */
public record ConsoleLine(
    String runId,
    @Nullable Long number,
    @Nullable Instant writtenAt,
    @Nullable String level,
    @Nullable String label,
    @Nullable String line) {}
