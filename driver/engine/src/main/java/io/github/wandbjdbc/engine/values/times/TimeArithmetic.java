package io.github.wandbjdbc.engine.values.times;

import static io.github.wandbjdbc.engine.values.ValueType.DATE;
import static io.github.wandbjdbc.engine.values.ValueType.DURATION;
import static io.github.wandbjdbc.engine.values.ValueType.INTEGER;
import static io.github.wandbjdbc.engine.values.ValueType.MONTHS;
import static io.github.wandbjdbc.engine.values.ValueType.TIME;
import static io.github.wandbjdbc.engine.values.ValueType.TIMESTAMP;

import io.github.wandbjdbc.engine.values.Column;
import io.github.wandbjdbc.engine.values.Kernel;
import io.github.wandbjdbc.engine.values.Kernels;
import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;
import io.github.wandbjdbc.engine.values.ValueType;
import java.math.BigDecimal;
import java.util.function.LongBinaryOperator;
import java.util.function.LongUnaryOperator;
import org.apache.calcite.sql.SqlKind;
import org.jspecify.annotations.Nullable;

/**
 * Sums, differences, products and quotients of which an operand is a date, a time or an interval.
 * Kernels take the operands as they are: a DATE beside a TIMESTAMP is held as days.
 *
 * <table>
 *   <caption>What is computed</caption>
 *   <tr><td>DATE + INTEGER, INTEGER + DATE, DATE - INTEGER</td><td>DATE</td></tr>
 *   <tr><td>DATE - DATE</td><td>INTEGER, days</td></tr>
 *   <tr><td>DATE ± interval, interval + DATE, DATE + TIME</td><td>TIMESTAMP</td></tr>
 *   <tr><td>TIMESTAMP ± interval, interval + TIMESTAMP</td><td>TIMESTAMP</td></tr>
 *   <tr><td>TIMESTAMP - TIMESTAMP, or one a DATE; TIME - TIME</td><td>interval in seconds</td></tr>
 *   <tr><td>TIME ± interval in seconds</td><td>TIME, past midnight from its beginning</td></tr>
 *   <tr><td>interval ± one of its kind, × number, number ×, ÷ number</td><td>of its kind</td></tr>
 * </table>
 *
 * @param kernel computes it
 * @param result its type
 */
public record TimeArithmetic(Kernel kernel, ValueType result) {
  private static final double MICROS = 1_000;

  /** Whether an operand is of a type that is computed here. */
  public static boolean isFor(ValueType left, ValueType right) {
    return isTime(left) || isTime(right);
  }

  private static boolean isTime(ValueType type) {
    return switch (type) {
      case DATE, TIME, TIMESTAMP, MONTHS, DURATION -> true;
      default -> false;
    };
  }

  /**
   * That of {@code kind}, which is PLUS, MINUS, TIMES or DIVIDE.
   *
   * @throws StatementException if it isn't computed of such operands
   */
  public static TimeArithmetic kernel(SqlKind kind, ValueType left, ValueType right) {
    TimeArithmetic found =
        switch (kind) {
          case PLUS -> {
            TimeArithmetic sum = sum(left, right, 1);
            TimeArithmetic turned = sum == null ? sum(right, left, 1) : null;
            yield turned == null ? sum : new TimeArithmetic(swapped(turned.kernel), turned.result);
          }
          case MINUS -> {
            TimeArithmetic difference = difference(left, right);
            yield difference == null ? sum(left, right, -1) : difference;
          }
          case TIMES -> {
            TimeArithmetic product = product(left, right, false);
            TimeArithmetic turned = product == null ? product(right, left, false) : null;
            yield turned == null
                ? product
                : new TimeArithmetic(swapped(turned.kernel), turned.result);
          }
          case DIVIDE -> product(left, right, true);
          default -> null;
        };
    if (found == null) {
      throw new StatementException(
          SqlState.STATEMENT_FAULT,
          "%s %s %s isn't computed: to a DATE add days as INTEGER, to a TIMESTAMP an INTERVAL"
              .formatted(left, sign(kind), right));
    }
    return found;
  }

  private static String sign(SqlKind kind) {
    return switch (kind) {
      case PLUS -> "+";
      case MINUS -> "-";
      case TIMES -> "*";
      case DIVIDE -> "/";
      default -> kind.sql;
    };
  }

  /**
   * The negation of an interval.
   *
   * @throws StatementException if it is none
   */
  public static TimeArithmetic negation(ValueType operand) {
    if (operand != MONTHS && operand != DURATION) {
      throw new StatementException(SqlState.STATEMENT_FAULT, "a %s has no sign".formatted(operand));
    }
    return new TimeArithmetic(
        Kernels.longs((LongUnaryOperator) value -> interval(operand, -value)), operand);
  }

  private static @Nullable TimeArithmetic sum(ValueType left, ValueType right, int sign) {
    return switch (left) {
      case DATE ->
          switch (right) {
            case INTEGER -> of(DATE, (days, more) -> Calendars.checkedDay(days + sign * more));
            case MONTHS ->
                of(
                    TIMESTAMP,
                    (days, months) ->
                        Calendars.plusMonthsToMillis(Calendars.midnight(days), sign * months));
            case DURATION ->
                of(
                    TIMESTAMP,
                    (days, millis) ->
                        Calendars.plusMillis(Calendars.midnight(days), sign * millis));
            case TIME ->
                sign < 0
                    ? null
                    : of(
                        TIMESTAMP,
                        (days, time) -> Calendars.plusMillis(Calendars.midnight(days), time));
            default -> null;
          };
      case TIMESTAMP ->
          switch (right) {
            case MONTHS ->
                of(TIMESTAMP, (time, months) -> Calendars.plusMonthsToMillis(time, sign * months));
            case DURATION ->
                of(TIMESTAMP, (time, millis) -> Calendars.plusMillis(time, sign * millis));
            default -> null;
          };
      case TIME ->
          right == DURATION
              ? of(
                  TIME,
                  (time, millis) -> Calendars.timeOfDay(time + sign * (millis % Calendars.DAY)))
              : null;
      case MONTHS, DURATION ->
          left == right ? of(left, (a, b) -> interval(left, exactSum(a, sign * b))) : null;
      default -> null;
    };
  }

  private static @Nullable TimeArithmetic difference(ValueType left, ValueType right) {
    if (left == DATE && right == DATE) {
      return of(INTEGER, (a, b) -> a - b);
    }
    if (left == TIME && right == TIME) {
      return of(DURATION, (a, b) -> a - b);
    }
    boolean leftIsDate = left == DATE;
    boolean rightIsDate = right == DATE;
    return (left == TIMESTAMP || leftIsDate) && (right == TIMESTAMP || rightIsDate)
        ? of(
            DURATION,
            (a, b) ->
                (leftIsDate ? Calendars.midnight(a) : a)
                    - (rightIsDate ? Calendars.midnight(b) : b))
        : null;
  }

  private static @Nullable TimeArithmetic product(
      ValueType interval, ValueType number, boolean divides) {
    if (interval != MONTHS && interval != DURATION) {
      return null;
    }
    Kernel kernel =
        switch (number) {
          case INTEGER, BIGINT, DOUBLE, NUMERIC ->
              Kernels.strict(
                  v -> scaled(interval, (Long) v[0], ((Number) v[1]).doubleValue(), divides));
          default -> null;
        };
    return kernel == null ? null : new TimeArithmetic(kernel, interval);
  }

  /** Of months only whole ones: a part of a month is days, which intervals of months lack. */
  private static long scaled(ValueType type, long value, double number, boolean divides) {
    if (divides && number == 0) {
      throw new StatementException(SqlState.DIVISION_BY_ZERO, "division by zero");
    }
    if (type == MONTHS) {
      double scaled = divides ? value / number : value * number;
      if (scaled != Math.rint(scaled) && Double.isFinite(scaled)) {
        throw new StatementException(
            SqlState.INVALID_VALUE,
            "%s months is not a whole number: use an interval of days"
                .formatted(BigDecimal.valueOf(scaled).toPlainString()));
      }
      return interval(type, whole(scaled, 0x1p31));
    }
    return interval(type, scaledMillis(value, number, divides));
  }

  /** As PostgreSQL: days by themselves, their fractions and the rest to microseconds. */
  private static long scaledMillis(long value, double number, boolean divides) {
    long days = value / Calendars.DAY;
    double micros = value % Calendars.DAY * MICROS;
    double scaledDays = divides ? days / number : days * number;
    long wholeDays = whole(scaledDays, 0x1p31);
    double restOfDays = Math.rint((scaledDays - wholeDays) * 86_400 * 1e6);
    long rest =
        whole(Math.rint((divides ? micros / number : micros * number) + restOfDays), 0x1p63);
    return wholeDays * Calendars.DAY + Math.floorDiv(rest, (long) MICROS);
  }

  private static long whole(double value, double most) {
    if (!(value >= -most && value < most)) {
      throw Calendars.outOfRange("interval");
    }
    return (long) value;
  }

  private static long exactSum(long left, long right) {
    try {
      return Math.addExact(left, right);
    } catch (ArithmeticException e) {
      throw Calendars.outOfRange("interval");
    }
  }

  /** {@code value}, if it is an interval of {@code type}. */
  private static long interval(ValueType type, long value) {
    boolean fits =
        type == MONTHS
            ? value == (int) value
            : value > -Long.MAX_VALUE / MICROS && value < Long.MAX_VALUE / MICROS;
    if (!fits) {
      throw Calendars.outOfRange("interval");
    }
    return value;
  }

  private static TimeArithmetic of(ValueType result, LongBinaryOperator function) {
    return new TimeArithmetic(Kernels.longs(function), result);
  }

  private static Kernel swapped(Kernel kernel) {
    return (operands, size, result, look) ->
        kernel.compute(new Column[] {operands[1], operands[0]}, size, result, look);
  }
}
