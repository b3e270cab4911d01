package io.github.wandbjdbc.engine.values.windows;

/**
 * The rows of one partition in the window's order; a row is known by its number, from 0. Where its
 * values are in the columns is its place. Peers are the rows that the order doesn't tell apart. For
 * use again and again, by one thread.
 */
public final class Partition {
  private final int[] places;
  private final int[] groups;
  private final int[] groupStarts;
  private int from;
  private int size;
  private int groupCount;

  /**
   * None yet, of the rows whose places, in order, are {@code places}.
   *
   * @param groups room for a group of each row, which is written to
   * @param groupStarts room for one more number, which is written to
   */
  public Partition(int[] places, int[] groups, int[] groupStarts) {
    this.places = places;
    this.groups = groups;
    this.groupStarts = groupStarts;
  }

  /** How many bytes of memory the arrays of a partition take that has {@code rows} rows. */
  public static long bytes(int rows) {
    return 8L * rows + 4;
  }

  /** Becomes the one that begins with row {@code start} of all, and has a first row. */
  public void begin(int start) {
    from = start;
    size = 0;
    groupCount = 0;
  }

  /** Takes one row more, the next in order. */
  public void add(boolean isPeerOfLast) {
    if (!isPeerOfLast) {
      groupStarts[groupCount++] = size;
    }
    groups[size++] = groupCount - 1;
    groupStarts[groupCount] = size;
  }

  /** How many rows there are. */
  public int size() {
    return size;
  }

  /** Where the values of {@code row} are. */
  public int place(int row) {
    return places[from + row];
  }

  /** The number of the group of peers that {@code row} is in, from 0. */
  public int group(int row) {
    return groups[row];
  }

  /** How many groups of peers there are. */
  public int groupCount() {
    return groupCount;
  }

  /** The first row of {@code group}; of one behind the last, the number of rows. */
  public int groupStart(int group) {
    return groupStarts[group];
  }

  /** The first of the peers of {@code row}. */
  public int firstPeer(int row) {
    return groupStarts[groups[row]];
  }

  /** The row behind the last of the peers of {@code row}. */
  public int endOfPeers(int row) {
    return groupStarts[groups[row] + 1];
  }
}
