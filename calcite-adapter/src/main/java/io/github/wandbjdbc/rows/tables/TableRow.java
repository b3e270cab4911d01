package io.github.wandbjdbc.rows.tables;

import org.jspecify.annotations.Nullable;

/**
 * A row of a logged table.
 *
 * @param values by the place of the columns that were found
 */
@SuppressWarnings("ArrayRecordComponent") // Nobody compares rows.
record TableRow(String runId, @Nullable Long step, @Nullable Object[] values) {}
