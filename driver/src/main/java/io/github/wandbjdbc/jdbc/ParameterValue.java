package io.github.wandbjdbc.jdbc;

import io.github.wandbjdbc.engine.Values;
import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.jdbc.errors.SqlBoundary;
import io.github.wandbjdbc.jdbc.errors.SqlErrors;
import io.github.wandbjdbc.jdbc.results.ColumnValue;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URI;
import java.net.URL;
import java.sql.Array;
import java.sql.Clob;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.Time;
import java.sql.Types;
import java.time.temporal.Temporal;
import java.time.temporal.TemporalAmount;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Calendar;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The value of a parameter: of a class that a statement can take; others are refused. */
final class ParameterValue {
  /** So much text a parameter holds at the most. */
  private static final long LONGEST_TEXT = 16L << 20;

  private ParameterValue() {}

  /** {@code value} as it is, but for what has to be read to be text. */
  static @Nullable Object of(@Nullable Object value) throws SQLException {
    if (value == null
        || value instanceof CharSequence
        || value instanceof Number
        || value instanceof Boolean
        || value instanceof Temporal
        || value instanceof TemporalAmount
        || value instanceof java.util.Date
        || value instanceof Calendar
        || value instanceof byte[]) {
      return value;
    }
    if (value instanceof Character
        || value instanceof UUID
        || value instanceof URL
        || value instanceof URI) {
      return value.toString();
    }
    if (value instanceof Reader reader) {
      return text(reader, Long.MAX_VALUE);
    }
    if (value instanceof Clob clob) {
      return text(clob.getCharacterStream(), Long.MAX_VALUE);
    }
    if (value instanceof WandbArray array) {
      return elements(array.elements());
    }
    if (value instanceof Array array) {
      return of(array.getArray());
    }
    if (value instanceof @Nullable Object[] array) {
      return elements(Arrays.asList(array));
    }
    throw SqlErrors.of(
        SqlState.WRONG_CAST,
        "a %s can't be the value of a parameter".formatted(value.getClass().getName()));
  }

  /**
   * {@code value} as it is now, though the caller may change it: the wall clock that a date shows.
   */
  static Object kept(Object value) throws SQLException {
    if (value instanceof java.sql.Date) {
      return SqlBoundary.call(() -> Values.dateTime(value).toLocalDate());
    }
    if (value instanceof Time) {
      return SqlBoundary.call(() -> Values.dateTime(value).toLocalTime());
    }
    if (value instanceof java.util.Date || value instanceof Calendar) {
      return SqlBoundary.call(() -> Values.dateTime(value));
    }
    return value instanceof byte[] bytes ? bytes.clone() : value;
  }

  private static List<@Nullable Object> elements(List<? extends @Nullable Object> array)
      throws SQLException {
    List<@Nullable Object> elements = new ArrayList<>();
    for (Object element : array) {
      Object known = of(element);
      elements.add(known == null ? null : kept(known));
    }
    return elements;
  }

  /** As {@link #of(Object, int, Integer)}, with the type told by an object. */
  static @Nullable Object of(
      @Nullable Object value, @Nullable SQLType type, @Nullable Integer scale) throws SQLException {
    Integer code = type == null ? null : type.getVendorTypeNumber();
    return code == null ? of(value) : of(value, code, scale);
  }

  /**
   * {@code value} as a value of the type that the caller wants it to be first.
   *
   * @param type one of {@link Types}
   * @param scale the digits behind the point of an exact number; null for all
   */
  static @Nullable Object of(@Nullable Object value, int type, @Nullable Integer scale)
      throws SQLException {
    Object known = of(value);
    return known == null ? null : SqlBoundary.callNullable(() -> typed(known, type, scale));
  }

  private static Object typed(Object value, int type, @Nullable Integer scale) throws SQLException {
    return switch (type) {
      case Types.CHAR,
          Types.VARCHAR,
          Types.LONGVARCHAR,
          Types.NCHAR,
          Types.NVARCHAR,
          Types.LONGNVARCHAR,
          Types.CLOB,
          Types.NCLOB ->
          Values.text(value);
      case Types.BIT, Types.BOOLEAN -> Values.bool(value);
      case Types.TINYINT -> whole(value, Byte.MIN_VALUE, Byte.MAX_VALUE);
      case Types.SMALLINT -> whole(value, Short.MIN_VALUE, Short.MAX_VALUE);
      case Types.INTEGER -> whole(value, Integer.MIN_VALUE, Integer.MAX_VALUE);
      case Types.BIGINT -> whole(value, Long.MIN_VALUE, Long.MAX_VALUE);
      case Types.NUMERIC, Types.DECIMAL -> exact(value, scale);
      case Types.REAL -> Values.single(value);
      case Types.FLOAT, Types.DOUBLE -> Values.real(value);
      case Types.DATE -> Values.dateTime(value).toLocalDate();
      case Types.TIME, Types.TIME_WITH_TIMEZONE -> Values.dateTime(value).toLocalTime();
      case Types.TIMESTAMP, Types.TIMESTAMP_WITH_TIMEZONE -> Values.dateTime(value);
      case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY -> ColumnValue.bytes(value);
      case Types.NULL, Types.OTHER, Types.JAVA_OBJECT -> value;
      case Types.ARRAY -> {
        if (value instanceof List<?>) {
          yield value;
        }
        throw SqlErrors.notSupported("a parameter of type ARRAY that isn't one");
      }
      default -> throw SqlErrors.notSupported("a parameter of type %d".formatted(type));
    };
  }

  /** Unlike a getter, which may cut a fraction off, this decides what is looked for. */
  private static Object whole(Object value, long least, long most) throws SQLException {
    BigDecimal number = Values.exact(value);
    if (number.stripTrailingZeros().scale() > 0) {
      throw SqlErrors.of(
          SqlState.OUT_OF_RANGE, "the parameter's value %s is not an integer".formatted(value));
    }
    return ColumnValue.whole(number, least, most);
  }

  private static BigDecimal exact(Object value, @Nullable Integer scale) {
    BigDecimal number = Values.exact(value);
    return scale == null || number.scale() <= scale
        ? number
        : number.setScale(scale, RoundingMode.HALF_UP);
  }

  /** The text that {@code reader} gives, up to so many characters. */
  static String text(Reader reader, long length) throws SQLException {
    StringWriter text = new StringWriter();
    try {
      long left = Math.min(length, LONGEST_TEXT + 1);
      for (int letter; left > 0 && (letter = reader.read()) >= 0; left--) {
        text.write(letter);
      }
    } catch (IOException e) {
      throw SqlErrors.of(SqlState.INVALID_ARGUMENT, "the parameter's text can't be read");
    }
    if (text.getBuffer().length() > LONGEST_TEXT) {
      throw SqlErrors.of(SqlState.LIMIT_EXCEEDED, "the parameter's text is longer than 16 MiB");
    }
    return text.toString();
  }
}
