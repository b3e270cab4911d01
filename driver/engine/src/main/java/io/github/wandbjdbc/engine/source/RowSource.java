package io.github.wandbjdbc.engine.source;

import io.github.wandbjdbc.engine.values.ColumnVector;

/** Rows one after the other, of a source that has them so. Begins before the first. */
public interface RowSource extends AutoCloseable {
  /** Goes to the next row; false if there are no more. */
  boolean advance();

  /** Puts the value of field {@code index} of the row into {@code column} at {@code place}. */
  void read(int index, ColumnVector column, int place);

  /** Whether the next row, or the end, is known without asking anybody for it. */
  boolean isAtHand();

  /** Ends it. May be called more than once. */
  @Override
  void close();
}
