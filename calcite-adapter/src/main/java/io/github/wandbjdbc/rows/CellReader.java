package io.github.wandbjdbc.rows;

/** A reader of rows that can read a value at a time, too, so that no row need be made. */
public interface CellReader<T> extends RowReader<T> {
  /** Reads the value of {@code item} in the column at {@code index}; once for each row. */
  void read(T item, int index, ValueSink into);
}
