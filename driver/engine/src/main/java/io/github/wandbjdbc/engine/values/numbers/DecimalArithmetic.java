package io.github.wandbjdbc.engine.values.numbers;

import io.github.wandbjdbc.engine.values.casts.Decimals;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Arithmetic of NUMERIC, with as many digits behind the point as PostgreSQL gives. */
final class DecimalArithmetic {
  /** PostgreSQL counts in digits of four decimal ones. */
  private static final int GROUP = 4;

  /** A quotient has at least about so many digits that count. */
  private static final int LEAST_DIGITS = 16;

  private static final int MOST_SCALE = 1_000;

  private DecimalArithmetic() {}

  static BigDecimal sum(BigDecimal left, BigDecimal right) {
    return Decimals.checked(left.add(right));
  }

  static BigDecimal difference(BigDecimal left, BigDecimal right) {
    return Decimals.checked(left.subtract(right));
  }

  static BigDecimal product(BigDecimal left, BigDecimal right) {
    return Decimals.checked(left.multiply(right));
  }

  static BigDecimal quotient(BigDecimal left, BigDecimal right) {
    if (right.signum() == 0) {
      throw Arithmetic.divisionByZero();
    }
    return Decimals.checked(left.divide(right, quotientScale(left, right), RoundingMode.HALF_UP));
  }

  static BigDecimal remainder(BigDecimal left, BigDecimal right) {
    if (right.signum() == 0) {
      throw Arithmetic.divisionByZero();
    }
    return left.remainder(right).setScale(Math.max(left.scale(), right.scale()));
  }

  /** As PostgreSQL's {@code select_div_scale} chooses it. */
  private static int quotientScale(BigDecimal left, BigDecimal right) {
    int weight = weight(left) - weight(right);
    if (firstGroup(left) <= firstGroup(right)) {
      weight--;
    }
    int scale = LEAST_DIGITS - weight * GROUP;
    return Math.min(
        Math.max(Math.max(scale, 0), Math.max(left.scale(), right.scale())), MOST_SCALE);
  }

  /** How many groups of digits there are before the point after the first that isn't zero. */
  static int weight(BigDecimal value) {
    return value.signum() == 0 ? 0 : Math.floorDiv(value.precision() - value.scale() - 1, GROUP);
  }

  private static int firstGroup(BigDecimal value) {
    return value.scaleByPowerOfTen(-GROUP * weight(value)).abs().intValue();
  }
}
