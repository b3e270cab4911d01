package io.github.wandbjdbc.jdbc.results;

import io.github.wandbjdbc.engine.IntervalValue;
import io.github.wandbjdbc.engine.SqlValueType;
import io.github.wandbjdbc.engine.Values;
import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.sql.Date;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoField;
import java.time.temporal.Temporal;
import java.util.Calendar;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.apache.calcite.avatica.util.ByteString;

/** The Java value of a column, class by class. */
public final class ColumnValue {
  private static final long MILLIS_OF_DAY = 86_400_000;

  private ColumnValue() {}

  /** The engine's value as a class of java.lang, java.math or java.time. */
  static Object of(Object raw, SqlValueType type) {
    return switch (type) {
      case TIMESTAMP -> raw instanceof Number millis ? Values.ofMillis(millis.longValue()) : raw;
      case DATE -> raw instanceof Number days ? LocalDate.ofEpochDay(days.longValue()) : raw;
      case TIME -> raw instanceof Number millis ? timeOfDay(millis.longValue()) : raw;
      case VARBINARY -> raw instanceof ByteString bytes ? bytes.getBytes() : raw;
      case TINYINT, SMALLINT -> raw instanceof Number number ? number.intValue() : raw;
      case INTERVAL_MONTH, INTERVAL_DAY, INTERVAL_HOUR ->
          raw instanceof Number amount ? new IntervalValue(type, amount.longValue()) : raw;
      case VARCHAR, BOOLEAN, INTEGER, BIGINT, DECIMAL, REAL, DOUBLE, OTHER -> raw;
    };
  }

  /** 24:00:00, which SQL has, is Java's last moment of the day. */
  private static LocalTime timeOfDay(long millis) {
    return millis == MILLIS_OF_DAY ? LocalTime.MAX : LocalTime.ofNanoOfDay(millis * 1_000_000);
  }

  /** The class that {@link SqlValueType#javaClass} promises. */
  static Object asJdbc(Object value) {
    if (value instanceof LocalDateTime time) {
      return Timestamp.valueOf(time);
    }
    if (value instanceof LocalDate date) {
      return Date.valueOf(date);
    }
    if (value instanceof LocalTime time) {
      return time(time);
    }
    return value instanceof IntervalValue interval ? interval.inJava() : value;
  }

  static <T> T as(Object value, Class<T> type) {
    Function<Object, Object> conversion = Conversions.BY_CLASS.get(type);
    if (conversion != null) {
      return type.cast(conversion.apply(value));
    }
    Object jdbc = asJdbc(value);
    if (type.isInstance(jdbc)) {
      return type.cast(jdbc);
    }
    throw new StatementException(
        SqlState.WRONG_CAST,
        "a %s can't be read as %s".formatted(jdbc.getClass().getSimpleName(), type.getName()));
  }

  static String text(Object value) {
    return value instanceof byte[] bytes ? new ByteString(bytes).toString() : Values.text(value);
  }

  /** The bytes of {@code value}, or of its text in UTF-8. */
  public static byte[] bytes(Object value) {
    return value instanceof byte[] bytes ? bytes : text(value).getBytes(StandardCharsets.UTF_8);
  }

  /** With its milliseconds, which {@link Time#valueOf(LocalTime)} drops. */
  @SuppressWarnings("JavaUtilDate") // What the interface gives.
  static Time time(LocalTime time) {
    return new Time(Time.valueOf(time).getTime() + time.get(ChronoField.MILLI_OF_SECOND));
  }

  private static UUID uuid(Object value) {
    try {
      return UUID.fromString(text(value));
    } catch (IllegalArgumentException e) {
      throw wrongCast(value, "UUID");
    }
  }

  private static URI uri(Object value) {
    try {
      return new URI(text(value));
    } catch (URISyntaxException e) {
      throw wrongCast(value, "URI");
    }
  }

  static URL url(Object value) {
    try {
      return uri(value).toURL();
    } catch (IllegalArgumentException | MalformedURLException e) {
      throw wrongCast(value, "URL");
    }
  }

  private static StatementException wrongCast(Object value, String wanted) {
    return new StatementException(
        SqlState.WRONG_CAST, "'%s' is no %s".formatted(text(value), wanted));
  }

  private static IntervalValue interval(Object value) {
    if (value instanceof IntervalValue interval) {
      return interval;
    }
    throw wrongCast(value, "interval");
  }

  /** {@code value} as a point of time, if it is one or spells one. */
  static LocalDateTime dateTime(Object value) {
    if (value instanceof Temporal || value instanceof String) {
      return Values.dateTime(value);
    }
    throw new StatementException(
        SqlState.WRONG_CAST, "%s is no date or time".formatted(text(value)));
  }

  /** {@code value} as a whole number, its fraction cut off; an error if it is out of bounds. */
  public static long whole(Object value, long least, long most) {
    if (value instanceof Long || value instanceof Integer) {
      long number = ((Number) value).longValue();
      if (number >= least && number <= most) {
        return number;
      }
    }
    BigDecimal number = Values.exact(value).setScale(0, RoundingMode.DOWN);
    if (number.compareTo(BigDecimal.valueOf(least)) < 0
        || number.compareTo(BigDecimal.valueOf(most)) > 0) {
      throw new StatementException(
          SqlState.OUT_OF_RANGE,
          "%s is out of range: %d to %d".formatted(text(value), least, most));
    }
    return number.longValue();
  }

  /** The instant at which clocks in the calendar's zone show {@code time}. */
  static long millisIn(LocalDateTime time, Calendar calendar) {
    return time.atZone(calendar.getTimeZone().toZoneId()).toInstant().toEpochMilli();
  }

  /** Loaded where a program asks for a class, as few do. */
  private static final class Conversions {
    private static final Map<Class<?>, Function<Object, Object>> BY_CLASS =
        Map.ofEntries(
            Map.entry(String.class, ColumnValue::text),
            Map.entry(Boolean.class, Values::bool),
            Map.entry(Byte.class, value -> (byte) whole(value, Byte.MIN_VALUE, Byte.MAX_VALUE)),
            Map.entry(Short.class, value -> (short) whole(value, Short.MIN_VALUE, Short.MAX_VALUE)),
            Map.entry(
                Integer.class, value -> (int) whole(value, Integer.MIN_VALUE, Integer.MAX_VALUE)),
            Map.entry(Long.class, value -> whole(value, Long.MIN_VALUE, Long.MAX_VALUE)),
            Map.entry(Float.class, Values::single),
            Map.entry(Double.class, Values::real),
            Map.entry(BigDecimal.class, Values::exact),
            Map.entry(BigInteger.class, value -> Values.exact(value).toBigInteger()),
            Map.entry(LocalDateTime.class, ColumnValue::dateTime),
            Map.entry(LocalDate.class, value -> dateTime(value).toLocalDate()),
            Map.entry(LocalTime.class, value -> dateTime(value).toLocalTime()),
            Map.entry(OffsetDateTime.class, value -> dateTime(value).atOffset(ZoneOffset.UTC)),
            Map.entry(
                OffsetTime.class, value -> dateTime(value).toLocalTime().atOffset(ZoneOffset.UTC)),
            Map.entry(ZonedDateTime.class, value -> dateTime(value).atZone(ZoneOffset.UTC)),
            Map.entry(Instant.class, value -> dateTime(value).toInstant(ZoneOffset.UTC)),
            Map.entry(Timestamp.class, value -> Timestamp.valueOf(dateTime(value))),
            Map.entry(java.util.Date.class, value -> Timestamp.valueOf(dateTime(value))),
            Map.entry(Date.class, value -> Date.valueOf(dateTime(value).toLocalDate())),
            Map.entry(Time.class, value -> time(dateTime(value).toLocalTime())),
            Map.entry(Duration.class, value -> interval(value).duration()),
            Map.entry(Period.class, value -> interval(value).period()),
            Map.entry(byte[].class, ColumnValue::bytes),
            Map.entry(UUID.class, ColumnValue::uuid),
            Map.entry(URI.class, ColumnValue::uri),
            Map.entry(URL.class, ColumnValue::url),
            Map.entry(Reader.class, value -> new StringReader(text(value))),
            Map.entry(InputStream.class, value -> new ByteArrayInputStream(bytes(value))));

    private Conversions() {}
  }
}
