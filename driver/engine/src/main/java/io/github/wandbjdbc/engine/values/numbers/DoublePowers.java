package io.github.wandbjdbc.engine.values.numbers;

/** Powers and logarithms of doubles, by IEEE 754 where Java says otherwise or nothing. */
final class DoublePowers {
  private static final double LN_2 = Math.log(2);

  private DoublePowers() {}

  /** 1 to any power is 1, and -1 to either infinity is. */
  static double power(double base, double exponent) {
    return base == 1 || (base == -1 && Double.isInfinite(exponent)) ? 1 : Math.pow(base, exponent);
  }

  /** Exact for powers of two. */
  static double log2(double value) {
    if (value > 0 && value <= Double.MAX_VALUE) {
      int exponent = Math.getExponent(value);
      if (value == Math.scalb(1.0, exponent)) {
        return exponent;
      }
    }
    return Math.log(value) / LN_2;
  }

  /** Exact where {@code value} is a whole power of {@code base}. */
  static double log(double base, double value) {
    double logarithm = Math.log(value) / Math.log(base);
    double whole = Math.rint(logarithm);
    return Math.abs(logarithm - whole) <= 4 * Math.ulp(whole) && Math.pow(base, whole) == value
        ? whole
        : logarithm;
  }
}
