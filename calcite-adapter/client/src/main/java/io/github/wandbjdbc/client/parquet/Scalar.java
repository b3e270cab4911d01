package io.github.wandbjdbc.client.parquet;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.TimeUnit;
import org.apache.parquet.io.api.Binary;

/** The logical type of a column: how JSON would hold its values. */
enum Scalar {
  BOOLEAN,
  INTEGER,
  UNSIGNED_INTEGER,
  DECIMAL,
  NUMBER,
  HALF,
  TEXT,
  BYTES,
  DATE,
  TIME,
  TIMESTAMP,
  OLD_TIMESTAMP;

  /** Writers have decimals of 76 digits at the most. */
  private static final int MAX_DECIMAL_BYTES = 64;

  private static final int JULIAN_DAY_OF_EPOCH = 2_440_588;

  static Scalar of(Field field) {
    return switch (field.element().getType()) {
      case BOOLEAN -> BOOLEAN;
      case FLOAT, DOUBLE -> NUMBER;
      case INT96 -> OLD_TIMESTAMP;
      case INT32, INT64 -> ofWhole(field);
      case BYTE_ARRAY -> isDecimal(field) ? DECIMAL : TEXT;
      case FIXED_LEN_BYTE_ARRAY ->
          isDecimal(field)
              ? DECIMAL
              : field.isOf(LogicalType._Fields.FLOAT16)
                      && field.element().getType_length() == Short.BYTES
                  ? HALF
                  : BYTES;
    };
  }

  private static boolean isDecimal(Field field) {
    return field.isOf(LogicalType._Fields.DECIMAL)
        || field.element().getConverted_type() == ConvertedType.DECIMAL;
  }

  private static Scalar ofWhole(Field field) {
    ConvertedType old = field.element().getConverted_type();
    if (isDecimal(field)) {
      return DECIMAL;
    }
    if (field.isOf(LogicalType._Fields.DATE) || old == ConvertedType.DATE) {
      return DATE;
    }
    if (field.isOf(LogicalType._Fields.TIME)
        || old == ConvertedType.TIME_MILLIS
        || old == ConvertedType.TIME_MICROS) {
      return TIME;
    }
    if (field.isOf(LogicalType._Fields.TIMESTAMP)
        || old == ConvertedType.TIMESTAMP_MILLIS
        || old == ConvertedType.TIMESTAMP_MICROS) {
      return TIMESTAMP;
    }
    boolean isUnsigned =
        field.isOf(LogicalType._Fields.INTEGER)
            ? !field.element().getLogicalType().getINTEGER().isIsSigned()
            : old == ConvertedType.UINT_8
                || old == ConvertedType.UINT_16
                || old == ConvertedType.UINT_32
                || old == ConvertedType.UINT_64;
    return isUnsigned ? UNSIGNED_INTEGER : INTEGER;
  }

  /** The value at which {@code reader} stands; not null. */
  Object read(Field field, ColumnReader reader, RowMemory memory) {
    return switch (field.element().getType()) {
      case BOOLEAN -> reader.getBoolean();
      case INT32 -> ofInt(field, reader.getInteger());
      case INT64 -> ofLong(field, reader.getLong());
      case FLOAT -> (double) reader.getFloat();
      case DOUBLE -> reader.getDouble();
      case INT96, BYTE_ARRAY, FIXED_LEN_BYTE_ARRAY -> ofBytes(field, reader.getBinary(), memory);
    };
  }

  Object ofInt(Field field, int value) {
    return this == UNSIGNED_INTEGER ? (Object) Integer.toUnsignedLong(value) : ofLong(field, value);
  }

  Object ofLong(Field field, long value) {
    return switch (this) {
      case UNSIGNED_INTEGER ->
          value >= 0 ? (Object) value : new BigDecimal(Long.toUnsignedString(value));
      case DECIMAL -> BigDecimal.valueOf(value, field.scale());
      case DATE -> LocalDate.ofEpochDay(value).toString();
      case TIME ->
          LocalTime.ofNanoOfDay(Math.floorMod(value, perDay(field)) * nanos(field)).toString();
      case TIMESTAMP -> instant(value, nanos(field)).toString();
      default -> value;
    };
  }

  Object ofBytes(Field field, Binary value, RowMemory memory) {
    memory.take(value.length());
    return switch (this) {
      case TEXT -> value.toStringUsingUTF8();
      case DECIMAL -> new BigDecimal(new BigInteger(decimal(value.getBytes())), field.scale());
      case HALF ->
          half(ByteBuffer.wrap(value.getBytes()).order(ByteOrder.LITTLE_ENDIAN).getShort());
      case OLD_TIMESTAMP -> {
        ByteBuffer bytes = ByteBuffer.wrap(value.getBytes()).order(ByteOrder.LITTLE_ENDIAN);
        long nanosOfDay = bytes.getLong();
        long day = bytes.getInt() - (long) JULIAN_DAY_OF_EPOCH;
        yield Instant.EPOCH.plus(day, ChronoUnit.DAYS).plusNanos(nanosOfDay).toString();
      }
      default -> Base64.getEncoder().encodeToString(value.getBytes());
    };
  }

  private static byte[] decimal(byte[] digits) {
    if (digits.length == 0 || digits.length > MAX_DECIMAL_BYTES) {
      throw new IllegalArgumentException("a decimal of %d bytes".formatted(digits.length));
    }
    return digits;
  }

  private static Instant instant(long value, long nanos) {
    long perSecond = 1_000_000_000 / nanos;
    return Instant.ofEpochSecond(
        Math.floorDiv(value, perSecond), Math.floorMod(value, perSecond) * nanos);
  }

  private static long perDay(Field field) {
    return 86_400 * (1_000_000_000 / nanos(field));
  }

  /** How many nanoseconds the unit of a time has. */
  private static long nanos(Field field) {
    TimeUnit unit =
        field.isOf(LogicalType._Fields.TIME)
            ? field.element().getLogicalType().getTIME().getUnit()
            : field.isOf(LogicalType._Fields.TIMESTAMP)
                ? field.element().getLogicalType().getTIMESTAMP().getUnit()
                : null;
    if (unit != null) {
      return unit.isSetNANOS() ? 1 : unit.isSetMICROS() ? 1000 : 1_000_000;
    }
    ConvertedType old = field.element().getConverted_type();
    return old == ConvertedType.TIME_MICROS || old == ConvertedType.TIMESTAMP_MICROS
        ? 1000
        : 1_000_000;
  }

  /** The number that the 16 bits of an IEEE half stand for. */
  private static double half(short bits) {
    int exponent = (bits >> 10) & 0x1F;
    int fraction = bits & 0x3FF;
    double size =
        exponent == 0x1F
            ? fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN
            : exponent == 0
                ? fraction * 0x1p-24
                : (1 + fraction * 0x1p-10) * Math.scalb(1.0, exponent - 15);
    return bits < 0 ? -size : size;
  }
}
