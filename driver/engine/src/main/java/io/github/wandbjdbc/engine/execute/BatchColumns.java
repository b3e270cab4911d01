package io.github.wandbjdbc.engine.execute;

import io.github.wandbjdbc.engine.values.Batch;
import io.github.wandbjdbc.engine.values.ColumnVector;

/** Columns of a batch as an array, as keys are looked up by. */
public final class BatchColumns {
  private BatchColumns() {}

  /** The first {@code width} columns. */
  public static ColumnVector[] first(Batch batch, int width) {
    ColumnVector[] columns = new ColumnVector[width];
    for (int i = 0; i < width; i++) {
      columns[i] = batch.column(i);
    }
    return columns;
  }

  /** The columns of {@code fields}. */
  public static ColumnVector[] of(Batch batch, int[] fields) {
    ColumnVector[] columns = new ColumnVector[fields.length];
    for (int i = 0; i < fields.length; i++) {
      columns[i] = batch.column(fields[i]);
    }
    return columns;
  }
}
