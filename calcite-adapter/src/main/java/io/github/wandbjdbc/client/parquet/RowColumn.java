package io.github.wandbjdbc.client.parquet;

import org.jspecify.annotations.Nullable;

/** Reads the values of one column, or of several that belong together, row by row. */
interface RowColumn {

  /**
   * Reads the values of the next {@code count} rows into {@code rows}; where that holds null, they
   * are passed over. A value that is there counts for more than one that was put there before.
   */
  void read(@Nullable Object[] @Nullable [] rows, int count);
}
