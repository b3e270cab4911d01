package io.github.wandbjdbc.engine.execute;

import io.github.wandbjdbc.engine.source.Execution;
import io.github.wandbjdbc.engine.source.Operator;
import io.github.wandbjdbc.engine.values.Batch;
import io.github.wandbjdbc.engine.values.ColumnVector;
import io.github.wandbjdbc.engine.values.DoubleColumn;
import io.github.wandbjdbc.engine.values.Kind;
import io.github.wandbjdbc.engine.values.LongColumn;
import io.github.wandbjdbc.engine.values.Order;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Gives the first few rows in an order, and holds no more than those: a heap whose top is the last
 * of them. Of rows that are equal, those that come first are first.
 */
public final class TopNOperator implements Operator {
  private static final String HOLDER = "the sort of the first rows";

  private final Operator input;
  private final RowOrder order;
  private final long offset;
  private final long most;
  private final @Nullable DoubleSupplier reached;
  private final Execution execution;
  private final BufferedRows rows;
  private final GatheredBatch batch;
  // Places of rows; above each place of the heap is a row that comes after it.
  private int[] heap = new int[0];
  // By place, when the row came.
  private long[] arrivals = new long[0];
  private long arrived;
  private int @Nullable [] places;
  private int given;
  private long reserved;

  /**
   * At most {@code fetch} rows of {@code input}, without the first {@code offset}.
   *
   * @param kinds how the fields of its rows are held
   */
  public TopNOperator(
      Operator input,
      List<Kind> kinds,
      RowOrder order,
      long offset,
      long fetch,
      Execution execution) {
    this(input, kinds, order, offset, fetch, null, execution);
  }

  /**
   * The same of an input that may be known to come in order.
   *
   * @param reached the value of the first key before which none is that {@code input} has still to
   *     give, NaN if that isn't known; null if it never is
   */
  public TopNOperator(
      Operator input,
      List<Kind> kinds,
      RowOrder order,
      long offset,
      long fetch,
      @Nullable DoubleSupplier reached,
      Execution execution) {
    this.input = input;
    this.reached = reached;
    this.order = order;
    this.offset = offset;
    this.most = fetch == 0 ? 0 : fetch > Long.MAX_VALUE - offset ? Long.MAX_VALUE : offset + fetch;
    this.execution = execution;
    this.rows = new BufferedRows(kinds, execution, HOLDER);
    this.batch = new GatheredBatch(rows::column);
  }

  @Override
  public @Nullable Batch next() {
    execution.scope().check();
    int[] sorted = places;
    if (sorted == null) {
      sorted = sort();
      places = sorted;
      given = (int) Math.min(offset, sorted.length);
    }
    if (given == sorted.length) {
      release();
      return null;
    }
    int from = given;
    given = Math.min(sorted.length, from + Batch.MOST_ROWS);
    return batch.at(sorted, from, given - from);
  }

  private int[] sort() {
    for (Batch more = most == 0 ? null : input.next(); more != null; more = input.next()) {
      execution.scope().check();
      add(more);
      if (isSettled()) {
        break;
      }
    }
    input.close();
    int size = rows.size();
    // The heap and the arrivals are reserved already.
    long sorting = RowIndexSort.bytes(size);
    execution.memory().reserve(sorting, HOLDER);
    reserved += sorting;
    return RowIndexSort.sort(Arrays.copyOf(heap, size), 0, size, held(), execution.scope()::check);
  }

  /** Whether no row that is still to come is before those that are held. */
  private boolean isSettled() {
    double bound = reached == null || rows.size() < most ? Double.NaN : reached.getAsDouble();
    if (Double.isNaN(bound)) {
      return false;
    }
    RowOrder.Key key = order.keys().get(0);
    ColumnVector values = rows.column(key.field());
    if (values.isNull(heap[0])) {
      return false;
    }
    double last =
        values instanceof DoubleColumn doubles
            ? doubles.values()[heap[0]]
            : ((LongColumn) values).values()[heap[0]];
    int compared = key.descending() ? Order.compare(bound, last) : Order.compare(last, bound);
    return compared < 0 || (compared == 0 && order.keys().size() == 1);
  }

  private void add(Batch more) {
    RowIndexComparator toHeld = order.comparator(more::column, rows::column);
    RowIndexComparator held = held();
    for (int i = 0; i < more.size(); i++) {
      int size = rows.size();
      if (size < most) {
        ensureRoom(size + 1);
        int place = rows.add(more, i);
        arrivals[place] = arrived++;
        rise(place, held);
      } else if (toHeld.compare(i, heap[0]) < 0) {
        // The top is the last in order; of equal rows, the one that came last.
        rows.replace(heap[0], more, i);
        arrivals[heap[0]] = arrived++;
        sink(size, held);
      }
    }
  }

  private RowIndexComparator held() {
    RowIndexComparator each = order.growing(rows::column);
    return (left, right) -> {
      int compared = each.compare(left, right);
      return compared != 0 ? compared : Long.compare(arrivals[left], arrivals[right]);
    };
  }

  private void rise(int place, RowIndexComparator held) {
    int at = rows.size() - 1;
    while (at > 0) {
      int above = (at - 1) / 2;
      if (held.compare(heap[above], place) >= 0) {
        break;
      }
      heap[at] = heap[above];
      at = above;
    }
    heap[at] = place;
  }

  private void sink(int size, RowIndexComparator held) {
    int place = heap[0];
    int at = 0;
    for (long below = 1; below < size; below = 2L * at + 1) {
      int child = (int) below;
      if (child + 1 < size && held.compare(heap[child], heap[child + 1]) < 0) {
        child++;
      }
      if (held.compare(place, heap[child]) >= 0) {
        break;
      }
      heap[at] = heap[child];
      at = child;
    }
    heap[at] = place;
  }

  private void ensureRoom(int size) {
    if (size > heap.length) {
      int room = (int) Math.min(Math.min(most, 1 << 30), Math.max(16, 2L * heap.length));
      long bytes = 12L * room;
      execution.memory().reserve(bytes, HOLDER);
      execution.memory().release(12L * heap.length);
      reserved += bytes - 12L * heap.length;
      heap = Arrays.copyOf(heap, room);
      arrivals = Arrays.copyOf(arrivals, room);
    }
  }

  private void release() {
    rows.release();
    execution.memory().release(reserved);
    reserved = 0;
    places = new int[0];
    given = 0;
  }

  @Override
  public void close() {
    release();
    input.close();
  }
}
