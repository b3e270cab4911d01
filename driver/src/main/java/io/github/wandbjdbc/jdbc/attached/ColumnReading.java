package io.github.wandbjdbc.jdbc.attached;

import io.github.wandbjdbc.engine.values.ColumnVector;
import io.github.wandbjdbc.engine.values.DoubleColumn;
import io.github.wandbjdbc.engine.values.LongColumn;
import io.github.wandbjdbc.engine.values.Numeric;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/** The way in which the values of a database's column become values of ours. */
enum ColumnReading {
  /** Texts that are compared as they are, or as if fewer differed. */
  TEXT(SqlTypeName.VARCHAR),
  /** Texts that the database pads with blanks when it compares or gives them. */
  PADDED(SqlTypeName.VARCHAR),
  /** Whatever has no type here, as the database writes it. */
  WRITTEN(SqlTypeName.VARCHAR),
  /** Bytes, in hexadecimal digits. */
  BYTES(SqlTypeName.VARCHAR),
  BOOLEAN(SqlTypeName.BOOLEAN),
  INTEGER(SqlTypeName.INTEGER),
  BIGINT(SqlTypeName.BIGINT),
  DECIMAL(SqlTypeName.DECIMAL),
  DOUBLE(SqlTypeName.DOUBLE),
  /** Doubles that the database holds with fewer digits, and compares with those. */
  REAL(SqlTypeName.DOUBLE),
  DATE(SqlTypeName.DATE),
  TIME(SqlTypeName.TIME),
  /** Wall clock, of which milliseconds are kept. */
  TIMESTAMP(SqlTypeName.TIMESTAMP),
  /** An instant, shown as UTC. */
  INSTANT(SqlTypeName.TIMESTAMP);

  /** Beyond these years a time is an infinity, or a mistake. */
  private static final int LAST_YEAR = 9999;

  private final SqlTypeName name;

  ColumnReading(SqlTypeName name) {
    this.name = name;
  }

  /**
   * The one for a column's type.
   *
   * @param typeName the database's own, in lower case
   * @param size of texts the characters, of numbers the digits
   */
  static ColumnReading of(int jdbcType, String typeName, int size) {
    if (typeName.equals("uuid")) {
      return WRITTEN;
    }
    boolean isUnsigned = typeName.contains("unsigned");
    return switch (jdbcType) {
      case Types.BOOLEAN -> BOOLEAN;
      case Types.BIT -> size > 1 ? WRITTEN : BOOLEAN;
      case Types.TINYINT, Types.SMALLINT -> INTEGER;
      case Types.INTEGER -> isUnsigned ? BIGINT : INTEGER;
      case Types.BIGINT -> isUnsigned ? DECIMAL : BIGINT;
      case Types.NUMERIC, Types.DECIMAL -> DECIMAL;
      case Types.DOUBLE -> typeName.equals("money") ? WRITTEN : DOUBLE;
      case Types.FLOAT -> DOUBLE;
      case Types.REAL -> REAL;
      case Types.VARCHAR, Types.NVARCHAR, Types.LONGVARCHAR, Types.LONGNVARCHAR ->
          typeName.contains("char") || typeName.contains("text") ? TEXT : WRITTEN;
      case Types.CHAR, Types.NCHAR -> PADDED;
      case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB -> BYTES;
      case Types.DATE -> DATE;
      case Types.TIME -> typeName.contains("tz") || typeName.contains("zone") ? WRITTEN : TIME;
      case Types.TIMESTAMP ->
          typeName.contains("tz") || typeName.contains("with time zone") ? INSTANT : TIMESTAMP;
      case Types.TIMESTAMP_WITH_TIMEZONE -> INSTANT;
      default -> WRITTEN;
    };
  }

  /** The type here. */
  SqlTypeName typeName() {
    return name;
  }

  /** Puts the value at {@code index} of the row of {@code rows} into {@code to}. */
  void read(ResultSet rows, int index, ColumnVector to, int place) throws SQLException {
    switch (this) {
      case DOUBLE, REAL -> {
        double value = rows.getDouble(index);
        // A negative zero is read as zero.
        ((DoubleColumn) to).values()[place] = value + 0.0;
        nullIf(rows.wasNull(), to, place);
      }
      case BOOLEAN -> {
        boolean value = rows.getBoolean(index);
        ((LongColumn) to).values()[place] = value ? 1 : 0;
        nullIf(rows.wasNull(), to, place);
      }
      case INTEGER, BIGINT -> {
        ((LongColumn) to).values()[place] = rows.getLong(index);
        nullIf(rows.wasNull(), to, place);
      }
      case TEXT, PADDED, WRITTEN -> put(rows.getString(index), to, place);
      case BYTES -> {
        byte[] bytes = rows.getBytes(index);
        put(bytes == null ? null : HexFormat.of().formatHex(bytes), to, place);
      }
      case DECIMAL -> put(decimal(rows, index), to, place);
      case DATE -> {
        LocalDate date = rows.getObject(index, LocalDate.class);
        put(date == null ? null : (Object) checked(date).toEpochDay(), to, place);
      }
      case TIME -> {
        LocalTime time = rows.getObject(index, LocalTime.class);
        put(time == null ? null : (Object) (time.toNanoOfDay() / 1_000_000), to, place);
      }
      case TIMESTAMP -> put(millis(rows.getObject(index, LocalDateTime.class)), to, place);
      case INSTANT -> {
        OffsetDateTime time = rows.getObject(index, OffsetDateTime.class);
        put(
            millis(
                time == null || Math.abs(time.getYear()) > LAST_YEAR
                    ? (time == null ? null : time.toLocalDateTime())
                    : time.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime()),
            to,
            place);
      }
    }
  }

  private static void nullIf(boolean isNull, ColumnVector to, int place) {
    if (isNull) {
      to.setNull(place);
    }
  }

  private static void put(@Nullable Object value, ColumnVector to, int place) {
    if (value == null) {
      to.setNull(place);
    } else {
      to.set(place, value);
    }
  }

  private static @Nullable BigDecimal decimal(ResultSet rows, int index) throws SQLException {
    BigDecimal value = rows.getBigDecimal(index);
    if (value != null && value.precision() - value.scale() > Numeric.MOST_DIGITS) {
      throw new IllegalValueException(
          "a number of more than %d digits".formatted(Numeric.MOST_DIGITS));
    }
    return value;
  }

  private static @Nullable Object millis(@Nullable LocalDateTime time) {
    if (time == null) {
      return null;
    }
    checked(time.toLocalDate());
    return time.toInstant(ZoneOffset.UTC).toEpochMilli();
  }

  private static LocalDate checked(LocalDate date) {
    if (date.getYear() > LAST_YEAR || date.getYear() < -LAST_YEAR) {
      throw new IllegalValueException("a date beyond the year %d".formatted(LAST_YEAR));
    }
    return date;
  }

  /** A value that has no like here. */
  static final class IllegalValueException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    IllegalValueException(String message) {
      super(message);
    }
  }
}
