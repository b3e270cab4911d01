package io.github.wandbjdbc.engine.values.numbers;

/**
 * The error function and its complement, to a few units in the last place: by a series all of whose
 * terms are positive, and for the complement of larger numbers by a continued fraction.
 */
final class ErrorFunction {
  private static final double ROOT_OF_PI = Math.sqrt(Math.PI);

  /** From here on the complement is small enough to be taken from 1. */
  private static final double LARGE = 2.75;

  /** Up to here the complement is large enough to be what is left of 1. */
  private static final double SMALL = 0.5;

  /** From here on the complement is less than any double. */
  private static final double END = 28;

  private ErrorFunction() {}

  static double of(double value) {
    double size = Math.abs(value);
    if (Double.isNaN(value)) {
      return value;
    }
    double result = size < LARGE ? series(size) : 1 - complement(size);
    return Math.copySign(result, value);
  }

  static double complement(double value) {
    if (value < SMALL) {
      return 1 - of(value);
    }
    return value > END ? 0 : fraction(value);
  }

  /** {@code 2 / sqrt(pi) * exp(-x²) * (x + 2 x³ / 3 + 4 x⁵ / (3 * 5) + …)}. */
  private static double series(double value) {
    double square = 2 * value * value;
    double term = value;
    double sum = value;
    for (int n = 3; term > sum * 0x1p-56; n += 2) {
      term *= square / n;
      sum += term;
    }
    return 2 / ROOT_OF_PI * gauss(value) * sum;
  }

  /** {@code exp(-x²) / sqrt(pi) / (x + (1/2) / (x + (2/2) / (x + (3/2) / (x + …))))}. */
  private static double fraction(double value) {
    int depth = (int) (200 / (value * value)) + 20;
    double denominator = value;
    for (int k = depth; k > 0; k--) {
      denominator = value + k / 2.0 / denominator;
    }
    return gauss(value) / ROOT_OF_PI / denominator;
  }

  /** {@code exp(-x²)}, of a square without rounding. */
  private static double gauss(double value) {
    double high = (float) value;
    return Math.exp(-high * high) * Math.exp((high - value) * (high + value));
  }
}
