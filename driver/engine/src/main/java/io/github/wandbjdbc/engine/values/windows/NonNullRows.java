package io.github.wandbjdbc.engine.values.windows;

import io.github.wandbjdbc.engine.values.ColumnVector;

/** Those rows of a partition whose value isn't NULL, for IGNORE NULLS. For use again and again. */
final class NonNullRows {
  private final CancellationCheck turns;
  private int[] before = new int[1];
  private int[] rows = {};

  NonNullRows(CancellationCheck turns) {
    this.turns = turns;
  }

  /** Of {@code partition}. */
  void begin(Partition partition, ColumnVector values) {
    int size = partition.size();
    if (before.length <= size) {
      int room = (int) Math.min(Integer.MAX_VALUE - 9L, Math.max(size, 2L * rows.length));
      before = new int[room + 1];
      rows = new int[room];
    }
    int count = 0;
    for (int i = 0; i < size; i++) {
      before[i] = count;
      if (!values.isNull(partition.place(i))) {
        rows[count++] = i;
      }
      turns.turn();
    }
    before[size] = count;
  }

  /** How many there are before {@code row}, which may be the number of all. */
  int before(int row) {
    return before[row];
  }

  /** The one that has {@code index} others before it. */
  int row(int index) {
    return rows[index];
  }
}
