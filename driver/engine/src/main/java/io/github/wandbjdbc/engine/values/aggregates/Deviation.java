package io.github.wandbjdbc.engine.values.aggregates;

import io.github.wandbjdbc.engine.values.Accumulator;
import io.github.wandbjdbc.engine.values.ColumnVector;
import io.github.wandbjdbc.engine.values.DoubleColumn;
import io.github.wandbjdbc.engine.values.Kind;
import java.math.BigDecimal;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Variance and standard deviation, by the sums of Youngs and Cramer, as PostgreSQL computes them of
 * doubles. It does so exactly of whole numbers and decimals; those are taken as distances from the
 * first one here, so that large ones which lie close to each other keep their digits.
 */
final class Deviation implements Accumulator {
  private final boolean sample;
  private final boolean root;
  private final boolean exact;
  private @Nullable Object[] origins = new @Nullable Object[0];
  private long[] counts = new long[0];
  private double[] sums = new double[0];
  private double[] squares = new double[0];

  /**
   * Of values held as {@code kind}.
   *
   * @param sample whether a sample's is estimated, rather than that of all there is
   * @param root whether the square root is taken
   */
  Deviation(boolean sample, boolean root, Kind kind) {
    this.sample = sample;
    this.root = root;
    this.exact = kind != Kind.DOUBLE;
  }

  @Override
  public void grow(int groups) {
    counts = Arrays.copyOf(counts, groups);
    sums = Arrays.copyOf(sums, groups);
    squares = Arrays.copyOf(squares, groups);
    if (exact) {
      origins = Arrays.copyOf(origins, groups);
    }
  }

  @Override
  public void add(int group, ColumnVector[] operands, int place) {
    if (!operands[0].isNull(place)) {
      add(
          group,
          operands[0] instanceof DoubleColumn doubles
              ? doubles.values()[place]
              : distance(group, operands[0], place));
    }
  }

  private double distance(int group, ColumnVector operand, int place) {
    Object value = operand.get(place);
    Object origin = origins[group];
    if (origin == null) {
      origins[group] = value;
      return 0;
    }
    if (value instanceof Long a && origin instanceof Long b) {
      long difference = a - b;
      boolean overflows = ((a ^ b) & (a ^ difference)) < 0;
      return overflows ? (double) a - (double) b : (double) difference;
    }
    return value instanceof BigDecimal a && origin instanceof BigDecimal b
        ? a.subtract(b).doubleValue()
        : Double.NaN;
  }

  private void add(int group, double value) {
    long before = counts[group]++;
    sums[group] += value;
    if (before > 0) {
      double off = value * (before + 1) - sums[group];
      squares[group] += off * off / ((double) (before + 1) * before);
    } else if (Double.isNaN(value) || Double.isInfinite(value)) {
      squares[group] = Double.NaN;
    }
  }

  @Override
  public void result(int group, ColumnVector to, int place) {
    long parts = counts[group] - (sample ? 1 : 0);
    if (parts <= 0) {
      to.setNull(place);
      return;
    }
    double variance = squares[group] / parts;
    ((DoubleColumn) to).set(place, root ? Math.sqrt(variance) : variance);
  }

  @Override
  public void reset(int group) {
    counts[group] = 0;
    sums[group] = 0;
    squares[group] = 0;
    if (exact) {
      origins[group] = null;
    }
  }

  @Override
  public long bytes() {
    return (exact ? 64L : 24L) * counts.length;
  }
}
