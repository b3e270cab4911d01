package io.github.wandbjdbc.engine.execute;

/** The groups of the rows of a batch; histories come run by run, so that a group has many rows. */
final class RowGroups {
  private static final int FEWEST_IN_RUNS = 8;

  private int[] groups = new int[0];
  private int[] ends = new int[0];
  private int count;
  private int runs;

  /** The numbers of the groups of {@code rows} rows, to be set; all of one group if they aren't. */
  int[] ofRows(int rows) {
    if (groups.length < rows) {
      groups = new int[rows];
      ends = new int[rows];
    }
    count = rows;
    runs = 1;
    ends[0] = rows;
    return groups;
  }

  /** Looks, now that the groups are set, which rows next to each other are of one. */
  void findRuns() {
    runs = 0;
    for (int i = 1; i < count; i++) {
      if (groups[i] != groups[i - 1]) {
        ends[runs++] = i;
      }
    }
    ends[runs++] = count;
  }

  /** How many rows there are. */
  int count() {
    return count;
  }

  /** The group of the row at {@code place}. */
  int of(int place) {
    return groups[place];
  }

  /** The groups of all rows. */
  int[] all() {
    return groups;
  }

  /** Whether it is worth while to add run by run. */
  boolean areRuns() {
    return runs * FEWEST_IN_RUNS <= count;
  }

  /** How many runs of rows there are. */
  int runs() {
    return runs;
  }

  /** The place behind run {@code index}. */
  int end(int index) {
    return ends[index];
  }
}
