package io.github.wandbjdbc.engine.values.aggregates;

import io.github.wandbjdbc.engine.values.Accumulator;
import io.github.wandbjdbc.engine.values.ColumnVector;
import io.github.wandbjdbc.engine.values.LongColumn;
import java.util.Arrays;
import java.util.function.LongBinaryOperator;

/** BIT_AND, BIT_OR and BIT_XOR. */
final class Bits implements Accumulator {
  private final LongBinaryOperator operator;
  private long[] values = new long[0];
  private boolean[] seen = new boolean[0];

  Bits(LongBinaryOperator operator) {
    this.operator = operator;
  }

  @Override
  public void grow(int groups) {
    values = Arrays.copyOf(values, groups);
    seen = Arrays.copyOf(seen, groups);
  }

  @Override
  public void add(int group, ColumnVector[] operands, int place) {
    if (!operands[0].isNull(place)) {
      long value = ((LongColumn) operands[0]).values()[place];
      values[group] = seen[group] ? operator.applyAsLong(values[group], value) : value;
      seen[group] = true;
    }
  }

  @Override
  public void result(int group, ColumnVector to, int place) {
    if (seen[group]) {
      ((LongColumn) to).set(place, values[group]);
    } else {
      to.setNull(place);
    }
  }

  @Override
  public void reset(int group) {
    seen[group] = false;
  }

  @Override
  public long bytes() {
    return 9L * values.length;
  }
}
