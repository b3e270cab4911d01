package io.github.wandbjdbc.engine.execute.joins;

import io.github.wandbjdbc.engine.execute.BatchColumns;
import io.github.wandbjdbc.engine.execute.BufferedInts;
import io.github.wandbjdbc.engine.execute.BufferedRows;
import io.github.wandbjdbc.engine.execute.CloseAll;
import io.github.wandbjdbc.engine.execute.GatheredBatch;
import io.github.wandbjdbc.engine.execute.KeyTable;
import io.github.wandbjdbc.engine.execute.RowIndexSort;
import io.github.wandbjdbc.engine.source.Execution;
import io.github.wandbjdbc.engine.source.Operator;
import io.github.wandbjdbc.engine.values.Batch;
import io.github.wandbjdbc.engine.values.ColumnVector;
import io.github.wandbjdbc.engine.values.DoubleColumn;
import io.github.wandbjdbc.engine.values.Order;
import java.util.List;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.sql.SqlKind;
import org.jspecify.annotations.Nullable;

/**
 * Joins each left row with the one right row of equal keys that is closest to it by a comparison,
 * as ASOF JOIN does; of several that are equally close with the one that came first. Holds the
 * right rows, and keeps the order of the left ones.
 */
public final class AsofJoinOperator implements Operator {
  private static final String HOLDER = "the ASOF join";
  private static final int NO_ROW = -1;

  private final Operator left;
  private final Operator right;
  private final boolean keepsLeft;
  private final int[] leftKeys;
  private final int[] rightKeys;
  private final int leftTime;
  private final int rightTime;
  private final SqlKind comparison;
  private final Execution execution;
  private final BufferedRows held;
  private final KeyTable keys;
  // By place: the number of the row's key.
  private final BufferedInts keyOfRow;
  // The rows' places by key, those of one key by what is compared.
  private int[] sorted = new int[0];
  // By the number of a key, and one more: where its rows begin in sorted.
  private final BufferedInts starts;
  private long sortedBytes;

  private final int[] numbers = new int[Batch.MOST_ROWS];
  private final int[] leftPlaces = new int[Batch.MOST_ROWS];
  private final int[] rightPlaces = new int[Batch.MOST_ROWS];
  private final GatheredBatch leftRows;
  private final GatheredBatch rightRows;
  private final Batch joined;
  private @Nullable Batch batch;
  private boolean begun;

  /**
   * A join that has read nothing yet.
   *
   * @param shape INNER, or LEFT, which keeps left rows that no right row is close to
   * @param equalities the keys
   * @param comparison {@code left <} (also {@code <=}, {@code >}, {@code >=}) {@code right}
   * @param leftTime the field of the left rows that is compared
   * @param rightTime that of the right rows, held alike
   */
  public AsofJoinOperator(
      JoinShape shape,
      List<JoinKey> equalities,
      SqlKind comparison,
      int leftTime,
      int rightTime,
      Operator left,
      Operator right,
      Execution execution) {
    shape.only(List.of(JoinRelType.INNER, JoinRelType.LEFT));
    this.left = left;
    this.right = right;
    this.keepsLeft = shape.keepsLeft();
    this.leftKeys = equalities.stream().mapToInt(JoinKey::left).toArray();
    this.rightKeys = equalities.stream().mapToInt(JoinKey::right).toArray();
    this.leftTime = leftTime;
    this.rightTime = rightTime;
    this.comparison = comparison;
    this.execution = execution;
    this.held = new BufferedRows(shape.right(), execution, HOLDER);
    this.keys = JoinKey.table(equalities, shape, execution, HOLDER);
    this.keyOfRow = new BufferedInts(execution, HOLDER);
    this.starts = new BufferedInts(execution, HOLDER);
    this.leftRows = new GatheredBatch(this::leftColumn, shape.left().size());
    this.rightRows = new GatheredBatch(held::column, shape.right().size());
    this.joined = new JoinedBatch(leftRows, shape.left().size(), rightRows);
  }

  private ColumnVector leftColumn(int index) {
    if (batch == null) {
      throw new IllegalStateException("no rows were read");
    }
    return batch.column(index);
  }

  @Override
  public @Nullable Batch next() {
    if (!begun) {
      begun = true;
      batch = keepsLeft ? left.next() : null;
      if (batch == null && keepsLeft) {
        return null;
      }
      hold();
      if (batch != null) {
        return join(batch);
      }
    }
    while (keepsLeft || held.size() > 0) {
      execution.scope().check();
      batch = left.next();
      if (batch == null) {
        break;
      }
      Batch rows = join(batch);
      if (rows != null) {
        return rows;
      }
    }
    return null;
  }

  private void hold() {
    for (Batch rows = right.next(); rows != null; rows = right.next()) {
      execution.scope().check();
      keys.addAll(BatchColumns.of(rows, rightKeys), rows.size(), numbers);
      ColumnVector times = rows.column(rightTime);
      for (int i = 0; i < rows.size(); i++) {
        if (numbers[i] != KeyTable.NONE && isComparable(times, i)) {
          held.add(rows, i);
          keyOfRow.add(numbers[i]);
        }
      }
    }
    right.close();
    sort();
  }

  private void sort() {
    int[] keyOf = keyOfRow.values();
    ColumnVector times = held.column(rightTime);
    sortedBytes = RowIndexSort.bytes(held.size());
    execution.memory().reserve(sortedBytes, HOLDER);
    sorted =
        RowIndexSort.sorted(
            held.size(),
            (a, b) ->
                keyOf[a] != keyOf[b]
                    ? Integer.compare(keyOf[a], keyOf[b])
                    : Order.compareNullsLast(times, a, times, b),
            execution.scope()::check);
    starts.resize(keys.size() + 1);
    int[] start = starts.values();
    for (int i = 0; i < held.size(); i++) {
      start[keyOf[i] + 1]++;
    }
    for (int key = 0; key < keys.size(); key++) {
      start[key + 1] += start[key];
    }
  }

  private @Nullable Batch join(Batch rows) {
    keys.findAll(BatchColumns.of(rows, leftKeys), rows.size(), numbers);
    ColumnVector times = rows.column(leftTime);
    int size = 0;
    for (int i = 0; i < rows.size(); i++) {
      int closest =
          numbers[i] == KeyTable.NONE || !isComparable(times, i)
              ? NO_ROW
              : closest(numbers[i], times, i);
      if (closest != NO_ROW || keepsLeft) {
        leftPlaces[size] = i;
        rightPlaces[size++] = closest;
      }
    }
    if (size == 0) {
      return null;
    }
    leftRows.at(leftPlaces, 0, size);
    rightRows.at(rightPlaces, 0, size);
    return joined;
  }

  private static boolean isComparable(ColumnVector times, int place) {
    return !times.isNull(place)
        && !(times instanceof DoubleColumn doubles && Double.isNaN(doubles.values()[place]));
  }

  private int closest(int key, ColumnVector times, int place) {
    int from = starts.values()[key];
    int end = starts.values()[key + 1];
    boolean below =
        comparison == SqlKind.GREATER_THAN || comparison == SqlKind.GREATER_THAN_OR_EQUAL;
    boolean past = comparison == SqlKind.LESS_THAN || comparison == SqlKind.GREATER_THAN_OR_EQUAL;
    int at = first(from, end, times, place, past);
    if (!below) {
      return at == end ? NO_ROW : sorted[at];
    }
    if (at == from) {
      return NO_ROW;
    }
    return sorted[first(from, at, held.column(rightTime), sorted[at - 1], false)];
  }

  /** Where the first right row is whose time is that at {@code place}, or past it. */
  private int first(int from, int end, ColumnVector times, int place, boolean past) {
    ColumnVector rightTimes = held.column(rightTime);
    int low = from;
    int high = end;
    while (low < high) {
      int middle = (low + high) >>> 1;
      int order = Order.compareNullsLast(rightTimes, sorted[middle], times, place);
      if (order > 0 || (order == 0 && !past)) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  @Override
  public void close() {
    CloseAll.all(
        left::close,
        right::close,
        keys::release,
        keyOfRow::release,
        starts::release,
        held::release,
        this::releaseSorted);
  }

  private void releaseSorted() {
    execution.memory().release(sortedBytes);
    sortedBytes = 0;
    sorted = new int[0];
  }
}
