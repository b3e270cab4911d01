package io.github.wandbjdbc.engine.values.windows;

import io.github.wandbjdbc.engine.values.ColumnVector;
import io.github.wandbjdbc.engine.values.LongColumn;
import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;

/**
 * NTILE: the first parts are a row larger where the rows can't be shared out. Into how many parts
 * the first row says for which that isn't NULL; rows before have NULL.
 */
final class NtileFunction implements WindowFunction {
  private ColumnVector[] operands = {};
  private int size;
  private int first;
  private long parts;

  @Override
  public void begin(Partition partition, ColumnVector[] operands) {
    this.operands = operands;
    size = partition.size();
    parts = 0;
  }

  @Override
  public void value(int row, FrameRows frame, ColumnVector to, int place) {
    if (parts == 0) {
      if (operands[0].isNull(place)) {
        to.setNull(place);
        return;
      }
      parts = ((LongColumn) operands[0]).values()[place];
      first = row;
      if (parts <= 0) {
        throw new StatementException(
            SqlState.INVALID_VALUE, "NTILE takes a number above 0, not " + parts);
      }
    }
    long rows = size / parts;
    long larger = size % parts;
    long inLarger = larger * (rows + 1);
    long at = (long) row - first;
    long part = at < inLarger ? at / (rows + 1) : larger + (at - inLarger) / Math.max(1, rows);
    ((LongColumn) to).set(place, part + 1);
  }
}
