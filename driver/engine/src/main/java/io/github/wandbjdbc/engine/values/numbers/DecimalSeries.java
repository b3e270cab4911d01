package io.github.wandbjdbc.engine.values.numbers;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** The exponential function and the natural logarithm to as many digits as one wants. */
final class DecimalSeries {
  private static final BigDecimal TWO = BigDecimal.valueOf(2);

  /** The series of the exponential function is summed up below this, where it is short. */
  private static final double SMALL = 0.01;

  private DecimalSeries() {}

  /** e to the power of {@code value} to {@code digits} digits that count. */
  static BigDecimal exp(BigDecimal value, int digits) {
    int halvings = 0;
    for (double size = Math.abs(value.doubleValue()); size > SMALL; size /= 2) {
      halvings++;
    }
    MathContext context = new MathContext(digits + 10 + halvings, RoundingMode.HALF_EVEN);
    BigDecimal small = value.divide(TWO.pow(halvings), context);
    BigDecimal sum = BigDecimal.ONE;
    BigDecimal term = BigDecimal.ONE;
    for (int n = 1; term.signum() != 0 && isSeen(term, sum, context); n++) {
      term = term.multiply(small, context).divide(BigDecimal.valueOf(n), context);
      sum = sum.add(term, context);
    }
    for (int i = 0; i < halvings; i++) {
      sum = sum.multiply(sum, context);
    }
    return sum;
  }

  /** The natural logarithm of what is above 0, with {@code places} digits behind the point. */
  static BigDecimal ln(BigDecimal value, int places) {
    MathContext context = new MathContext(places + 20, RoundingMode.HALF_EVEN);
    // value = rest * 2^twos, and rest is between 0.7 and 1.5.
    int digits = value.precision() - value.scale();
    double size = value.movePointLeft(digits).doubleValue();
    int twos = (int) Math.rint((Math.log10(size) + digits) / Math.log10(2));
    BigDecimal rest =
        twos >= 0 ? value.divide(TWO.pow(twos), context) : value.multiply(TWO.pow(-twos), context);
    BigDecimal ln = twiceArtanh(rest.subtract(BigDecimal.ONE), rest.add(BigDecimal.ONE), context);
    if (twos != 0) {
      BigDecimal ln2 = twiceArtanh(BigDecimal.ONE, BigDecimal.valueOf(3), context);
      ln = ln.add(ln2.multiply(BigDecimal.valueOf(twos)));
    }
    return ln;
  }

  /** The logarithm of (1 + x) / (1 - x), where x is the quotient. */
  private static BigDecimal twiceArtanh(
      BigDecimal dividend, BigDecimal divisor, MathContext context) {
    BigDecimal x = dividend.divide(divisor, context);
    BigDecimal square = x.multiply(x, context);
    BigDecimal power = x;
    BigDecimal sum = x;
    for (int n = 3; power.signum() != 0 && isSeen(power, sum, context); n += 2) {
      power = power.multiply(square, context);
      sum = sum.add(power.divide(BigDecimal.valueOf(n), context), context);
    }
    return sum.multiply(TWO);
  }

  /** Whether {@code term} is yet to be seen in {@code sum}. */
  private static boolean isSeen(BigDecimal term, BigDecimal sum, MathContext context) {
    return (long) term.precision() - term.scale()
        > (long) sum.precision() - sum.scale() - context.getPrecision() - 2;
  }
}
