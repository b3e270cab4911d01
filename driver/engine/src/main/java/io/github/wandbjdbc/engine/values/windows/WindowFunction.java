package io.github.wandbjdbc.engine.values.windows;

import io.github.wandbjdbc.engine.values.ColumnVector;

/**
 * A function that looks at other rows of its row's partition. Made for one window; goes through a
 * partition's rows in their order. For use by one thread.
 */
public interface WindowFunction {
  /** Is before the first row of {@code partition}, whose values are those of {@code operands}. */
  void begin(Partition partition, ColumnVector[] operands);

  /** Sets the value of {@code to} at {@code place} to that of {@code row}, the next one. */
  void value(int row, FrameRows frame, ColumnVector to, int place);
}
