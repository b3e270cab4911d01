package io.github.wandbjdbc.engine.source;

import org.jspecify.annotations.Nullable;

/** Rows one after the other, of a source that has them so. Begins before the first. */
public interface RowSource extends AutoCloseable {
  /** Goes to the next row; false if there are no more. */
  boolean advance();

  /**
   * The value of field {@code index} of the row, in the class that {@link
   * io.github.wandbjdbc.engine.values.Column#get} gives for its type; null is NULL.
   */
  @Nullable Object value(int index);

  /** Whether the next row, or the end, is known without asking anybody for it. */
  boolean isAtHand();

  /** Ends it. May be called more than once. */
  @Override
  void close();
}
