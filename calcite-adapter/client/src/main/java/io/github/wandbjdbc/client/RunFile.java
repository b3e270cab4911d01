package io.github.wandbjdbc.client;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A file of a run. What the source doesn't know is null.
 *
 * @param name the path below the run's files
 * @param url where it can be had, with the API key
 */
public record RunFile(
    String runId,
    String name,
    @Nullable Long sizeBytes,
    @Nullable String mimeType,
    @Nullable String md5,
    @Nullable Instant updatedAt,
    @Nullable String url) {}
