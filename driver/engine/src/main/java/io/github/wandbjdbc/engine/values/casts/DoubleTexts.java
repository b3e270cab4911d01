package io.github.wandbjdbc.engine.values.casts;

import com.fasterxml.jackson.core.io.NumberOutput;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Prints doubles and floats as PostgreSQL does: with no more digits than tell a value from its
 * neighbours, and with an exponent from 15 digits before the point on.
 *
 * <p>PostgreSQL's digits lie strictly between the two points halfway to the neighbours, where
 * Jackson's may lie on one: it prints {@code 1e23} as {@code 9.999999999999999e+22}.
 */
public final class DoubleTexts {
  private static final int PLAIN_DIGITS = 15;
  private static final int PLAIN_REAL_DIGITS = 6;
  private static final int LEAST_PLAIN_EXPONENT = -4;
  private static final double WHOLE_BELOW = 1e15;

  /** From here to there a decimal with few digits may lie halfway between two doubles. */
  private static final double HALFWAY_FROM = 0x1p53;

  private static final double HALFWAY_TO = 1e41;

  private static final double REAL_HALFWAY_FROM = 0x1p24;
  private static final double REAL_HALFWAY_TO = 1e21;

  /** Below, one digit may do where Jackson prints two. */
  private static final double ONE_DIGIT_BELOW = 1e-321;

  private static final double REAL_ONE_DIGIT_BELOW = 1e-42;

  private DoubleTexts() {}

  /** The text of a DOUBLE. */
  public static String text(double value) {
    if (value == Math.rint(value) && Math.abs(value) < WHOLE_BELOW) {
      // Also -0.0, which is 0.
      return Long.toString((long) value);
    }
    if (!Double.isFinite(value)) {
      return Double.toString(value);
    }
    BigDecimal digits = null;
    double size = Math.abs(value);
    if (size < ONE_DIGIT_BELOW) {
      digits = shortest(value, 1, false);
    } else if (size >= HALFWAY_FROM && size < HALFWAY_TO) {
      BigDecimal jackson = new BigDecimal(NumberOutput.toString(value, true));
      digits = isHalfway(jackson, value, false) ? shortest(value, 1, false) : jackson;
    }
    return digits == null
        ? laidOut(NumberOutput.toString(value, true), PLAIN_DIGITS)
        : laidOut(digits.toString(), PLAIN_DIGITS);
  }

  /** The text of a REAL. */
  static String realText(double real) {
    float value = (float) real;
    if (value == 0 || !Float.isFinite(value)) {
      return value == 0 ? "0" : Float.toString(value);
    }
    double size = Math.abs(real);
    BigDecimal digits = new BigDecimal(NumberOutput.toString(value, true));
    if (size < REAL_ONE_DIGIT_BELOW
        || (size >= REAL_HALFWAY_FROM
            && size < REAL_HALFWAY_TO
            && isHalfway(digits, value, true))) {
      digits = shortest(value, 1, true);
    }
    return laidOut(digits.toString(), PLAIN_REAL_DIGITS);
  }

  /** The decimal with the fewest digits, {@code from} or more, that can only be {@code value}. */
  private static BigDecimal shortest(double value, int from, boolean isReal) {
    BigDecimal exact = new BigDecimal(value);
    for (int count = from; ; count++) {
      BigDecimal best = null;
      for (RoundingMode mode : new RoundingMode[] {RoundingMode.DOWN, RoundingMode.UP}) {
        BigDecimal candidate = exact.round(new MathContext(count, mode));
        boolean reads =
            isReal ? candidate.floatValue() == (float) value : candidate.doubleValue() == value;
        if (reads
            && !isHalfway(candidate, value, isReal)
            && (best == null
                || exact.subtract(candidate).abs().compareTo(exact.subtract(best).abs()) < 0)) {
          best = candidate;
        }
      }
      if (best != null) {
        return best;
      }
    }
  }

  /** Whether {@code decimal} lies just between {@code value} and one of its neighbours. */
  private static boolean isHalfway(BigDecimal decimal, double value, boolean isReal) {
    BigDecimal exact = new BigDecimal(value);
    int side = decimal.compareTo(exact);
    if (side == 0) {
      return false;
    }
    double neighbour =
        isReal
            ? (side < 0 ? Math.nextDown((float) value) : Math.nextUp((float) value))
            : (side < 0 ? Math.nextDown(value) : Math.nextUp(value));
    return Double.isFinite(neighbour)
        && decimal.add(decimal).compareTo(exact.add(new BigDecimal(neighbour))) == 0;
  }

  /** The digits of a number that Java prints, with PostgreSQL's point and exponent. */
  private static String laidOut(String java, int plainDigits) {
    int exponentAt = java.indexOf('E');
    int end = exponentAt < 0 ? java.length() : exponentAt;
    int exponent = exponentAt < 0 ? 0 : Integer.parseInt(java.substring(exponentAt + 1));
    StringBuilder digits = new StringBuilder();
    boolean point = false;
    for (int i = java.charAt(0) == '-' ? 1 : 0; i < end; i++) {
      char c = java.charAt(i);
      if (c == '.') {
        point = true;
        continue;
      }
      if (c != '0' || !digits.isEmpty()) {
        digits.append(c);
      }
      if (point) {
        exponent--;
      }
    }
    // The exponent of the first digit.
    exponent += digits.length() - 1;
    int last = digits.length();
    while (last > 1 && digits.charAt(last - 1) == '0') {
      last--;
    }
    digits.setLength(last);
    String sign = java.charAt(0) == '-' ? "-" : "";
    if (exponent < LEAST_PLAIN_EXPONENT || exponent >= plainDigits) {
      if (last > 1) {
        digits.insert(1, '.');
      }
      int size = Math.abs(exponent);
      return sign + digits + (exponent < 0 ? "e-" : "e+") + (size < 10 ? "0" : "") + size;
    }
    if (exponent < 0) {
      return sign + "0." + "0".repeat(-exponent - 1) + digits;
    }
    if (last <= exponent + 1) {
      return sign + digits + "0".repeat(exponent + 1 - last);
    }
    return sign + digits.insert(exponent + 1, '.');
  }
}
