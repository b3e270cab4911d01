package io.github.wandbjdbc.engine.values.numbers;

/**
 * The gamma function and its logarithm, to some units in the last place. Both stand on a series for
 * numbers from 1.5 to 2.5, which the others are brought to by {@code gamma(x + 1) = x gamma(x)}.
 */
final class Gamma {
  private static final double EULER = 0.5772156649015329;
  private static final double HALF_LOG_OF_TWO_PI = 0.9189385332046728;
  private static final int TERMS = 34;

  /** {@code (zeta(k) - 1) / k}. */
  private static final double[] COEFFICIENTS = coefficients();

  /** From here on gamma is greater than any double. */
  private static final double OVERFLOW = 171.7;

  /** Up to here it is less. */
  private static final double UNDERFLOW = -185;

  /** From here on Stirling's series is exact. */
  private static final double LARGE = 15;

  private Gamma() {}

  static double of(double value) {
    if (value == 0 || value > OVERFLOW) {
      return Double.POSITIVE_INFINITY;
    }
    if (Double.isNaN(value) || (value < 0 && value == Math.rint(value))) {
      return Double.NaN;
    }
    if (value < UNDERFLOW) {
      return 0;
    }
    double rest = value;
    // Half of it, for what is near the greatest double.
    double product = 0.5;
    while (rest > 2.5) {
      rest -= 1;
      product *= rest;
    }
    while (rest < 1.5) {
      product /= rest;
      rest += 1;
    }
    return product * Math.exp(nearTwo(rest - 2)) * 2;
  }

  static double logarithm(double value) {
    double size = Math.abs(value);
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return size;
    }
    if (value <= 0) {
      double part = Math.abs(value - Math.rint(value));
      return part == 0
          ? Double.POSITIVE_INFINITY
          : Math.log(Math.PI / (size * Math.sin(Math.PI * part))) - logarithm(size);
    }
    if (value < 0.5) {
      return nearTwo(value) - Math.log1p(value) - Math.log(value);
    }
    if (value < 1.5) {
      return nearTwo(value - 1) - Math.log1p(value - 1);
    }
    if (value >= LARGE) {
      return stirling(value);
    }
    double rest = value;
    double product = 1;
    while (rest > 2.5) {
      rest -= 1;
      product *= rest;
    }
    return Math.log(product) + nearTwo(rest - 2);
  }

  /** The logarithm of {@code gamma(2 + z)}, for z from -0.5 to 0.5. */
  private static double nearTwo(double z) {
    double sum = 0;
    for (int k = TERMS - 1; k >= 2; k--) {
      sum = COEFFICIENTS[k] - sum * z;
    }
    return z * (1 - EULER + sum * z);
  }

  private static double stirling(double value) {
    double square = 1 / (value * value);
    double rest =
        (1 / 12.0
                - square
                    * (1 / 360.0 - square * (1 / 1260.0 - square * (1 / 1680.0 - square / 1188.0))))
            / value;
    return (value - 0.5) * (Math.log(value) - 1) - 0.5 + HALF_LOG_OF_TWO_PI + rest;
  }

  private static double[] coefficients() {
    double[] coefficients = new double[TERMS];
    for (int k = 2; k < TERMS; k++) {
      coefficients[k] = zetaMinusOne(k) / k;
    }
    return coefficients;
  }

  /** The sum of {@code n⁻ᵏ} from 2 on, whose end is Euler's and Maclaurin's. */
  private static double zetaMinusOne(int k) {
    int end = 100;
    double last = Math.pow(end, -k);
    double square = 1.0 / (end * end);
    double sum =
        last * end / (k - 1)
            + last / 2
            + last * k / end * (1 / 12.0 - square * (k + 1) * (k + 2) / 720.0)
            + last * k * (k + 1) * (k + 2) * (k + 3) * (k + 4) * square * square / end / 30_240.0;
    for (int n = end - 1; n >= 2; n--) {
      sum += Math.pow(n, -k);
    }
    return sum;
  }
}
