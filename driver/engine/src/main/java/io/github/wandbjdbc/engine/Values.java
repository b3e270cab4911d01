package io.github.wandbjdbc.engine;

import com.fasterxml.jackson.core.io.NumberOutput;
import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Locale;

/**
 * Reads values of one Java class as another, or says with a SQLState why not.
 *
 * <p>Dates and times are UTC wall clock: a class that knows its zone is turned to UTC, one that
 * doesn't is taken as it prints.
 */
public final class Values {
  /** A number with more digits before or behind the point would fill the memory with them. */
  private static final int MOST_DIGITS = 10_000;

  /** A longer text is no number that anybody wrote, and takes long to compute. */
  private static final int MOST_CHARACTERS = 10_000;

  private Values() {}

  /**
   * The text of {@code value}; dates and times as the classes of java.sql print them, doubles with
   * no more digits than tell them from others.
   */
  public static String text(Object value) {
    if (value instanceof Double number) {
      // Several times faster than the JDK's own before 19.
      return NumberOutput.toString(number, true);
    }
    if (DateTimes.isOne(value)) {
      return DateTimes.text(value);
    }
    if (value instanceof byte[]) {
      throw new StatementException(SqlState.WRONG_CAST, "bytes are not text");
    }
    return value instanceof BigDecimal number && Math.abs((long) number.scale()) <= MOST_DIGITS
        ? number.toPlainString()
        : value.toString();
  }

  /** {@code value} as a boolean: numbers are true but for 0, text is true, t, yes, 1 or not. */
  public static boolean bool(Object value) {
    if (value instanceof Boolean bool) {
      return bool;
    }
    if (value instanceof Number number) {
      if (Double.isNaN(number.doubleValue())) {
        throw wrongCast(value, "boolean");
      }
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
    if (value instanceof Double || value instanceof Float) {
      return ((Number) value).doubleValue();
    }
    if (value instanceof CharSequence text) {
      switch (text.toString().strip()) {
        case "NaN" -> {
          return Double.NaN;
        }
        case "Infinity", "+Infinity" -> {
          return Double.POSITIVE_INFINITY;
        }
        case "-Infinity" -> {
          return Double.NEGATIVE_INFINITY;
        }
        default -> {}
      }
    }
    double real = exact(value).doubleValue();
    if (Double.isInfinite(real)) {
      throw outOfRange(value);
    }
    return real;
  }

  /** {@code value} as a float; it may lose digits, but doesn't become infinite. */
  public static float single(Object value) {
    double real = real(value);
    float single = (float) real;
    if (Float.isInfinite(single) && !Double.isInfinite(real)) {
      throw outOfRange(value);
    }
    return single;
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
    if (value instanceof Long || value instanceof Integer) {
      return BigDecimal.valueOf(((Number) value).longValue());
    }
    String text = value.toString().strip();
    if (text.length() > MOST_CHARACTERS) {
      throw outOfRange(StatementException.shortened(text));
    }
    if (text.equals("NaN") || text.endsWith("Infinity")) {
      throw new StatementException(
          SqlState.OUT_OF_RANGE, "%s is not an exact number".formatted(text));
    }
    try {
      BigDecimal number = new BigDecimal(text);
      // As with the text 1e999999999.
      if (Math.abs((long) number.scale()) > MOST_DIGITS) {
        throw outOfRange(text);
      }
      return number;
    } catch (NumberFormatException e) {
      throw wrongCast(value, "number");
    }
  }

  /** {@code value} as a point of UTC wall clock; a date alone is midnight, a time alone 1970. */
  public static LocalDateTime dateTime(Object value) {
    return DateTimes.of(value);
  }

  /** Milliseconds since 1970 of a UTC wall clock. */
  public static long millis(LocalDateTime time) {
    return time.toInstant(ZoneOffset.UTC).toEpochMilli();
  }

  /** The UTC wall clock of milliseconds since 1970. */
  public static LocalDateTime ofMillis(long millis) {
    return LocalDateTime.ofEpochSecond(
        Math.floorDiv(millis, 1000L),
        (int) Math.floorMod(millis, 1000L) * 1_000_000,
        ZoneOffset.UTC);
  }

  private static StatementException wrongCast(Object value, String wanted) {
    String text =
        value instanceof byte[] ? "bytes" : StatementException.shortened(value.toString());
    return new StatementException(SqlState.WRONG_CAST, "'%s' is no %s".formatted(text, wanted));
  }

  private static StatementException outOfRange(Object value) {
    return new StatementException(
        SqlState.OUT_OF_RANGE,
        "%s is out of range".formatted(StatementException.shortened(value.toString())));
  }
}
