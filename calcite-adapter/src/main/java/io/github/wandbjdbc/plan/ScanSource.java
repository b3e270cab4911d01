package io.github.wandbjdbc.plan;

import io.github.wandbjdbc.client.WandbClient;
import io.github.wandbjdbc.rows.TypeMismatch;
import org.jspecify.annotations.Nullable;

/**
 * Whom a scan asks, and how: what is the same for all scans of a table, whatever the query.
 *
 * @param pushdown whether filters, projections, limits and counts travel
 * @param maxRuns a scan that would read the histories of more runs fails
 * @param notice a warning for whoever reads the table, or null
 */
public record ScanSource(
    WandbClient client,
    boolean pushdown,
    TypeMismatch typeMismatch,
    long maxRuns,
    @Nullable String notice) {}
