package io.github.wandbjdbc.engine.values;

/** A batch whose columns are there. */
public final class ColumnBatch implements Batch {
  private final ColumnVector[] columns;
  private final int size;

  /** The first {@code size} values of {@code columns}, which aren't copied. */
  public ColumnBatch(ColumnVector[] columns, int size) {
    this.columns = columns;
    this.size = size;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public ColumnVector column(int index) {
    return columns[index];
  }
}
