package io.github.wandbjdbc.engine.execute;

import io.github.wandbjdbc.engine.values.Batch;
import io.github.wandbjdbc.engine.values.Column;

/** Columns of a batch as an array, as keys are looked up by. */
public final class BatchColumns {
  private BatchColumns() {}

  /** The first {@code width} columns. */
  public static Column[] first(Batch batch, int width) {
    Column[] columns = new Column[width];
    for (int i = 0; i < width; i++) {
      columns[i] = batch.column(i);
    }
    return columns;
  }

  /** The columns of {@code fields}. */
  public static Column[] of(Batch batch, int[] fields) {
    Column[] columns = new Column[fields.length];
    for (int i = 0; i < fields.length; i++) {
      columns[i] = batch.column(fields[i]);
    }
    return columns;
  }
}
