package io.github.wandbjdbc.engine.values.aggregates;

import io.github.wandbjdbc.engine.values.Accumulator;
import io.github.wandbjdbc.engine.values.ColumnVector;
import io.github.wandbjdbc.engine.values.DoubleColumn;
import io.github.wandbjdbc.engine.values.Numeric;
import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;
import java.util.Arrays;

/**
 * A bound of the interval that holds the mean of a group's numbers with some confidence: the
 * bootstrap's, of percentiles. The means of as many numbers, drawn again and again from those that
 * there are, are in it. NULL is passed over; with NaN it is NaN.
 *
 * <p>The draws depend on the numbers alone, not on their order or the time.
 */
final class BootstrapBound implements Accumulator {
  /** The most numbers that are drawn from: those of runs or seeds, not of steps. */
  private static final int MOST_NUMBERS = 100_000;

  /** So many means are drawn, fewer of many numbers. */
  private static final int MEANS = 10_000;

  private static final int MEANS_OF_MANY = 1_000;
  private static final int MANY = 1_000;

  private static final double[] NONE = {};

  private final boolean isUpper;
  private double[][] numbers = {};
  private int[] sizes = {};
  private double[] levels = {};
  private long bytes;

  BootstrapBound(boolean isUpper) {
    this.isUpper = isUpper;
  }

  @Override
  public void grow(int groups) {
    int before = sizes.length;
    numbers = Arrays.copyOf(numbers, groups);
    sizes = Arrays.copyOf(sizes, groups);
    levels = Arrays.copyOf(levels, groups);
    for (int i = before; i < groups; i++) {
      reset(i);
    }
  }

  @Override
  public void add(int group, ColumnVector[] operands, int place) {
    level(group, operands[1], place);
    if (operands[0].isNull(place)) {
      return;
    }
    int size = sizes[group]++;
    if (size == MOST_NUMBERS) {
      throw new StatementException(
          SqlState.STATEMENT_FAULT,
          "BOOTSTRAP_LOW and BOOTSTRAP_HIGH take up to %d values: aggregate the steps of each run"
                  .formatted(MOST_NUMBERS)
              + " before, and take the interval over runs");
    }
    if (size == numbers[group].length) {
      numbers[group] = Arrays.copyOf(numbers[group], Math.max(4, 2 * size));
      bytes += 8L * (numbers[group].length - size);
    }
    numbers[group][size] = Numeric.asDouble(operands[0], place);
  }

  private void level(int group, ColumnVector column, int place) {
    double level = column.isNull(place) ? -1 : Numeric.asDouble(column, place);
    if (!column.isNull(place) && !(level > 0 && level < 1)) {
      throw new StatementException(
          SqlState.OUT_OF_RANGE,
          "%s is no level of confidence: give one between 0 and 1, as 0.95"
              .formatted(column.get(place)));
    }
    if (!Double.isNaN(levels[group]) && levels[group] != level) {
      throw new StatementException(
          SqlState.STATEMENT_FAULT,
          "the level of confidence must be the same for all rows of a group");
    }
    levels[group] = level;
  }

  @Override
  public void result(int group, ColumnVector to, int place) {
    int size = sizes[group];
    if (size == 0 || levels[group] < 0) {
      to.setNull(place);
      return;
    }
    double[] sorted = Arrays.copyOf(numbers[group], size);
    Arrays.sort(sorted);
    ((DoubleColumn) to).set(place, bound(levels[group], sorted));
  }

  private double bound(double level, double[] sorted) {
    int size = sorted.length;
    if (Double.isNaN(sorted[size - 1])) {
      return Double.NaN;
    }
    double[] means = new double[size > MANY ? MEANS_OF_MANY : MEANS];
    long state = 1;
    for (int i = 0; i < means.length; i++) {
      double sum = 0;
      for (int drawn = 0; drawn < size; drawn++) {
        state += 0x9E3779B97F4A7C15L;
        sum += sorted[(int) (((mixed(state) >>> 32) * size) >>> 32)];
      }
      means[i] = sum / size;
    }
    Arrays.sort(means);
    double tail = (1 - level) / 2;
    double place = (isUpper ? 1 - tail : tail) * (means.length - 1);
    double below = means[(int) Math.floor(place)];
    double above = means[(int) Math.ceil(place)];
    return below == above ? below : below + (place - Math.floor(place)) * (above - below);
  }

  /** SplitMix64, of which the same numbers come on every JVM. */
  private static long mixed(long state) {
    long mixed = (state ^ state >>> 30) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
    return mixed ^ mixed >>> 31;
  }

  @Override
  public void reset(int group) {
    bytes -= numbers[group] == null ? 0 : 8L * numbers[group].length;
    numbers[group] = NONE;
    sizes[group] = 0;
    levels[group] = Double.NaN;
  }

  @Override
  public long bytes() {
    return 20L * sizes.length + bytes;
  }
}
