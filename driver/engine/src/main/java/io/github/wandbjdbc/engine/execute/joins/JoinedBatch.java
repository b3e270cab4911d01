package io.github.wandbjdbc.engine.execute.joins;

import io.github.wandbjdbc.engine.values.Batch;
import io.github.wandbjdbc.engine.values.ColumnVector;

/** Rows of as many left rows and right rows side by side. */
final class JoinedBatch implements Batch {
  private final Batch left;
  private final int leftWidth;
  private final Batch right;

  /** Both have the same number of rows whenever it is read. */
  JoinedBatch(Batch left, int leftWidth, Batch right) {
    this.left = left;
    this.leftWidth = leftWidth;
    this.right = right;
  }

  @Override
  public int size() {
    return left.size();
  }

  @Override
  public ColumnVector column(int index) {
    return index < leftWidth ? left.column(index) : right.column(index - leftWidth);
  }
}
