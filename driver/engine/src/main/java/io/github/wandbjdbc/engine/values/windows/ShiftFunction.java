package io.github.wandbjdbc.engine.values.windows;

import static java.util.Objects.requireNonNull;

import io.github.wandbjdbc.engine.values.ColumnVector;
import io.github.wandbjdbc.engine.values.LongColumn;
import org.jspecify.annotations.Nullable;

/** LAG and LEAD: a value of the row so many before or behind, whatever the frame. */
final class ShiftFunction implements WindowFunction {
  private final int direction;
  private final ValueCopy copy;
  private final @Nullable ValueCopy copyDefault;
  private final @Nullable NonNullRows counted;
  private @Nullable Partition partition;
  private ColumnVector[] operands = {};

  ShiftFunction(WindowEntry.Call call, int direction) {
    this.direction = direction;
    this.copy = ValueCopy.of(call.operands().get(0), call.result());
    this.copyDefault =
        call.operands().size() > 2 ? ValueCopy.of(call.operands().get(2), call.result()) : null;
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
    Partition rows = requireNonNull(partition);
    long offset = 1;
    if (operands.length > 1) {
      if (operands[1].isNull(place)) {
        to.setNull(place);
        return;
      }
      offset = ((LongColumn) operands[1]).values()[place];
    }
    // No partition has so many rows, and the sum doesn't overflow.
    long shift = Math.max(-(1L << 40), Math.min(1L << 40, offset)) * direction;
    long other = counted == null || shift == 0 ? row + shift : counted(counted, row, shift, rows);
    if (other >= 0 && other < rows.size()) {
      copy.copy(to, place, operands[0], rows.place((int) other));
    } else if (copyDefault != null) {
      copyDefault.copy(to, place, operands[2], place);
    } else {
      to.setNull(place);
    }
  }

  /** The row that is {@code shift} away if rows with NULL aren't counted; below 0 for none. */
  private static long counted(NonNullRows counted, int row, long shift, Partition rows) {
    long index = shift < 0 ? counted.before(row) + shift : counted.before(row + 1) + shift - 1;
    return index >= 0 && index < counted.before(rows.size()) ? counted.row((int) index) : -1;
  }
}
