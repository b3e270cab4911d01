package io.github.wandbjdbc.engine.values;

/** A batch whose columns are there. */
public final class ColumnBatch implements Batch {
  private final Column[] columns;
  private final int size;

  /** The first {@code size} values of {@code columns}, which aren't copied. */
  public ColumnBatch(Column[] columns, int size) {
    this.columns = columns;
    this.size = size;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public Column column(int index) {
    return columns[index];
  }
}
