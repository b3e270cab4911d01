package io.github.wandbjdbc.engine.values.numbers;

/** Inverse hyperbolic functions, which Java hasn't, without loss of digits near 0. */
final class Hyperbolic {
  private static final double LN_2 = Math.log(2);

  /** From here on the square plus or minus 1 is the square. */
  private static final double LARGE = 0x1p28;

  private static final double SMALL = 0x1p-28;

  private Hyperbolic() {}

  static double asinh(double value) {
    double size = Math.abs(value);
    double result;
    if (size < SMALL) {
      return value;
    } else if (size > LARGE) {
      result = Math.log(size) + LN_2;
    } else if (size > 2) {
      result = Math.log(2 * size + 1 / (Math.sqrt(size * size + 1) + size));
    } else {
      double square = size * size;
      result = Math.log1p(size + square / (1 + Math.sqrt(1 + square)));
    }
    return Math.copySign(result, value);
  }

  static double acosh(double value) {
    if (value > LARGE) {
      return Math.log(value) + LN_2;
    }
    if (value > 2) {
      return Math.log(2 * value - 1 / (value + Math.sqrt(value * value - 1)));
    }
    double rest = value - 1;
    return rest < 0 ? Double.NaN : Math.log1p(rest + Math.sqrt(2 * rest + rest * rest));
  }

  static double atanh(double value) {
    double size = Math.abs(value);
    double twice = 2 * size;
    double result =
        size < 0.5
            ? 0.5 * Math.log1p(twice + twice * size / (1 - size))
            : 0.5 * Math.log1p(twice / (1 - size));
    return size < SMALL ? value : Math.copySign(result, value);
  }
}
