package io.github.wandbjdbc.engine.execute.expressions;

import io.github.wandbjdbc.engine.values.Batch;
import io.github.wandbjdbc.engine.values.ColumnVector;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Some of the rows of a batch. Columns are gathered when they are first asked for. */
public final class SelectedBatch implements Batch {
  private @Nullable ColumnVector[] gathered = new @Nullable ColumnVector[8];
  private boolean[] isGathered = new boolean[8];
  private @Nullable Batch all;
  private int[] places = new int[0];
  private int size;

  /**
   * The rows of {@code batch} at the first {@code count} of {@code selected}; none before holds.
   */
  public SelectedBatch of(Batch batch, int[] selected, int count) {
    all = batch;
    places = selected;
    size = count;
    Arrays.fill(isGathered, false);
    return this;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public ColumnVector column(int index) {
    if (all == null) {
      throw new IllegalStateException("nothing was selected yet");
    }
    ColumnVector from = all.column(index);
    if (size == all.size()) {
      return from;
    }
    if (index >= gathered.length) {
      gathered = Arrays.copyOf(gathered, 2 * index);
      isGathered = Arrays.copyOf(isGathered, 2 * index);
    }
    ColumnVector column = gathered[index];
    if (column == null || column.kind() != from.kind()) {
      column = ColumnVector.of(from.kind(), Math.max(size, MOST_ROWS));
      gathered[index] = column;
    }
    if (!isGathered[index]) {
      column.gather(from, places, size);
      isGathered[index] = true;
    }
    return column;
  }
}
