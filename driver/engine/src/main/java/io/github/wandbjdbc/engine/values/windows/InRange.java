package io.github.wandbjdbc.engine.values.windows;

import static java.util.Objects.requireNonNull;

import io.github.wandbjdbc.engine.values.ColumnVector;
import io.github.wandbjdbc.engine.values.DoubleColumn;
import io.github.wandbjdbc.engine.values.EngineType;
import io.github.wandbjdbc.engine.values.LongColumn;
import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import org.apache.calcite.rel.type.RelDataType;

/**
 * Whether a sort key is within a distance of another, as PostgreSQL's functions in_range say: a sum
 * beyond what the type holds is beyond all values, and NaN is within any distance of NaN alone.
 */
abstract class InRange {
  private static final long DAY = 86_400_000;
  private static final long MONTH = 30 * DAY;

  /** The distance from keys of type {@code key} that {@code offset}, not null, is. */
  static InRange of(RelDataType key, RelDataType offsetType, Object offset) {
    EngineType keys = EngineType.of(key);
    EngineType by = EngineType.of(offsetType);
    boolean isWhole = by == EngineType.INTEGER || by == EngineType.BIGINT;
    boolean isMonths = by == EngineType.MONTHS;
    boolean isInterval = isMonths || by == EngineType.DURATION;
    InRange range =
        switch (keys) {
          case INTEGER, BIGINT -> isWhole ? new Longs(1, (Long) offset) : null;
          case DOUBLE ->
              by.servesAs(EngineType.DOUBLE) ? new Doubles(((Number) offset).doubleValue()) : null;
          case NUMERIC ->
              by.servesAs(EngineType.NUMERIC)
                  ? new Decimals(
                      offset instanceof BigDecimal number
                          ? number
                          : BigDecimal.valueOf((Long) offset))
                  : null;
          case DATE, TIMESTAMP -> {
            long unit = keys == EngineType.DATE ? DAY : 1;
            yield !isInterval
                ? null
                : isMonths ? new Months(unit, (Long) offset) : new Longs(unit, (Long) offset);
          }
          // Days, and so months, don't move a time of day.
          case TIME -> isInterval ? new Longs(1, isMonths ? 0 : (Long) offset) : null;
          case MONTHS, DURATION ->
              isInterval
                  ? new Longs(
                      keys == EngineType.MONTHS ? MONTH : 1,
                      isMonths ? saturated((Long) offset, MONTH) : (Long) offset)
                  : null;
          case BOOLEAN, TEXT, ANY -> null;
        };
    if (range == null) {
      throw new StatementException(
          SqlState.STATEMENT_FAULT,
          "RANGE doesn't take a distance of type %s from a sort key of type %s; cast one of them"
              .formatted(by, keys));
    }
    return range;
  }

  /**
   * Whether the key at {@code value} is at most, or else at least, the one at {@code base} less, or
   * plus, the distance. Neither is NULL.
   */
  abstract boolean test(ColumnVector keys, int value, int base, boolean subtract, boolean atMost);

  static StatementException invalidOffset() {
    return new StatementException(
        SqlState.INVALID_VALUE, "the distance of a frame's end must not be negative or NaN");
  }

  private static long saturated(long value, long factor) {
    long high = Math.multiplyHigh(value, factor);
    long low = value * factor;
    return high == low >> 63 ? low : value < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
  }

  /** Whole numbers, and what is held like them. */
  private static final class Longs extends InRange {
    private final long unit;
    private final long offset;

    Longs(long unit, long offset) {
      this.unit = unit;
      this.offset = offset;
    }

    @Override
    boolean test(ColumnVector keys, int value, int base, boolean subtract, boolean atMost) {
      if (offset < 0) {
        throw invalidOffset();
      }
      long[] values = ((LongColumn) keys).values();
      long from = saturated(values[base], unit);
      long sum = subtract ? from - offset : from + offset;
      boolean isBeyond = subtract ? sum > from : sum < from;
      if (isBeyond) {
        return subtract != atMost;
      }
      long other = saturated(values[value], unit);
      return atMost ? other <= sum : other >= sum;
    }
  }

  private static final class Doubles extends InRange {
    private final double offset;

    Doubles(double offset) {
      this.offset = offset;
    }

    @Override
    boolean test(ColumnVector keys, int value, int base, boolean subtract, boolean atMost) {
      if (!(offset >= 0)) {
        throw invalidOffset();
      }
      double[] values = ((DoubleColumn) keys).values();
      double from = values[base];
      double other = values[value];
      if (Double.isNaN(other)) {
        return Double.isNaN(from) || !atMost;
      }
      if (Double.isNaN(from)) {
        return atMost;
      }
      if (offset == Double.POSITIVE_INFINITY
          && from == (subtract ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY)) {
        // The sum would be NaN; infinitely far from infinity is anything.
        return true;
      }
      double sum = subtract ? from - offset : from + offset;
      return atMost ? other <= sum : other >= sum;
    }
  }

  private static final class Decimals extends InRange {
    private final BigDecimal offset;

    Decimals(BigDecimal offset) {
      this.offset = offset;
    }

    @Override
    boolean test(ColumnVector keys, int value, int base, boolean subtract, boolean atMost) {
      if (offset.signum() < 0) {
        throw invalidOffset();
      }
      BigDecimal from = (BigDecimal) requireNonNull(keys.get(base));
      BigDecimal sum = subtract ? from.subtract(offset) : from.add(offset);
      int order = ((BigDecimal) requireNonNull(keys.get(value))).compareTo(sum);
      return atMost ? order <= 0 : order >= 0;
    }
  }

  /** Months from dates and timestamps; a day that a month lacks is its last. */
  private static final class Months extends InRange {
    private final long unit;
    private final long offset;

    Months(long unit, long offset) {
      this.unit = unit;
      this.offset = offset;
    }

    @Override
    boolean test(ColumnVector keys, int value, int base, boolean subtract, boolean atMost) {
      if (offset < 0) {
        throw invalidOffset();
      }
      long[] values = ((LongColumn) keys).values();
      long from = saturated(values[base], unit);
      long sum;
      try {
        LocalDate day = LocalDate.ofEpochDay(Math.floorDiv(from, DAY));
        LocalDate moved = subtract ? day.minusMonths(offset) : day.plusMonths(offset);
        sum = Math.multiplyExact(moved.toEpochDay(), DAY) + Math.floorMod(from, DAY);
      } catch (DateTimeException | ArithmeticException e) {
        return subtract != atMost;
      }
      long other = saturated(values[value], unit);
      return atMost ? other <= sum : other >= sum;
    }
  }
}
