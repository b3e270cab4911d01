package io.github.wandbjdbc.engine.values.aggregates;

import io.github.wandbjdbc.engine.values.Accumulator;
import io.github.wandbjdbc.engine.values.ColumnVector;
import io.github.wandbjdbc.engine.values.LongColumn;
import java.util.Arrays;

/**
 * COUNT: the rows none of whose operands is NULL; also REGR_COUNT, and COUNTIF of one that holds.
 */
final class RowCount implements Accumulator {
  private final boolean ofTrue;
  private long[] counts = new long[0];

  RowCount(boolean ofTrue) {
    this.ofTrue = ofTrue;
  }

  @Override
  public void grow(int groups) {
    counts = Arrays.copyOf(counts, groups);
  }

  @Override
  public void add(int group, ColumnVector[] operands, int place) {
    for (ColumnVector operand : operands) {
      if (operand.isNull(place) || (ofTrue && ((LongColumn) operand).values()[place] == 0)) {
        return;
      }
    }
    counts[group]++;
  }

  @Override
  public void addAll(int[] groups, ColumnVector[] operands, int count) {
    if (!isOfAll(operands)) {
      Accumulator.super.addAll(groups, operands, count);
      return;
    }
    for (int i = 0; i < count; i++) {
      counts[groups[i]]++;
    }
  }

  @Override
  public void addRun(int group, ColumnVector[] operands, int from, int end) {
    if (isOfAll(operands)) {
      counts[group] += end - from;
    } else {
      Accumulator.super.addRun(group, operands, from, end);
    }
  }

  private boolean isOfAll(ColumnVector[] operands) {
    boolean all = !ofTrue;
    for (ColumnVector operand : operands) {
      all &= !operand.hasNulls();
    }
    return all;
  }

  @Override
  public void result(int group, ColumnVector to, int place) {
    ((LongColumn) to).set(place, counts[group]);
  }

  @Override
  public void reset(int group) {
    counts[group] = 0;
  }

  @Override
  public long bytes() {
    return 8L * counts.length;
  }
}
