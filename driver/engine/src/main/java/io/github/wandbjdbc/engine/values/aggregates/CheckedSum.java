package io.github.wandbjdbc.engine.values.aggregates;

import io.github.wandbjdbc.engine.values.Accumulator;
import io.github.wandbjdbc.engine.values.ColumnVector;
import io.github.wandbjdbc.engine.values.DoubleColumn;
import io.github.wandbjdbc.engine.values.LongColumn;
import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Arrays;

/**
 * SUM and AVG of whole numbers and intervals: exact, in 128 bits. A sum that is held as whole
 * numbers are must be one of those.
 */
final class CheckedSum implements Accumulator {
  private final Total total;
  private final boolean ofMonths;
  private long[] low = new long[0];
  private long[] high = new long[0];
  private long[] counts = new long[0];

  CheckedSum(Total total, boolean ofMonths) {
    this.total = total;
    this.ofMonths = ofMonths;
  }

  @Override
  public void grow(int groups) {
    low = Arrays.copyOf(low, groups);
    high = Arrays.copyOf(high, groups);
    counts = Arrays.copyOf(counts, groups);
  }

  @Override
  public void add(int group, ColumnVector[] operands, int place) {
    if (!operands[0].isNull(place)) {
      add(group, ((LongColumn) operands[0]).values()[place]);
    }
  }

  @Override
  public void addAll(int[] groups, ColumnVector[] operands, int count) {
    if (operands[0].hasNulls()) {
      Accumulator.super.addAll(groups, operands, count);
      return;
    }
    long[] values = ((LongColumn) operands[0]).values();
    for (int i = 0; i < count; i++) {
      add(groups[i], values[i]);
    }
  }

  private void add(int group, long value) {
    long sum = low[group] + value;
    high[group] += (value >> 63) + (Long.compareUnsigned(sum, value) < 0 ? 1 : 0);
    low[group] = sum;
    counts[group]++;
  }

  @Override
  public void result(int group, ColumnVector to, int place) {
    if (counts[group] == 0 && total != Total.SUM_OR_ZERO) {
      to.setNull(place);
    } else if (to instanceof LongColumn longs) {
      longs.set(place, total == Total.MEAN ? roundedMean(group) : wholeSum(group));
    } else if (to instanceof DoubleColumn doubles) {
      double sum = fits(group) ? (double) low[group] : sum(group).doubleValue();
      doubles.set(place, total == Total.MEAN ? sum / counts[group] : sum);
    } else {
      to.set(place, fits(group) ? BigDecimal.valueOf(low[group]) : new BigDecimal(sum(group)));
    }
  }

  private boolean fits(int group) {
    return high[group] == low[group] >> 63;
  }

  private long wholeSum(int group) {
    if (!fits(group) || (ofMonths && low[group] != (int) low[group])) {
      throw new StatementException(
          SqlState.OUT_OF_RANGE,
          "a sum, %s, is out of the range of its type".formatted(sum(group)));
    }
    return low[group];
  }

  /** Of intervals, to the nearest millisecond, away from zero in the middle; months are whole. */
  private long roundedMean(int group) {
    BigDecimal sum = new BigDecimal(sum(group));
    BigDecimal count = BigDecimal.valueOf(counts[group]);
    if (ofMonths && sum.remainder(count).signum() != 0) {
      throw new StatementException(
          SqlState.INVALID_VALUE,
          ("the mean of %s months and others is not a whole number of months: use"
                  + " intervals of days")
              .formatted(sum.toPlainString()));
    }
    return sum.divide(count, 0, RoundingMode.HALF_UP).longValueExact();
  }

  private BigInteger sum(int group) {
    BigInteger above = BigInteger.valueOf(high[group]).shiftLeft(64);
    BigInteger below = BigInteger.valueOf(low[group]);
    return above.add(low[group] < 0 ? below.add(BigInteger.ONE.shiftLeft(64)) : below);
  }

  @Override
  public void reset(int group) {
    low[group] = 0;
    high[group] = 0;
    counts[group] = 0;
  }

  @Override
  public long bytes() {
    return 24L * counts.length;
  }
}
