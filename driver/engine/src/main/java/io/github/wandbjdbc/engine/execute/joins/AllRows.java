package io.github.wandbjdbc.engine.execute.joins;

import io.github.wandbjdbc.engine.execute.BufferedRows;
import io.github.wandbjdbc.engine.values.Batch;
import org.jspecify.annotations.Nullable;

/** Every held row may match. */
final class AllRows implements Candidates {
  private final BufferedRows held;
  private int next;

  AllRows(BufferedRows held) {
    this.held = held;
  }

  @Override
  public int matchable() {
    return held.size();
  }

  @Override
  public void complete() {}

  @Override
  public void turnTo(Batch batch) {}

  @Override
  public void begin(int place) {
    next = 0;
  }

  @Override
  public boolean hasMore() {
    return next < held.size();
  }

  @Override
  public int fill(int[] places, int from, int most, @Nullable MatchMarks done) {
    int count = Math.min(most, held.size() - next);
    for (int i = 0; i < count; i++) {
      places[from + i] = next + i;
    }
    next += count;
    return count;
  }
}
