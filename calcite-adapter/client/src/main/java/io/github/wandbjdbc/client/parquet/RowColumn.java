package io.github.wandbjdbc.client.parquet;

import io.github.wandbjdbc.client.values.LoggedValues;

/** Reads the values of one column, or of several that belong together, row by row. */
interface RowColumn {

  /** Stands for the place of a row that isn't wanted. */
  int NOWHERE = -1;

  /**
   * Reads the values of the next {@code count} rows, each into the row of {@code rows} that {@code
   * places} says; those that are {@link #NOWHERE} are passed over. A value that is there counts for
   * more than one that was put there before.
   */
  void read(LoggedValues rows, int[] places, int count);
}
