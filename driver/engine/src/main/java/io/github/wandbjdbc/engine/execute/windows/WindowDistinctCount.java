package io.github.wandbjdbc.engine.execute.windows;

import static java.util.Objects.requireNonNull;

import io.github.wandbjdbc.engine.values.ColumnVector;
import io.github.wandbjdbc.engine.values.LongColumn;
import io.github.wandbjdbc.engine.values.windows.CancellationCheck;
import io.github.wandbjdbc.engine.values.windows.FrameRows;
import io.github.wandbjdbc.engine.values.windows.Partition;
import io.github.wandbjdbc.engine.values.windows.WindowFunction;
import org.jspecify.annotations.Nullable;

/**
 * COUNT(DISTINCT …) over frames whose ends only move on: each row comes in once and goes out once.
 */
final class WindowDistinctCount implements WindowFunction {
  private final int[] numbers;
  private final int[] times;
  private final WindowRowFilter taken;
  private final CancellationCheck turns;
  private @Nullable Partition partition;
  private int start;
  private int end;
  private long count;

  /** Of rows whose values have {@code numbers}, by place. */
  WindowDistinctCount(int[] numbers, WindowRowFilter taken, CancellationCheck turns) {
    this.numbers = numbers;
    this.times = new int[numbers.length];
    this.taken = taken;
    this.turns = turns;
  }

  @Override
  public void begin(Partition next, ColumnVector[] operands) {
    partition = next;
    start = 0;
    end = 0;
    count = 0;
  }

  @Override
  public void value(int row, FrameRows frame, ColumnVector to, int place) {
    Partition rows = requireNonNull(partition);
    int from = frame.ranges() == 0 ? end : frame.startOf(0);
    int upTo = frame.ranges() == 0 ? end : frame.endOf(0);
    for (; end < upTo; end++) {
      come(rows.place(end), 1);
    }
    for (; start < Math.min(from, end); start++) {
      come(rows.place(start), -1);
    }
    ((LongColumn) to).set(place, count);
    if (row == rows.size() - 1) {
      // The next partition begins without any of this one's.
      for (; start < end; start++) {
        come(rows.place(start), -1);
      }
    }
  }

  /** A row comes in, or goes out. */
  private void come(int place, int by) {
    turns.turn();
    if (taken.takesValue(place)) {
      int number = numbers[place];
      count += by > 0 && times[number] == 0 ? 1 : by < 0 && times[number] == 1 ? -1 : 0;
      times[number] += by;
    }
  }
}
