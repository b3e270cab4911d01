package io.github.wandbjdbc.engine.execute.windows;

import static java.util.Objects.requireNonNull;

import io.github.wandbjdbc.engine.values.Accumulator;
import io.github.wandbjdbc.engine.values.ColumnVector;
import io.github.wandbjdbc.engine.values.windows.CancellationCheck;
import io.github.wandbjdbc.engine.values.windows.FrameRows;
import io.github.wandbjdbc.engine.values.windows.Partition;
import io.github.wandbjdbc.engine.values.windows.WindowFunction;
import org.jspecify.annotations.Nullable;

/**
 * An aggregate over frames.
 *
 * <p>While frames keep their first row and only grow, each row is added once; so are they if all
 * are the same. Otherwise a frame of up to {@link #FEW} rows is added up anew for each row, in the
 * window's order, so that sums of doubles are those of GROUP BY; a larger one is put together from
 * summaries of blocks of rows, if the aggregate has such, in time that grows with the logarithm of
 * its size. Those that have none, such as STDDEV and STRING_AGG, and all with DISTINCT, but
 * COUNT(DISTINCT …), cost a row's whole frame for each row.
 */
final class WindowAggregate implements WindowFunction {
  /** How many rows are added up anew each time, rather than summarised. */
  static final int FEW = 256;

  private final Accumulator states;
  private final @Nullable WindowSummary<?> summary;
  private final WindowRowFilter taken;
  private final @Nullable WindowDistinctRows once;
  private final WindowBytes bytes;
  private final CancellationCheck turns;
  private @Nullable Partition partition;
  private final int[] starts = new int[3];
  private final int[] ends = new int[3];
  private int ranges;
  private long reserved;
  private int added;

  WindowAggregate(
      Accumulator states,
      @Nullable WindowSummary<?> summary,
      WindowRowFilter taken,
      @Nullable WindowDistinctRows once,
      WindowBytes bytes,
      CancellationCheck turns) {
    this.states = states;
    this.summary = summary;
    this.taken = taken;
    this.once = once;
    this.bytes = bytes;
    this.turns = turns;
    states.grow(1);
  }

  @Override
  public void begin(Partition partition, ColumnVector[] operands) {
    this.partition = partition;
    if (summary != null) {
      summary.begin(partition);
    }
    reset();
  }

  @Override
  public void value(int row, FrameRows frame, ColumnVector to, int place) {
    if (summary != null && frame.size() > FEW && !isAdded(frame)) {
      summary.value(frame, to, place);
      return;
    }
    if (!isAdded(frame)) {
      reset();
    }
    for (int i = 0; i < frame.ranges(); i++) {
      add(i < ranges ? ends[i] : frame.startOf(i), frame.endOf(i));
      starts[i] = frame.startOf(i);
      ends[i] = frame.endOf(i);
    }
    ranges = frame.ranges();
    states.result(0, to, place);
  }

  /** Whether what was added is the frame, or its beginning. */
  private boolean isAdded(FrameRows frame) {
    if (ranges > frame.ranges()) {
      return false;
    }
    for (int i = 0; i < ranges; i++) {
      boolean isSame = starts[i] == frame.startOf(i) && ends[i] == frame.endOf(i);
      boolean grows = i == ranges - 1 && starts[i] == frame.startOf(i) && ends[i] <= frame.endOf(i);
      if (!isSame && !grows) {
        return false;
      }
    }
    return true;
  }

  private void reset() {
    states.reset(0);
    ranges = 0;
    if (once != null) {
      once.begin();
    }
  }

  private void add(int start, int end) {
    Partition rows = requireNonNull(partition);
    for (int i = start; i < end; i++) {
      turns.turn();
      int place = rows.place(i);
      if (taken.takes(place) && (once == null || once.isFirst(place))) {
        states.add(0, taken.operands(), place);
        count();
      }
    }
  }

  /** Takes what the states hold of memory, now and then; they may keep texts, or all values. */
  private void count() {
    if (++added % 1024 == 0) {
      long now = states.bytes();
      if (now > reserved) {
        bytes.reserve(now - reserved);
      } else {
        bytes.release(reserved - now);
      }
      reserved = now;
    }
  }
}
