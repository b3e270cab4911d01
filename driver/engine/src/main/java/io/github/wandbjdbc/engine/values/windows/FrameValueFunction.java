package io.github.wandbjdbc.engine.values.windows;

import static java.util.Objects.requireNonNull;

import io.github.wandbjdbc.engine.values.ColumnVector;
import io.github.wandbjdbc.engine.values.LongColumn;
import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;
import org.jspecify.annotations.Nullable;

/** FIRST_VALUE, LAST_VALUE and NTH_VALUE: a value of a certain row of the frame. */
final class FrameValueFunction implements WindowFunction {
  private final boolean fromLast;
  private final ValueCopy copy;
  private final @Nullable NonNullRows counted;
  private @Nullable Partition partition;
  private ColumnVector[] operands = {};

  FrameValueFunction(WindowEntry.Call call, boolean fromLast) {
    this.fromLast = fromLast;
    this.copy = ValueCopy.of(call.operands().get(0), call.result());
    this.counted = call.ignoreNulls() ? new NonNullRows(call.turns()) : null;
  }

  @Override
  public void begin(Partition partition, ColumnVector[] operands) {
    this.partition = partition;
    this.operands = operands;
    if (counted != null) {
      counted.begin(partition, operands[0]);
    }
  }

  @Override
  public void value(int row, FrameRows frame, ColumnVector to, int place) {
    long number = 1;
    if (operands.length > 1) {
      if (operands[1].isNull(place)) {
        to.setNull(place);
        return;
      }
      number = ((LongColumn) operands[1]).values()[place];
      if (number <= 0) {
        throw new StatementException(
            SqlState.INVALID_VALUE, "NTH_VALUE takes a number above 0, not " + number);
      }
    }
    int other = counted == null ? frame.row(number - 1, fromLast) : of(frame, number - 1, counted);
    if (other < 0) {
      to.setNull(place);
    } else {
      copy.copy(to, place, operands[0], requireNonNull(partition).place(other));
    }
  }

  /** Of the rows without NULL alone, the one that has so many others before, or behind, it. */
  private int of(FrameRows frame, long index, NonNullRows rows) {
    long left = index;
    int count = frame.ranges();
    for (int i = 0; i < count; i++) {
      int range = fromLast ? count - 1 - i : i;
      int first = rows.before(frame.startOf(range));
      int end = rows.before(frame.endOf(range));
      if (left < end - first) {
        return rows.row(fromLast ? end - 1 - (int) left : first + (int) left);
      }
      left -= end - first;
    }
    return -1;
  }
}
