package io.github.wandbjdbc.engine.values.casts;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Locale;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/** Casts to TINYINT, SMALLINT, INTEGER and BIGINT. */
final class WholeNumbers {
  /** 2 to the 63rd, the first whole number above all of BIGINT. */
  private static final double END = 0x1p63;

  private WholeNumbers() {}

  static @Nullable Conversion from(RelDataType from, SqlTypeName to) {
    return switch (from.getSqlTypeName()) {
      case BOOLEAN -> to == SqlTypeName.INTEGER ? Conversion.NONE : null;
      case TINYINT, SMALLINT, INTEGER, BIGINT ->
          rank(from.getSqlTypeName()) <= rank(to)
              ? Conversion.NONE
              : value -> checked((Long) value, to);
      case DECIMAL -> value -> of((BigDecimal) value, to);
      case DOUBLE, FLOAT, REAL -> value -> rounded((Double) value, to);
      case CHAR, VARCHAR -> value -> read((String) value, to);
      default -> null;
    };
  }

  private static int rank(SqlTypeName type) {
    return switch (type) {
      case TINYINT -> 0;
      case SMALLINT -> 1;
      case INTEGER -> 2;
      default -> 3;
    };
  }

  /** {@code value}, which must be one of {@code type}. */
  static long checked(long value, SqlTypeName type) {
    boolean fits =
        switch (type) {
          case TINYINT -> value == (byte) value;
          case SMALLINT -> value == (short) value;
          case INTEGER -> value == (int) value;
          default -> true;
        };
    if (!fits) {
      throw NumberTexts.outOfRange(value, type.getName());
    }
    return value;
  }

  /** {@code value} half to even. */
  static long rounded(double value, SqlTypeName type) {
    double whole = Math.rint(value);
    // NaN isn't within, either.
    if (!(whole >= -END && whole < END)) {
      throw NumberTexts.outOfRange(value, type.getName());
    }
    return checked((long) whole, type);
  }

  private static long of(BigDecimal value, SqlTypeName type) {
    return of(value.setScale(0, RoundingMode.HALF_UP).unscaledValue(), value, type);
  }

  private static long of(BigInteger value, Object original, SqlTypeName type) {
    if (value.bitLength() >= Long.SIZE) {
      throw NumberTexts.outOfRange(original, type.getName());
    }
    return checked(value.longValue(), type);
  }

  private static long read(String text, SqlTypeName type) {
    String name = type.getName().toLowerCase(Locale.ROOT);
    String number = NumberTexts.stripped(text, name);
    boolean signed = number.startsWith("-") || number.startsWith("+");
    int start = signed ? 1 : 0;
    int radix = NumberTexts.radix(number, start);
    BigInteger value;
    if (radix != 10) {
      value = NumberTexts.withRadix(number, start, radix, text, name);
    } else if (NumberTexts.isDigits(number, start, number.length(), 10)) {
      value = new BigInteger(number.substring(start).replace("_", ""));
    } else {
      throw NumberTexts.wrong(text, name);
    }
    return of(number.startsWith("-") ? value.negate() : value, text, type);
  }
}
