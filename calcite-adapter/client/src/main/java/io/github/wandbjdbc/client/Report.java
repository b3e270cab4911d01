package io.github.wandbjdbc.client;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A report that people wrote about a project. What the source doesn't know is null.
 *
 * @param title what people call it
 * @param spec its blocks, as the web app keeps them: JSON text
 */
public record Report(
    String id,
    @Nullable String name,
    @Nullable String title,
    @Nullable String description,
    @Nullable String username,
    @Nullable Instant createdAt,
    @Nullable Instant updatedAt,
    @Nullable String spec) {}
