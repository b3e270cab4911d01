package io.github.wandbjdbc.engine.values.times;

import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * Days and milliseconds since 1970 in the Gregorian calendar, which is taken for all years. The
 * limits are PostgreSQL's: years 4714 BC to 5874897 of dates, to 294276 of timestamps.
 */
final class Calendars {
  static final long DAY = 86_400_000;

  private static final long LEAST_DAY = -2_440_588;
  private static final long LAST_DAY = LocalDate.of(5_874_897, 12, 31).toEpochDay();
  private static final long LEAST_MILLIS = LEAST_DAY * DAY;
  private static final long END_MILLIS = LocalDate.of(294_277, 1, 1).toEpochDay() * DAY;

  private Calendars() {}

  /** The date of {@code days}. */
  static LocalDate date(long days) {
    return LocalDate.ofEpochDay(days);
  }

  /** The date and time of {@code millis}. */
  static LocalDateTime dateTime(long millis) {
    return LocalDateTime.ofEpochSecond(
        Math.floorDiv(millis, 1_000L),
        (int) Math.floorMod(millis, 1_000L) * 1_000_000,
        ZoneOffset.UTC);
  }

  /** The day that {@code millis} are of. */
  static long day(long millis) {
    return Math.floorDiv(millis, DAY);
  }

  /** The milliseconds since midnight of {@code millis}. */
  static long timeOfDay(long millis) {
    return Math.floorMod(millis, DAY);
  }

  /** {@code days}, if it is a DATE. */
  static long checkedDay(long days) {
    if (days < LEAST_DAY || days > LAST_DAY) {
      throw outOfRange("date");
    }
    return days;
  }

  /** {@code millis}, if it is a TIMESTAMP. */
  static long checkedMillis(long millis) {
    if (millis < LEAST_MILLIS || millis >= END_MILLIS) {
      throw outOfRange("timestamp");
    }
    return millis;
  }

  /** The TIMESTAMP at the beginning of {@code days}. */
  static long midnight(long days) {
    if (days < LEAST_DAY || days > LAST_DAY) {
      throw outOfRange("timestamp");
    }
    return checkedMillis(days * DAY);
  }

  /** The day {@code months} later; the month's last if it has none with that number. */
  static long plusMonths(long days, long months) {
    try {
      return checkedDay(date(days).plusMonths(months).toEpochDay());
    } catch (DateTimeException | ArithmeticException e) {
      throw outOfRange("date");
    }
  }

  /** The same time of such a day. */
  static long plusMonthsToMillis(long millis, long months) {
    return checkedMillis(plusMonths(day(millis), months) * DAY + timeOfDay(millis));
  }

  /** The timestamp so much later. */
  static long plusMillis(long millis, long more) {
    try {
      return checkedMillis(Math.addExact(millis, more));
    } catch (ArithmeticException e) {
      throw outOfRange("timestamp");
    }
  }

  /** {@code count} times {@code unit}, if that is an interval. */
  static long times(long count, long unit) {
    try {
      return Math.multiplyExact(count, unit);
    } catch (ArithmeticException e) {
      throw outOfRange("interval");
    }
  }

  /**
   * {@code count} units below a day in milliseconds, if that is an interval: PostgreSQL has
   * microseconds.
   */
  static long interval(long count, Unit unit) {
    if (unit.millis() == 0) {
      return Math.floorDiv(count, unit == Unit.MICROSECOND ? 1_000L : 1_000_000L);
    }
    return times(times(count, unit.millis()), 1_000) / 1_000;
  }

  static StatementException outOfRange(String type) {
    return new StatementException(SqlState.OUT_OF_RANGE, type + " out of range");
  }
}
