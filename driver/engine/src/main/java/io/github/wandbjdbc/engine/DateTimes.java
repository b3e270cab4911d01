package io.github.wandbjdbc.engine;

import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;
import io.github.wandbjdbc.engine.values.times.TimeTexts;
import java.sql.Date;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.Temporal;
import java.time.temporal.TemporalAccessor;
import java.util.Calendar;
import java.util.Locale;

/**
 * Reads and prints dates and times, which are UTC wall clock: a class that knows its zone is turned
 * to UTC, one that doesn't is taken as it prints.
 */
final class DateTimes {
  private static final DateTimeFormatter CLOCK =
      new DateTimeFormatterBuilder()
          .appendValue(ChronoField.HOUR_OF_DAY, 2)
          .appendLiteral(':')
          .appendValue(ChronoField.MINUTE_OF_HOUR, 2)
          .appendLiteral(':')
          .appendValue(ChronoField.SECOND_OF_MINUTE, 2)
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
          .toFormatter(Locale.ROOT);

  /** As {@link Timestamp#toString} prints: with one decimal at the least. */
  private static final DateTimeFormatter CLOCK_OF_TIMESTAMP =
      new DateTimeFormatterBuilder()
          .appendPattern("HH:mm:ss")
          .appendFraction(ChronoField.NANO_OF_SECOND, 1, 9, true)
          .toFormatter(Locale.ROOT);

  private static final String BEFORE_CHRIST = " BC";

  private static final DateTimeFormatter READ =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .appendPattern("[ ]['T']['t']")
          .append(DateTimeFormatter.ISO_LOCAL_TIME)
          .appendPattern("[ ][XXX][XX][X]")
          .toFormatter(Locale.ROOT)
          // February has no 30th, which would otherwise be its last.
          .withResolverStyle(ResolverStyle.STRICT);

  private DateTimes() {}

  /** Whether {@code value} is of a class that is a date, a time or both. */
  static boolean isOne(Object value) {
    return value instanceof Temporal
        || value instanceof java.util.Date
        || value instanceof Calendar;
  }

  /**
   * The text of a date or time, as its class in java.sql prints it: but a TIMESTAMP also for hours
   * that the JVM's zone skips, years before the first as in {@code 0044-03-15 BC}, and the last
   * moment of a day, which is that of TIME at most, as {@code 24:00:00}.
   */
  static String text(Object value) {
    if (value instanceof LocalDate || value instanceof Date) {
      return date(of(value));
    }
    if (value instanceof LocalTime || value instanceof Time || value instanceof OffsetTime) {
      LocalTime time = of(value).toLocalTime();
      return time.equals(LocalTime.MAX) ? "24:00:00" : CLOCK.format(time);
    }
    LocalDateTime time = of(value);
    String date = date(time);
    String clock = " " + CLOCK_OF_TIMESTAMP.format(time);
    return date.endsWith(BEFORE_CHRIST)
        ? date.substring(0, date.length() - BEFORE_CHRIST.length()) + clock + BEFORE_CHRIST
        : date + clock;
  }

  private static String date(LocalDateTime time) {
    return TimeTexts.date(time.toLocalDate().toEpochDay());
  }

  /** The point of time that {@code value} is or spells; a date is midnight, a time is in 1970. */
  static LocalDateTime of(Object value) {
    if (value instanceof LocalDateTime time) {
      return time;
    }
    if (value instanceof java.util.Date date) {
      return ofDate(date);
    }
    if (value instanceof LocalDate date) {
      return date.atStartOfDay();
    }
    if (value instanceof LocalTime time) {
      return LocalDate.EPOCH.atTime(time);
    }
    if (value instanceof OffsetTime time) {
      return LocalDate.EPOCH.atTime(time.withOffsetSameInstant(ZoneOffset.UTC).toLocalTime());
    }
    if (value instanceof CharSequence text) {
      return parse(text.toString().strip());
    }
    return LocalDateTime.ofInstant(instant(value), ZoneOffset.UTC);
  }

  @SuppressWarnings("JavaUtilDate") // Tools bind it.
  private static LocalDateTime ofDate(java.util.Date value) {
    if (value instanceof Timestamp timestamp) {
      return timestamp.toLocalDateTime();
    }
    if (value instanceof Date date) {
      return date.toLocalDate().atStartOfDay();
    }
    if (value instanceof Time time) {
      int millis = (int) Math.floorMod(time.getTime(), 1_000L);
      return LocalDate.EPOCH.atTime(time.toLocalTime().with(ChronoField.MILLI_OF_SECOND, millis));
    }
    return new Timestamp(value.getTime()).toLocalDateTime();
  }

  private static Instant instant(Object value) {
    if (value instanceof Instant instant) {
      return instant;
    }
    if (value instanceof OffsetDateTime time) {
      return time.toInstant();
    }
    if (value instanceof ZonedDateTime time) {
      return time.toInstant();
    }
    if (value instanceof Calendar calendar) {
      return calendar.toInstant();
    }
    throw new StatementException(
        SqlState.WRONG_CAST,
        "a %s is not a date or time".formatted(value.getClass().getSimpleName()));
  }

  private static LocalDateTime parse(String text) {
    try {
      if (text.indexOf(':') < 0) {
        return LocalDate.parse(text).atStartOfDay();
      }
      if (text.indexOf('-') < 0) {
        return LocalDate.EPOCH.atTime(LocalTime.parse(text));
      }
      TemporalAccessor read = READ.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
      return read instanceof OffsetDateTime time ? of(time) : (LocalDateTime) read;
    } catch (DateTimeException e) {
      throw new StatementException(
          SqlState.BAD_DATE_TIME,
          "'%s' is not a date or time; write it like 2024-05-31 23:59:59"
              .formatted(StatementException.shortened(text)));
    }
  }
}
