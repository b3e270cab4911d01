package io.github.wandbjdbc.engine.execute.windows;

import static java.util.Objects.requireNonNull;

import io.github.wandbjdbc.engine.values.ColumnVector;
import io.github.wandbjdbc.engine.values.windows.CancellationCheck;
import io.github.wandbjdbc.engine.values.windows.FrameRows;
import io.github.wandbjdbc.engine.values.windows.Partition;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Summaries of a partition's rows, of blocks of {@link #BLOCK} and of twice, four times … as many,
 * from which that of any range is put together, from its first row to its last. They are made when
 * the first one is asked for.
 *
 * @param <T> what is known of some rows; null of none
 */
abstract class WindowSummary<T> {
  private static final int BLOCK = 16;
  // A summary and the reference to it; of BLOCK rows there are at most two.
  private static final long BYTES = 2L * 80;

  private final WindowBytes bytes;
  private final CancellationCheck turns;
  private final List<List<@Nullable T>> levels = new ArrayList<>();
  private @Nullable Partition partition;
  private long reserved;

  WindowSummary(WindowBytes bytes, CancellationCheck turns) {
    this.bytes = bytes;
    this.turns = turns;
  }

  /** That of the row at {@code place}; null if it doesn't count. */
  abstract @Nullable T of(int place);

  /** That of the rows of {@code left} and of {@code right}, which come behind them. */
  abstract T merged(T left, T right);

  /** Sets the value of {@code to} at {@code place} to the aggregate of {@code rows}. */
  abstract void set(@Nullable T rows, ColumnVector to, int place);

  /** Is of another partition from now on. */
  final void begin(Partition next) {
    partition = next;
    levels.clear();
    bytes.release(reserved);
    reserved = 0;
  }

  /** Sets the value of {@code to} at {@code place} to the aggregate of {@code frame}. */
  final void value(FrameRows frame, ColumnVector to, int place) {
    if (levels.isEmpty()) {
      build();
    }
    T all = null;
    for (int i = 0; i < frame.ranges(); i++) {
      int row = frame.startOf(i);
      int end = frame.endOf(i);
      while (row < end) {
        turns.turn();
        int level = level(row, end);
        if (level < 0) {
          all = both(all, row(row));
          row++;
        } else {
          all = both(all, levels.get(level).get(row / width(level)));
          row += width(level);
        }
      }
    }
    set(all, to, place);
  }

  private static int width(int level) {
    return BLOCK << level;
  }

  /** That of the largest block that begins with {@code row} and ends by {@code end}. */
  private int level(int row, int end) {
    int level = -1;
    while (level + 1 < levels.size()
        && row % width(level + 1) == 0
        && end - row >= width(level + 1)) {
      level++;
    }
    return level;
  }

  private @Nullable T both(@Nullable T left, @Nullable T right) {
    return left == null ? right : right == null ? left : merged(left, right);
  }

  private @Nullable T row(int row) {
    return of(requireNonNull(partition).place(row));
  }

  private void build() {
    int blocks = requireNonNull(partition).size() / BLOCK;
    reserved = BYTES * blocks;
    bytes.reserve(reserved);
    List<@Nullable T> level = new ArrayList<>(blocks);
    for (int i = 0; i < blocks; i++) {
      T block = null;
      for (int row = i * BLOCK; row < (i + 1) * BLOCK; row++) {
        turns.turn();
        block = both(block, row(row));
      }
      level.add(block);
    }
    levels.add(level);
    while (level.size() > 1) {
      List<@Nullable T> next = new ArrayList<>(level.size() / 2);
      for (int i = 0; i + 1 < level.size(); i += 2) {
        turns.turn();
        next.add(both(level.get(i), level.get(i + 1)));
      }
      levels.add(next);
      level = next;
    }
  }
}
