package io.github.wandbjdbc.engine.values.numbers;

import io.github.wandbjdbc.engine.values.casts.Decimals;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Powers, roots and logarithms of NUMERIC, with as many digits behind the point as PostgreSQL
 * gives: at least about 16 that count.
 */
final class DecimalPowers {
  private static final int LEAST_DIGITS = 16;
  private static final int MOST_SCALE = 1_000;
  private static final int GUARD = 12;

  /** Beyond so many digits before the point no NUMERIC goes, and far before this none is 0. */
  private static final int MOST_DIGITS = 50;

  private static final double LOG10_OF_E = 0.434294481903252;
  private static final double LN_10 = 2.302585092994046;

  /** The greatest exponent that {@link BigDecimal#pow(int, MathContext)} takes. */
  private static final int MOST_EXPONENT = 999_999_999;

  private static final BigDecimal NINE_TENTHS = new BigDecimal("0.9");
  private static final BigDecimal ELEVEN_TENTHS = new BigDecimal("1.1");

  private DecimalPowers() {}

  static BigDecimal squareRoot(BigDecimal value) {
    if (value.signum() < 0) {
      throw Arithmetic.outOfRange("the square root of a negative number is");
    }
    int scale = scale(LEAST_DIGITS - (DecimalArithmetic.weight(value) * 2 + 1), value.scale());
    BigInteger scaled =
        value.movePointRight(2 * (scale + 1)).setScale(0, RoundingMode.DOWN).toBigInteger();
    return new BigDecimal(scaled.sqrt(), scale + 1).setScale(scale, RoundingMode.HALF_UP);
  }

  static BigDecimal exp(BigDecimal value) {
    double digits = value.doubleValue() * LOG10_OF_E;
    if (digits > MOST_DIGITS) {
      throw Arithmetic.outOfRange("numeric");
    }
    int whole = (int) Math.max(digits, -2_000);
    return Decimals.checked(exp(value, scale(LEAST_DIGITS - whole, value.scale()), whole));
  }

  private static BigDecimal exp(BigDecimal value, int scale, int digits) {
    int precision = Math.max(1, scale + digits) + GUARD;
    return precision <= GUARD + 1 && digits < -scale - GUARD
        ? BigDecimal.valueOf(0, scale)
        : DecimalSeries.exp(value, precision).setScale(scale, RoundingMode.HALF_UP);
  }

  static BigDecimal ln(BigDecimal value) {
    positive(value);
    int scale = scale(LEAST_DIGITS - weightOfLn(value), value.scale());
    return DecimalSeries.ln(value, scale + GUARD).setScale(scale, RoundingMode.HALF_UP);
  }

  static BigDecimal log(BigDecimal base, BigDecimal value) {
    positive(base);
    positive(value);
    if (base.compareTo(BigDecimal.ONE) == 0) {
      throw Arithmetic.divisionByZero();
    }
    int weight = weightOfLn(value) - weightOfLn(base);
    int scale = scale(LEAST_DIGITS - weight, base.scale(), value.scale());
    int places = scale + Math.abs(weight) + 2 * Math.abs(weightOfLn(base)) + GUARD;
    return DecimalSeries.ln(value, places)
        .divide(DecimalSeries.ln(base, places), scale, RoundingMode.HALF_UP);
  }

  static BigDecimal power(BigDecimal base, BigDecimal exponent) {
    if (base.signum() == 0 && exponent.signum() < 0) {
      throw Arithmetic.outOfRange("zero to a negative power is");
    }
    boolean isWhole = exponent.stripTrailingZeros().scale() <= 0;
    if (base.signum() < 0 && !isWhole) {
      throw Arithmetic.outOfRange("a negative number to a power that is not whole is");
    }
    if (isWhole && exponent.abs().compareTo(BigDecimal.valueOf(MOST_EXPONENT)) <= 0) {
      return wholePower(base, exponent.intValueExact(), exponent.scale());
    }
    if (base.signum() == 0) {
      return BigDecimal.valueOf(0, LEAST_DIGITS);
    }
    boolean negative = base.signum() < 0 && exponent.toBigInteger().testBit(0);
    BigDecimal size = base.abs();
    // To as few digits as PostgreSQL has here, since they decide on the scale.
    int few = Math.max(0, 8 - weightOfLn(size));
    double digits =
        DecimalSeries.ln(size, few)
                .setScale(few, RoundingMode.HALF_UP)
                .multiply(exponent)
                .setScale(few, RoundingMode.HALF_UP)
                .doubleValue()
            * LOG10_OF_E;
    if (digits > MOST_DIGITS) {
      throw Arithmetic.outOfRange("numeric");
    }
    if (digits < -MOST_SCALE) {
      return BigDecimal.valueOf(0, MOST_SCALE);
    }
    int scale = scale(LEAST_DIGITS - (int) digits, base.scale(), exponent.scale());
    // What counts of the power is as exact as its logarithm is behind the point.
    int places = Math.max(1, scale + (int) digits) + exponent.precision() + GUARD;
    BigDecimal power = exp(DecimalSeries.ln(size, places).multiply(exponent), scale, (int) digits);
    return Decimals.checked(negative ? power.negate() : power);
  }

  private static BigDecimal wholePower(BigDecimal base, int exponent, int exponentScale) {
    double digits = base.signum() == 0 ? 0 : exponent * logarithm(base.abs());
    if (digits > MOST_DIGITS) {
      throw Arithmetic.outOfRange("numeric");
    }
    if (digits + 1 < -MOST_SCALE) {
      return BigDecimal.valueOf(0, MOST_SCALE);
    }
    int scale = scale(LEAST_DIGITS - (int) digits, base.scale(), exponentScale);
    if (exponent == 0) {
      return BigDecimal.ONE.setScale(scale);
    }
    if (base.signum() == 0) {
      return BigDecimal.valueOf(0, scale);
    }
    // Each factor's error counts as often as the exponent says.
    int precision = Math.max(1, scale + (int) digits) + GUARD + 12;
    BigDecimal power =
        exponent == 2
            ? base.multiply(base)
            : base.pow(exponent, new MathContext(precision, RoundingMode.HALF_EVEN));
    return Decimals.checked(power.setScale(scale, RoundingMode.HALF_UP));
  }

  /** About the logarithm to base 10 of what is above 0. */
  private static double logarithm(BigDecimal value) {
    int digits = value.precision() - value.scale();
    return Math.log10(value.movePointLeft(digits).doubleValue()) + digits;
  }

  private static int scale(int wanted, int... least) {
    int scale = Math.max(wanted, 0);
    for (int each : least) {
      scale = Math.max(scale, each);
    }
    return Math.min(scale, MOST_SCALE);
  }

  private static void positive(BigDecimal value) {
    if (value.signum() <= 0) {
      throw Arithmetic.outOfRange("the logarithm of a number that is not above zero is");
    }
  }

  /** About how many digits the natural logarithm has before the point; PostgreSQL's estimate. */
  private static int weightOfLn(BigDecimal value) {
    if (value.compareTo(NINE_TENTHS) >= 0 && value.compareTo(ELEVEN_TENTHS) <= 0) {
      BigDecimal rest = value.subtract(BigDecimal.ONE);
      return rest.signum() == 0 ? 0 : rest.precision() - rest.scale() - 1;
    }
    return (int) Math.log10(Math.abs(logarithm(value) * LN_10));
  }
}
