package io.github.wandbjdbc.client.logged;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An alert that a run raised. What the source doesn't know is null.
 *
 * @param number its place among those of the run, from 0
 * @param raisedAt the time of what was noted last before it
 * @param level such as {@code INFO}, {@code WARN} or {@code ERROR}, as logged
 */
public record Alert(
    String runId,
    long number,
    @Nullable Instant raisedAt,
    @Nullable String level,
    @Nullable String title,
    @Nullable String text) {}
