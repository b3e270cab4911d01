package io.github.wandbjdbc.engine.values.windows;

import static java.util.Objects.requireNonNull;

import io.github.wandbjdbc.engine.values.windows.Frame.Bound;
import io.github.wandbjdbc.engine.values.windows.Frame.Reach;
import io.github.wandbjdbc.engine.values.windows.Frame.Unit;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one frame: up to three ranges of a partition's rows, in order, none empty. Moves from
 * row to row of the partition, the first one first, so that all frames of a partition together cost
 * as many steps as it has rows. For use by one thread.
 */
public final class FrameRows {
  private static final int MOST_RANGES = 3;
  private static final int NO_GAP = -1;

  private final Frame frame;
  private final @Nullable FrameDistance lower;
  private final @Nullable FrameDistance upper;
  private final Partition partition;
  private final CancellationCheck turns;
  private final int[] starts = new int[MOST_RANGES];
  private final int[] ends = new int[MOST_RANGES];
  private int ranges;
  private int gap = NO_GAP;
  private int head;
  private int tail;
  private long lowerOffset;
  private long upperOffset;

  /**
   * The frames of the rows of {@code partition}.
   *
   * @param key the sort key, if {@link Frame#isByDistance}
   */
  public FrameRows(
      Frame frame, Partition partition, @Nullable FrameKey key, CancellationCheck turns) {
    this.frame = frame;
    this.partition = partition;
    this.turns = turns;
    boolean byDistance = frame.isByDistance();
    this.lower = byDistance ? FrameDistance.of(frame.lower(), key, true) : null;
    this.upper = byDistance ? FrameDistance.of(frame.upper(), key, false) : null;
  }

  /** Is before the first row of a partition that has just become another. */
  public void begin(Offsets offsets) {
    head = 0;
    tail = 0;
    lowerOffset = begin(frame.lower(), lower, offsets);
    upperOffset = begin(frame.upper(), upper, offsets);
  }

  /** Says how far an end is away, for the rows of a partition. */
  public interface Offsets {
    /** The value of {@code offset}, the same for all rows. */
    @Nullable Object of(Operand offset);
  }

  private long begin(Bound bound, @Nullable FrameDistance distance, Offsets offsets) {
    Operand offset = bound.offset();
    if (offset == null) {
      return 0;
    }
    Object value = offsets.of(offset);
    if (distance != null) {
      distance.begin(offset.type(), value);
      return 0;
    }
    return FrameDistance.count(offset.type(), value);
  }

  /** Moves to {@code row}, which is not before the one that it was moved to last. */
  public void move(int row) {
    int start = start(row);
    int end = Math.max(start, end(row));
    ranges = 0;
    gap = NO_GAP;
    switch (frame.exclusion()) {
      case NO_OTHERS -> add(start, end);
      case CURRENT_ROW -> addOutside(start, end, row, row + 1, -1);
      case GROUP -> addOutside(start, end, partition.firstPeer(row), partition.endOfPeers(row), -1);
      case TIES -> addOutside(start, end, partition.firstPeer(row), partition.endOfPeers(row), row);
    }
  }

  private int start(int row) {
    return switch (frame.lower().reach()) {
      case UNBOUNDED_PRECEDING -> 0;
      case CURRENT_ROW -> frame.unit() == Unit.ROWS ? row : partition.firstPeer(row);
      case UNBOUNDED_FOLLOWING -> partition.size();
      case PRECEDING, FOLLOWING -> {
        long offset = frame.lower().reach() == Reach.PRECEDING ? -lowerOffset : lowerOffset;
        yield switch (frame.unit()) {
          case ROWS -> bounded(row, offset, partition.size());
          case GROUPS ->
              partition.groupStart(bounded(partition.group(row), offset, partition.groupCount()));
          case RANGE -> {
            head = advance(requireNonNull(lower), row, head);
            yield head;
          }
        };
      }
    };
  }

  private int end(int row) {
    return switch (frame.upper().reach()) {
      case UNBOUNDED_PRECEDING -> 0;
      case CURRENT_ROW -> frame.unit() == Unit.ROWS ? row + 1 : partition.endOfPeers(row);
      case UNBOUNDED_FOLLOWING -> partition.size();
      case PRECEDING, FOLLOWING -> {
        long offset = frame.upper().reach() == Reach.PRECEDING ? -upperOffset : upperOffset;
        yield switch (frame.unit()) {
          case ROWS -> bounded(row + 1, offset, partition.size());
          case GROUPS ->
              partition.groupStart(
                  bounded(partition.group(row) + 1, offset, partition.groupCount()));
          case RANGE -> {
            tail = advance(requireNonNull(upper), row, tail);
            yield tail;
          }
        };
      }
    };
  }

  /** {@code at} and {@code offset}, from 0 to {@code most}, however far away. */
  private static int bounded(int at, long offset, int most) {
    long bounded = Math.max(-(long) Integer.MAX_VALUE, Math.min(Integer.MAX_VALUE, offset));
    return (int) Math.max(0, Math.min(most, at + bounded));
  }

  private int advance(FrameDistance distance, int row, int from) {
    int at = from;
    while (at < partition.size()
        && distance.isBeforeEnd(partition.place(at), partition.place(row))) {
      at++;
      turns.turn();
    }
    return at;
  }

  /** Adds the rows that aren't from {@code left} to {@code endOfLeft}, but for {@code kept}. */
  private void addOutside(int start, int end, int left, int endOfLeft, int kept) {
    add(start, Math.min(end, left));
    if (kept >= start && kept < end) {
      add(kept, kept + 1);
    } else if (kept >= 0 && left < end && endOfLeft > start) {
      gap = ranges;
    }
    add(Math.max(start, endOfLeft), end);
  }

  private void add(int start, int end) {
    if (start < end) {
      starts[ranges] = start;
      ends[ranges++] = end;
    }
  }

  /** How many ranges of rows there are. */
  public int ranges() {
    return ranges;
  }

  /** The first row of range {@code index}. */
  public int startOf(int index) {
    return starts[index];
  }

  /** The row behind the last of range {@code index}. */
  public int endOf(int index) {
    return ends[index];
  }

  /** How many rows there are. */
  public int size() {
    int size = 0;
    for (int i = 0; i < ranges; i++) {
      size += ends[i] - starts[i];
    }
    return size;
  }

  /**
   * The row that has {@code before} others before it, or else behind it; below 0 if there are too
   * few.
   *
   * <p>Where the row itself isn't in its frame, but peers of it are left out as ties, what is in
   * their place counts as one row without a value: so PostgreSQL has it for FIRST_VALUE and the
   * like, though not for aggregates.
   */
  int row(long before, boolean fromLast) {
    long left = fromLast ? size() + (gap == NO_GAP ? 0 : 1) - 1 - before : before;
    for (int i = 0; i < ranges && left >= 0; i++) {
      if (i == gap && left-- == 0) {
        return -1;
      }
      int size = ends[i] - starts[i];
      if (left < size) {
        return starts[i] + (int) left;
      }
      left -= size;
    }
    return -1;
  }
}
