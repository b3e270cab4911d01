package io.github.wandbjdbc.engine;

import io.github.wandbjdbc.engine.values.EngineTypeFactory;
import io.github.wandbjdbc.engine.values.Intervals;
import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;
import io.github.wandbjdbc.engine.values.casts.Casts;
import io.github.wandbjdbc.engine.values.casts.IntervalTexts;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Period;
import java.time.temporal.ChronoUnit;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * An interval, which prints as PostgreSQL has it.
 *
 * @param type one of the types of intervals
 * @param amount months or milliseconds, as {@code type} says
 */
public record IntervalValue(SqlValueType type, long amount) {

  /** As {@link SqlValueType#javaClass} of its type promises. */
  public Object inJava() {
    return type == SqlValueType.INTERVAL_MONTH ? period() : duration();
  }

  /** Years and months; of whole days as many days. */
  public Period period() {
    if (type == SqlValueType.INTERVAL_MONTH) {
      return Period.ofMonths(Math.toIntExact(amount)).normalized();
    }
    Duration duration = duration();
    if (!duration.equals(Duration.ofDays(duration.toDays()))) {
      throw wrong("Period, which has no hours; read a Duration");
    }
    return Period.ofDays(Math.toIntExact(duration.toDays()));
  }

  /** Milliseconds; there is none of months. */
  public Duration duration() {
    if (type == SqlValueType.INTERVAL_MONTH) {
      throw wrong("Duration, since months differ in length; read a Period");
    }
    return Duration.ofMillis(amount);
  }

  /** Fails if {@code text} spells no interval of {@code type}. */
  static void check(String text, SqlValueType type) {
    RelDataTypeFactory types = new EngineTypeFactory();
    RelDataType interval =
        type == SqlValueType.INTERVAL_MONTH ? Intervals.months(types) : Intervals.duration(types);
    try {
      // A number alone is of the unit that the statement says.
      String spelled = text.strip().matches("[+-]?\\d+(\\.\\d+)?") ? text + " seconds" : text;
      if (type != SqlValueType.INTERVAL_MONTH || spelled.equals(text)) {
        Casts.check(spelled, types.createSqlType(SqlTypeName.VARCHAR), interval);
      }
    } catch (StatementException e) {
      throw wrongValue(text, type);
    }
  }

  /**
   * The length of {@code value} in the unit of {@code type}, which is one of the types of
   * intervals.
   */
  static long amount(Object value, SqlValueType type) {
    try {
      if (value instanceof Period period && type == SqlValueType.INTERVAL_MONTH) {
        if (period.get(ChronoUnit.DAYS) == 0) {
          return period.toTotalMonths();
        }
      } else if (value instanceof Period period && period.toTotalMonths() == 0) {
        return Duration.ofDays(period.get(ChronoUnit.DAYS)).toMillis();
      } else if (value instanceof Duration duration && type != SqlValueType.INTERVAL_MONTH) {
        return duration.toMillis();
      }
    } catch (ArithmeticException | DateTimeException e) {
      throw new StatementException(
          SqlState.OUT_OF_RANGE, "the parameter's value %s is out of range".formatted(value), e);
    }
    throw wrongValue(value, type);
  }

  private static StatementException wrongValue(Object value, SqlValueType type) {
    return new StatementException(
        SqlState.WRONG_CAST,
        "the parameter's value %s is not an interval of %s; bind a java.time.%s"
            .formatted(
                StatementException.shortened(value.toString()),
                type == SqlValueType.INTERVAL_MONTH ? "months" : "days, hours and seconds",
                type == SqlValueType.INTERVAL_MONTH ? "Period" : "Duration"));
  }

  private StatementException wrong(String wanted) {
    return new StatementException(
        SqlState.WRONG_CAST, "the interval %s is not a %s".formatted(this, wanted));
  }

  @Override
  public String toString() {
    return switch (type) {
      case INTERVAL_MONTH -> IntervalTexts.ofMonths(amount);
      case INTERVAL_DAY -> IntervalTexts.ofDays(amount);
      default -> IntervalTexts.ofHours(amount);
    };
  }
}
