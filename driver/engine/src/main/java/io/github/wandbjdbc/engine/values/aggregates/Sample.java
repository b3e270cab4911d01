package io.github.wandbjdbc.engine.values.aggregates;

import io.github.wandbjdbc.engine.values.Accumulator;
import io.github.wandbjdbc.engine.values.ColumnVector;
import io.github.wandbjdbc.engine.values.DoubleColumn;
import io.github.wandbjdbc.engine.values.Kind;
import io.github.wandbjdbc.engine.values.LongColumn;
import io.github.wandbjdbc.engine.values.Numeric;
import io.github.wandbjdbc.engine.values.ObjectColumn;
import io.github.wandbjdbc.engine.values.Order;
import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Aggregates of all values of a group in their order: percentiles, the median, the mode, the mean
 * of those in the middle. NULL is passed over, NaN is one value above Infinity. Values that come in
 * order aren't sorted again.
 *
 * <p>Percentiles have further operands: the fraction, 0 to 1, and whether the order descends.
 */
final class Sample implements Accumulator {
  /** Asked of the values. */
  enum Of {
    /** Between two values the straight line counts. */
    CONTINUOUS,
    /** Likewise, of a fraction that is told in hundredths. */
    HUNDREDTHS,
    /** The first value that so great a part of all doesn't exceed. */
    DISCRETE,
    /** The value in the middle, or on the straight line between the two that are. */
    MEDIAN,
    /** The mean without the least and the greatest quarter, each rounded down. */
    INTERQUARTILE,
    /** The value that there are most of, the first in order if there are several such. */
    MODE
  }

  private final Of of;
  private final Kind kind;
  private @Nullable ColumnVector[] values = new @Nullable ColumnVector[0];
  private int[] sizes = new int[0];
  private boolean[] unsorted = new boolean[0];
  // NaN where it is NULL.
  private double[] fractions = new double[0];
  private boolean[] told = new boolean[0];
  private boolean[] descending = new boolean[0];
  private long bytes;

  Sample(Of of, Kind kind) {
    this.of = of;
    this.kind = kind;
  }

  @Override
  public void grow(int groups) {
    values = Arrays.copyOf(values, groups);
    sizes = Arrays.copyOf(sizes, groups);
    unsorted = Arrays.copyOf(unsorted, groups);
    fractions = Arrays.copyOf(fractions, groups);
    told = Arrays.copyOf(told, groups);
    descending = Arrays.copyOf(descending, groups);
  }

  @Override
  public void add(int group, ColumnVector[] operands, int place) {
    ColumnVector operand = operands[0];
    if (operands.length > 1) {
      double fraction =
          of == Of.HUNDREDTHS ? hundredths(operands[1], place) : fraction(operands[1], place);
      if (told[group] && Double.compare(fraction, fractions[group]) != 0) {
        throw new StatementException(
            SqlState.STATEMENT_FAULT,
            "the fraction of a percentile must be the same for all rows of a group");
      }
      fractions[group] = fraction;
      told[group] = true;
      descending[group] = operands.length > 2 && ((LongColumn) operands[2]).values()[place] != 0;
    }
    if (operand.isNull(place)) {
      return;
    }
    ColumnVector known = values[group];
    if (known == null) {
      known = ColumnVector.of(kind, 4);
      values[group] = known;
      bytes += 4L * 9;
    }
    int size = sizes[group]++;
    if (size == known.capacity()) {
      bytes += 9L * size;
      known.grow(2 * size);
    }
    known.copy(size, operand, place);
    if (operand instanceof ObjectColumn objects) {
      bytes += ObjectColumn.bytesOf(objects.get(place));
    }
    unsorted[group] |= size > 0 && Order.compareNullsLast(known, size - 1, known, size) > 0;
  }

  private static double fraction(ColumnVector column, int place) {
    Object value = column.get(place);
    if (value == null) {
      return Double.NaN;
    }
    double fraction = ((Number) value).doubleValue();
    if (!(fraction >= 0 && fraction <= 1)) {
      throw new StatementException(
          SqlState.OUT_OF_RANGE, "%s is no percentile: give 0 to 1".formatted(value));
    }
    return fraction;
  }

  private static double hundredths(ColumnVector column, int place) {
    Object value = column.get(place);
    if (value == null) {
      return Double.NaN;
    }
    double number = ((Number) value).doubleValue();
    if (number > 0 && number <= 1) {
      throw new StatementException(
          SqlState.STATEMENT_FAULT,
          ("PERCENTILE(x, %s) takes a percentage in some databases and a fraction in"
                  + " others; write PERCENTILE_CONT(%s) WITHIN GROUP (ORDER BY x), with a fraction"
                  + " from 0 to 1")
              .formatted(value, value));
    }
    if (!(number >= 0 && number <= 100)) {
      throw new StatementException(
          SqlState.OUT_OF_RANGE, "%s is no percentile: give 0 to 100".formatted(value));
    }
    return number / 100;
  }

  @Override
  public void result(int group, ColumnVector to, int place) {
    ColumnVector known = values[group];
    double fraction = of == Of.MEDIAN ? 0.5 : fractions[group];
    if (known == null || Double.isNaN(fraction)) {
      to.setNull(place);
      return;
    }
    int size = sizes[group];
    if (unsorted[group]) {
      sort(known, size);
      unsorted[group] = false;
    }
    switch (of) {
      case CONTINUOUS, HUNDREDTHS, MEDIAN ->
          ((DoubleColumn) to).set(place, between(group, known, fraction * (size - 1)));
      case DISCRETE ->
          to.copy(place, known, at(group, Math.max(0, (int) Math.ceil(fraction * size) - 1)));
      case MODE -> to.copy(place, known, mode(known, size));
      case INTERQUARTILE -> ((DoubleColumn) to).set(place, mean(known, size / 4, size - size / 4));
    }
  }

  private static void sort(ColumnVector column, int size) {
    if (column instanceof DoubleColumn doubles) {
      // NaN is last here as well.
      Arrays.sort(doubles.values(), 0, size);
    } else if (column instanceof LongColumn longs) {
      Arrays.sort(longs.values(), 0, size);
    } else if (column instanceof ObjectColumn objects) {
      Arrays.sort(objects.values(), 0, size, Order::compareNullsLast);
    }
  }

  private int at(int group, int index) {
    return descending[group] ? sizes[group] - 1 - index : index;
  }

  private double between(int group, ColumnVector known, double place) {
    double below = Numeric.asDouble(known, at(group, (int) Math.floor(place)));
    double above = Numeric.asDouble(known, at(group, (int) Math.ceil(place)));
    double part = place - Math.floor(place);
    return part == 0 ? below : below + part * (above - below);
  }

  /** Whole and decimal numbers are added up exactly. */
  private static double mean(ColumnVector column, int from, int end) {
    if (column instanceof DoubleColumn doubles) {
      double sum = 0;
      for (int i = from; i < end; i++) {
        sum += doubles.values()[i];
      }
      return sum / (end - from);
    }
    BigDecimal sum = BigDecimal.ZERO;
    for (int i = from; i < end; i++) {
      Object value = column.get(i);
      if (value instanceof BigDecimal decimal) {
        sum = sum.add(decimal);
      } else if (value instanceof Long || value instanceof Integer) {
        sum = sum.add(BigDecimal.valueOf(((Number) value).longValue()));
      } else {
        return Double.NaN;
      }
    }
    return sum.divide(BigDecimal.valueOf((long) end - from), MathContext.DECIMAL128).doubleValue();
  }

  private static int mode(ColumnVector known, int size) {
    int best = 0;
    int most = 0;
    int from = 0;
    for (int i = 1; i <= size; i++) {
      if (i == size || Order.compareNullsLast(known, from, known, i) != 0) {
        if (i - from > most) {
          most = i - from;
          best = from;
        }
        from = i;
      }
    }
    return best;
  }

  @Override
  public void reset(int group) {
    ColumnVector known = values[group];
    if (known != null) {
      bytes -= 9L * known.capacity();
      for (int i = 0; known instanceof ObjectColumn objects && i < sizes[group]; i++) {
        bytes -= ObjectColumn.bytesOf(objects.get(i));
      }
    }
    values[group] = null;
    sizes[group] = 0;
    unsorted[group] = false;
    fractions[group] = 0;
    told[group] = false;
    descending[group] = false;
  }

  @Override
  public long bytes() {
    return 23L * sizes.length + bytes;
  }
}
