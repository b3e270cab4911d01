package io.github.wandbjdbc.engine.values.aggregates;

import io.github.wandbjdbc.engine.values.Accumulator;
import io.github.wandbjdbc.engine.values.ColumnVector;
import io.github.wandbjdbc.engine.values.DoubleColumn;
import java.util.Arrays;

/**
 * SUM and AVG of doubles, added up one after the other as PostgreSQL does, so that the last digits
 * are the same as well.
 */
final class DoubleSum implements Accumulator {
  private final Total total;
  private double[] sums = new double[0];
  private long[] counts = new long[0];

  DoubleSum(Total total) {
    this.total = total;
  }

  @Override
  public void grow(int groups) {
    int before = sums.length;
    sums = Arrays.copyOf(sums, groups);
    Arrays.fill(sums, before, groups, nothing());
    counts = Arrays.copyOf(counts, groups);
  }

  /** The sum of -0.0 alone is -0.0; the mean begins with 0.0. */
  private double nothing() {
    return total == Total.MEAN ? 0.0 : -0.0;
  }

  @Override
  public void add(int group, ColumnVector[] operands, int place) {
    if (!operands[0].isNull(place)) {
      sums[group] += ((DoubleColumn) operands[0]).values()[place];
      counts[group]++;
    }
  }

  @Override
  public void addAll(int[] groups, ColumnVector[] operands, int count) {
    if (operands[0].hasNulls()) {
      Accumulator.super.addAll(groups, operands, count);
      return;
    }
    double[] values = ((DoubleColumn) operands[0]).values();
    for (int i = 0; i < count; i++) {
      int group = groups[i];
      sums[group] += values[i];
      counts[group]++;
    }
  }

  @Override
  public void addRun(int group, ColumnVector[] operands, int from, int end) {
    double[] values = ((DoubleColumn) operands[0]).values();
    boolean hasNulls = operands[0].hasNulls();
    double sum = sums[group];
    int nulls = 0;
    for (int i = from; i < end; i++) {
      if (hasNulls && operands[0].isNull(i)) {
        nulls++;
      } else {
        sum += values[i];
      }
    }
    sums[group] = sum;
    counts[group] += end - from - nulls;
  }

  @Override
  public void result(int group, ColumnVector to, int place) {
    DoubleColumn doubles = (DoubleColumn) to;
    if (counts[group] > 0) {
      doubles.set(place, total == Total.MEAN ? sums[group] / counts[group] : sums[group]);
    } else if (total == Total.SUM_OR_ZERO) {
      doubles.set(place, 0.0);
    } else {
      doubles.setNull(place);
    }
  }

  @Override
  public void reset(int group) {
    sums[group] = nothing();
    counts[group] = 0;
  }

  @Override
  public long bytes() {
    return 16L * sums.length;
  }
}
