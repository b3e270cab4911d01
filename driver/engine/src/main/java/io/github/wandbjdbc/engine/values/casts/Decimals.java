package io.github.wandbjdbc.engine.values.casts;

import io.github.wandbjdbc.engine.values.Numeric;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import org.apache.calcite.rel.type.RelDataType;
import org.jspecify.annotations.Nullable;

/** Casts to DECIMAL, and to NUMERIC, of which each value has a scale of its own. */
public final class Decimals {
  /** How many digits of a double count, and of a REAL. */
  private static final MathContext OF_DOUBLE = new MathContext(15, RoundingMode.HALF_EVEN);

  private static final MathContext OF_REAL = new MathContext(6, RoundingMode.HALF_EVEN);

  /** The most digits behind the point: PostgreSQL has no more. */
  private static final int MOST_SCALE = 16_383;

  private static final int MOST_EXPONENT_DIGITS = 9;

  private Decimals() {}

  static @Nullable Conversion from(RelDataType from, RelDataType to) {
    Conversion exact = exact(from);
    if (exact == null || Numeric.isFree(to)) {
      return exact;
    }
    int precision = to.getPrecision();
    int scale = to.getScale();
    return value -> fitted((BigDecimal) exact.of(value), precision, scale);
  }

  private static @Nullable Conversion exact(RelDataType from) {
    return switch (from.getSqlTypeName()) {
      case TINYINT, SMALLINT, INTEGER, BIGINT -> value -> BigDecimal.valueOf((Long) value);
      case DECIMAL -> Conversion.NONE;
      case DOUBLE, FLOAT -> value -> of((Double) value, OF_DOUBLE);
      case REAL -> value -> of((Double) value, OF_REAL);
      case CHAR, VARCHAR -> value -> read((String) value);
      default -> null;
    };
  }

  /**
   * {@code value} as the outcome of a computation.
   *
   * @throws io.github.wandbjdbc.engine.values.StatementException if it has more than 38 digits
   *     before the point
   */
  public static BigDecimal checked(BigDecimal value) {
    long digits = (long) value.precision() - value.scale();
    if ((digits > Numeric.MOST_DIGITS && value.signum() != 0) || value.scale() > MOST_SCALE) {
      throw NumberTexts.outOfRange("a number with more than 38 digits", "numeric");
    }
    return value.scale() < 0 ? value.setScale(0) : value;
  }

  /** {@code value} half away from zero to {@code scale} digits behind the point. */
  private static BigDecimal fitted(BigDecimal value, int precision, int scale) {
    BigDecimal rounded = value.setScale(scale, RoundingMode.HALF_UP);
    if (rounded.precision() - scale > precision - scale && rounded.signum() != 0) {
      throw NumberTexts.outOfRange(value, "decimal(%d, %d)".formatted(precision, scale));
    }
    return rounded;
  }

  /** The digits of {@code value} that count. */
  public static BigDecimal of(double value) {
    return of(value, OF_DOUBLE);
  }

  private static BigDecimal of(double value, MathContext digits) {
    if (!Double.isFinite(value)) {
      throw NumberTexts.outOfRange(value, "numeric");
    }
    if (value == Math.rint(value) && Math.abs(value) < Math.pow(10, digits.getPrecision())) {
      return BigDecimal.valueOf((long) value);
    }
    BigDecimal exact = new BigDecimal(value).round(digits).stripTrailingZeros();
    return checked(exact);
  }

  /** The number that {@code text} spells, with as many digits behind the point as it has. */
  public static BigDecimal read(String text) {
    String number = NumberTexts.stripped(text, "numeric");
    boolean signed = number.startsWith("-") || number.startsWith("+");
    int start = signed ? 1 : 0;
    int radix = NumberTexts.radix(number, start);
    BigDecimal value;
    if (radix != 10) {
      BigInteger whole = NumberTexts.withRadix(number, start, radix, text, "numeric");
      value = new BigDecimal(whole);
    } else {
      value = readDecimal(number, start, text);
    }
    // What is declared NUMERIC has 38 digits at the most, wherever its point is.
    if (value.precision() > Numeric.MOST_DIGITS && value.signum() != 0) {
      throw NumberTexts.outOfRange(text, "numeric, which has up to 38 digits");
    }
    return checked(number.startsWith("-") ? value.negate() : value);
  }

  private static BigDecimal readDecimal(String number, int start, String text) {
    int exponentAt = Math.max(number.indexOf('e', start), number.indexOf('E', start));
    int end = exponentAt < 0 ? number.length() : exponentAt;
    int point = number.indexOf('.', start);
    int wholeEnd = point < 0 || point > end ? end : point;
    boolean hasWhole = wholeEnd > start;
    boolean hasFraction = wholeEnd + 1 < end;
    if ((!hasWhole && !hasFraction)
        || (hasWhole && !NumberTexts.isDigits(number, start, wholeEnd, 10))
        || (hasFraction && !NumberTexts.isDigits(number, wholeEnd + 1, end, 10))) {
      throw NumberTexts.named(number) != null
          ? NumberTexts.outOfRange(text, "numeric")
          : NumberTexts.wrong(text, "number");
    }
    String digits = number.substring(start, wholeEnd).replace("_", "");
    String fraction = hasFraction ? number.substring(wholeEnd + 1, end).replace("_", "") : "";
    long exponent = exponentAt < 0 ? 0 : exponent(number, exponentAt + 1, text);
    BigInteger unscaled = new BigInteger(digits + fraction);
    long scale = fraction.length() - exponent;
    if (unscaled.signum() == 0) {
      return BigDecimal.valueOf(0, (int) Math.min(Math.max(scale, 0), MOST_SCALE));
    }
    if (Math.abs(scale) > MOST_SCALE) {
      throw NumberTexts.outOfRange(text, "numeric");
    }
    return new BigDecimal(unscaled, (int) scale);
  }

  private static long exponent(String number, int at, String text) {
    int start = number.startsWith("-", at) || number.startsWith("+", at) ? at + 1 : at;
    if (!NumberTexts.isDigits(number, start, number.length(), 10)) {
      throw NumberTexts.wrong(text, "number");
    }
    String digits = number.substring(start).replace("_", "");
    if (digits.length() > MOST_EXPONENT_DIGITS) {
      throw NumberTexts.outOfRange(text, "numeric");
    }
    long exponent = Long.parseLong(digits);
    return number.startsWith("-", at) ? -exponent : exponent;
  }
}
