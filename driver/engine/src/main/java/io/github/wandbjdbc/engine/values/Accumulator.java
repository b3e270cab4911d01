package io.github.wandbjdbc.engine.values;

/**
 * The states of one aggregate for many groups, in arrays by the group's number. A group that
 * nothing was added to has the aggregate's value of no rows. For use by one thread.
 */
public interface Accumulator {
  /** Makes room for groups with numbers below {@code groups}, and keeps those that there are. */
  void grow(int groups);

  /** Adds the values of {@code operands} at {@code place}, NULL included, to {@code group}. */
  void add(int group, ColumnVector[] operands, int place);

  /**
   * Adds the first {@code count} values of {@code operands}, each to the group that {@code groups}
   * has at its place.
   */
  default void addAll(int[] groups, ColumnVector[] operands, int count) {
    for (int i = 0; i < count; i++) {
      add(groups[i], operands, i);
    }
  }

  /** Adds the values of {@code operands} at {@code from} up to {@code end} to one group. */
  default void addRun(int group, ColumnVector[] operands, int from, int end) {
    for (int i = from; i < end; i++) {
      add(group, operands, i);
    }
  }

  /** Sets the value of {@code to} at {@code place} to the aggregate of {@code group} so far. */
  void result(int group, ColumnVector to, int place);

  /** Makes {@code group} one that nothing was added to. */
  void reset(int group);

  /** About how many bytes of memory the states take. */
  long bytes();
}
