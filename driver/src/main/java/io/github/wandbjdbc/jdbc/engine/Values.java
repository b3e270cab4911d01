package io.github.wandbjdbc.jdbc.engine;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Date;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoField;
import java.util.Calendar;
import java.util.Locale;

/**
 * Reads values of one Java class as another, or says with a SQLState why not.
 *
 * <p>Dates and times are UTC wall clock: a class that knows its zone is turned to UTC, one that
 * doesn't is taken as it prints.
 */
public final class Values {
  private static final LocalDate EPOCH = LocalDate.EPOCH;

  private Values() {}

  /** The text of {@code value}; a TIMESTAMP as {@link Timestamp} prints it. */
  public static String text(Object value) {
    if (value instanceof LocalDateTime time) {
      return dateTimeText(time);
    }
    if (value instanceof OffsetDateTime
        || value instanceof ZonedDateTime
        || value instanceof Instant) {
      return dateTimeText(dateTime(value));
    }
    if (value instanceof BigDecimal number) {
      return number.toPlainString();
    }
    return value.toString();
  }

  /** {@code value} as a boolean: numbers are true but for 0, text is true, t, yes, 1 or not. */
  public static boolean bool(Object value) {
    if (value instanceof Boolean bool) {
      return bool;
    }
    if (value instanceof Number number) {
      return number.doubleValue() != 0;
    }
    return switch (value.toString().strip().toLowerCase(Locale.ROOT)) {
      case "true", "t", "yes", "y", "on", "1" -> true;
      case "false", "f", "no", "n", "off", "0" -> false;
      default -> throw wrongCast(value, "boolean");
    };
  }

  /** {@code value} as a double; text may say NaN, Infinity or -Infinity. */
  public static double real(Object value) {
    if (value instanceof Number number) {
      return number.doubleValue();
    }
    if (value instanceof Boolean bool) {
      return bool ? 1 : 0;
    }
    try {
      return Double.parseDouble(value.toString().strip());
    } catch (NumberFormatException e) {
      throw wrongCast(value, "number");
    }
  }

  /** {@code value} as an exact number; there is none for NaN and the infinities. */
  public static BigDecimal exact(Object value) {
    if (value instanceof BigDecimal number) {
      return number;
    }
    if (value instanceof BigInteger number) {
      return new BigDecimal(number);
    }
    if (value instanceof Boolean bool) {
      return bool ? BigDecimal.ONE : BigDecimal.ZERO;
    }
    if (value instanceof Double || value instanceof Float) {
      double real = ((Number) value).doubleValue();
      if (!Double.isFinite(real)) {
        throw new StatementException(
            SqlState.OUT_OF_RANGE, "%s is no exact number".formatted(value));
      }
      return new BigDecimal(value.toString());
    }
    if (value instanceof Number number) {
      return BigDecimal.valueOf(number.longValue());
    }
    String text = value.toString().strip();
    if (text.equals("NaN") || text.endsWith("Infinity")) {
      throw new StatementException(SqlState.OUT_OF_RANGE, "%s is no exact number".formatted(text));
    }
    try {
      BigDecimal number = new BigDecimal(text);
      // A text like 1e999999999 is a number whose digits would fill the memory.
      if (Math.abs((long) number.scale()) > 10_000) {
        throw new StatementException(SqlState.OUT_OF_RANGE, text + " is out of range");
      }
      return number;
    } catch (NumberFormatException e) {
      throw wrongCast(value, "number");
    }
  }

  /** {@code value} as a point of UTC wall clock; a date alone is midnight, a time alone 1970. */
  @SuppressWarnings("JavaUtilDate") // Tools bind it.
  public static LocalDateTime dateTime(Object value) {
    if (value instanceof LocalDateTime time) {
      return time;
    }
    if (value instanceof Timestamp timestamp) {
      return timestamp.toLocalDateTime();
    }
    if (value instanceof Date date) {
      return date.toLocalDate().atStartOfDay();
    }
    if (value instanceof Time time) {
      return EPOCH.atTime(time.toLocalTime());
    }
    if (value instanceof LocalDate date) {
      return date.atStartOfDay();
    }
    if (value instanceof LocalTime time) {
      return EPOCH.atTime(time);
    }
    if (value instanceof OffsetDateTime time) {
      return LocalDateTime.ofInstant(time.toInstant(), ZoneOffset.UTC);
    }
    if (value instanceof ZonedDateTime time) {
      return LocalDateTime.ofInstant(time.toInstant(), ZoneOffset.UTC);
    }
    if (value instanceof Instant instant) {
      return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
    if (value instanceof Calendar calendar) {
      return LocalDateTime.ofInstant(calendar.toInstant(), ZoneOffset.UTC);
    }
    if (value instanceof java.util.Date date) {
      return new Timestamp(date.getTime()).toLocalDateTime();
    }
    return parseDateTime(value.toString().strip());
  }

  /** Milliseconds since 1970 of a UTC wall clock. */
  public static long millis(LocalDateTime time) {
    return time.toInstant(ZoneOffset.UTC).toEpochMilli();
  }

  /** The UTC wall clock of milliseconds since 1970. */
  public static LocalDateTime ofMillis(long millis) {
    return LocalDateTime.ofInstant(Instant.ofEpochMilli(millis), ZoneOffset.UTC);
  }

  private static LocalDateTime parseDateTime(String text) {
    try {
      if (text.indexOf(':') < 0) {
        return LocalDate.parse(text).atStartOfDay();
      }
      if (text.indexOf('-') < 0) {
        return EPOCH.atTime(LocalTime.parse(text));
      }
      String iso = text.replace(' ', 'T');
      return iso.endsWith("Z") || iso.indexOf('+') > 0
          ? LocalDateTime.ofInstant(OffsetDateTime.parse(iso).toInstant(), ZoneOffset.UTC)
          : LocalDateTime.parse(iso);
    } catch (DateTimeException e) {
      throw new StatementException(
          SqlState.BAD_DATE_TIME,
          "'%s' is no date or time; write it like 2024-05-31 23:59:59".formatted(shortened(text)));
    }
  }

  /** As {@link Timestamp#toString} prints it, but for hours that the JVM's zone skips. */
  private static String dateTimeText(LocalDateTime time) {
    String seconds = time.toLocalTime().withNano(0).toString();
    StringBuilder text = new StringBuilder(29).append(time.toLocalDate()).append(' ');
    text.append(seconds.length() == 5 ? seconds + ":00" : seconds).append('.');
    String fraction =
        String.format(Locale.ROOT, "%09d", time.get(ChronoField.NANO_OF_SECOND))
            .replaceAll("0+$", "");
    return text.append(fraction.isEmpty() ? "0" : fraction).toString();
  }

  private static StatementException wrongCast(Object value, String wanted) {
    return new StatementException(
        SqlState.WRONG_CAST, "'%s' is no %s".formatted(shortened(value.toString()), wanted));
  }

  private static String shortened(String text) {
    return text.length() <= 60 ? text : text.substring(0, 57) + "...";
  }
}
