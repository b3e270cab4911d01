package io.github.wandbjdbc.engine.values.aggregates;

import io.github.wandbjdbc.engine.values.Accumulator;
import io.github.wandbjdbc.engine.values.ColumnVector;
import io.github.wandbjdbc.engine.values.DoubleColumn;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** SUM and AVG of decimals: exact sums, with the most digits behind the point that came. */
final class DecimalSum implements Accumulator {
  // More than a double has.
  private static final MathContext DIGITS = new MathContext(20);
  private static final long BYTES_EACH = 112;

  private final Total total;
  private @Nullable BigDecimal[] sums = new @Nullable BigDecimal[0];
  private long[] counts = new long[0];

  DecimalSum(Total total) {
    this.total = total;
  }

  @Override
  public void grow(int groups) {
    sums = Arrays.copyOf(sums, groups);
    counts = Arrays.copyOf(counts, groups);
  }

  @Override
  public void add(int group, ColumnVector[] operands, int place) {
    if (operands[0].get(place) instanceof BigDecimal value) {
      BigDecimal sum = sums[group];
      sums[group] = sum == null ? value : sum.add(value);
      counts[group]++;
    }
  }

  @Override
  public void result(int group, ColumnVector to, int place) {
    BigDecimal sum = sums[group];
    if (sum == null && total != Total.SUM_OR_ZERO) {
      to.setNull(place);
      return;
    }
    BigDecimal value = sum == null ? BigDecimal.ZERO : sum;
    if (to instanceof DoubleColumn doubles) {
      BigDecimal parts = total == Total.MEAN ? BigDecimal.valueOf(counts[group]) : BigDecimal.ONE;
      doubles.set(place, value.divide(parts, DIGITS).doubleValue());
    } else {
      to.set(place, value);
    }
  }

  @Override
  public void reset(int group) {
    sums[group] = null;
    counts[group] = 0;
  }

  @Override
  public long bytes() {
    return BYTES_EACH * sums.length;
  }
}
