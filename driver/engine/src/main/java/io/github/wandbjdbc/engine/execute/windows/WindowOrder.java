package io.github.wandbjdbc.engine.execute.windows;

import io.github.wandbjdbc.engine.execute.BufferedRows;
import io.github.wandbjdbc.engine.execute.KeyTable;
import io.github.wandbjdbc.engine.execute.RowIndexComparator;
import io.github.wandbjdbc.engine.execute.RowIndexSort;
import io.github.wandbjdbc.engine.execute.RowOrder;
import io.github.wandbjdbc.engine.source.Execution;
import io.github.wandbjdbc.engine.values.ColumnVector;
import io.github.wandbjdbc.engine.values.Kind;
import io.github.wandbjdbc.engine.values.windows.CancellationCheck;
import java.util.Arrays;
import java.util.List;

/**
 * The places of rows, partition by partition, each in the window's order; rows that the order
 * doesn't tell apart as they came.
 */
final class WindowOrder {
  private final int[] places;
  private final int[] starts;
  private final RowIndexComparator peers;

  private WindowOrder(int[] places, int[] starts, RowIndexComparator peers) {
    this.places = places;
    this.starts = starts;
    this.peers = peers;
  }

  /** The places by number of row. */
  int[] places() {
    return places;
  }

  /** How many partitions there are. */
  int partitions() {
    return starts.length - 1;
  }

  /** The number of the first row of partition {@code index}; of the last plus one, of all rows. */
  int start(int index) {
    return starts[index];
  }

  /** Whether the order doesn't tell apart the rows at two places of one partition. */
  boolean arePeers(int left, int right) {
    return peers.compare(left, right) == 0;
  }

  /** That of {@code rows}, which are at least one. */
  static WindowOrder of(
      BufferedRows rows,
      List<Integer> partition,
      RowOrder order,
      Execution execution,
      WindowBytes bytes) {
    int size = rows.size();
    // Places, and either the numbers of partitions or what sorting takes besides.
    bytes.reserve(RowIndexSort.bytes(size));
    int[] places = new int[size];
    int[] starts = partitioned(rows, partition, places, execution, bytes);
    RowIndexComparator comparator =
        order.keys().isEmpty() ? (left, right) -> 0 : order.comparator(rows::column);
    if (!order.keys().isEmpty()) {
      Runnable look = execution.scope()::check;
      // Of many small partitions, no sort comes to its look.
      CancellationCheck turns = new CancellationCheck(look);
      for (int i = 0; i + 1 < starts.length; i++) {
        turns.turn();
        RowIndexSort.sort(places, starts[i], starts[i + 1], comparator, look);
      }
    }
    bytes.release(4L * size);
    return new WindowOrder(places, starts, comparator);
  }

  /**
   * Fills {@code places}, partition by partition, and gives the number of the first row of each.
   */
  private static int[] partitioned(
      BufferedRows rows,
      List<Integer> partition,
      int[] places,
      Execution execution,
      WindowBytes bytes) {
    if (partition.isEmpty()) {
      for (int i = 0; i < places.length; i++) {
        places[i] = i;
      }
      return new int[] {0, places.length};
    }
    ColumnVector[] columns = partition.stream().map(rows::column).toArray(ColumnVector[]::new);
    List<Kind> kinds = Arrays.stream(columns).map(ColumnVector::kind).toList();
    KeyTable keys = new KeyTable(kinds, execution, WindowBytes.HOLDER);
    try {
      CancellationCheck turns = new CancellationCheck(execution.scope()::check);
      int[] numbers = new int[places.length];
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = keys.add(columns, i);
        turns.turn();
      }
      int count = keys.size();
      bytes.reserve(8L * count);
      int[] starts = new int[count + 1];
      for (int number : numbers) {
        starts[number + 1]++;
      }
      for (int i = 0; i < count; i++) {
        starts[i + 1] += starts[i];
      }
      int[] next = Arrays.copyOf(starts, count);
      for (int i = 0; i < numbers.length; i++) {
        places[next[numbers[i]]++] = i;
      }
      bytes.release(4L * count);
      return starts;
    } finally {
      keys.release();
    }
  }
}
