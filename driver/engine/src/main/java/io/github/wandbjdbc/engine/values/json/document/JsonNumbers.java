package io.github.wandbjdbc.engine.values.json.document;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import io.github.wandbjdbc.engine.values.SqlState;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** Numbers of JSON: arithmetic as PostgreSQL's NUMERIC has it, and the reading of texts. */
public final class JsonNumbers {
  private static final int MOST_DIGITS = 131_072;
  private static final int MOST_SCALE = 16_383;

  /** So many binary digits have no more than {@link #MOST_DIGITS}. */
  private static final int MOST_BITS = 436_000;

  private JsonNumbers() {}

  /** The number of a literal of JSON, or of a path, in decimal. */
  public static BigDecimal literal(String digits) {
    if (digits.length() > MOST_DIGITS + MOST_SCALE + 20) {
      throw overflow();
    }
    try {
      return checked(new BigDecimal(digits));
    } catch (NumberFormatException e) {
      throw overflow();
    }
  }

  /** {@code number} with a scale of 0 or more, if it isn't out of NUMERIC's range. */
  public static BigDecimal checked(BigDecimal number) {
    if (number.scale() > MOST_SCALE
        || (number.signum() != 0 && (long) number.precision() - number.scale() > MOST_DIGITS)) {
      throw overflow();
    }
    return number.scale() < 0 ? number.setScale(0) : number;
  }

  private static JsonFault overflow() {
    return new JsonFault(SqlState.OUT_OF_RANGE, "a number has more digits than NUMERIC");
  }

  public static BigDecimal multiply(BigDecimal left, BigDecimal right) {
    BigDecimal product = left.multiply(right);
    return checked(
        product.scale() > MOST_SCALE
            ? product.setScale(MOST_SCALE, RoundingMode.HALF_UP)
            : product);
  }

  public static BigDecimal divide(BigDecimal left, BigDecimal right) {
    requireNotZero(right);
    int weight = weight(left) - weight(right);
    if (leadingGroup(left) <= leadingGroup(right)) {
      weight--;
    }
    int scale = Math.max(16 - 4 * weight, Math.max(left.scale(), right.scale()));
    return checked(left.divide(right, Math.max(0, Math.min(scale, 1000)), RoundingMode.HALF_UP));
  }

  public static BigDecimal remainder(BigDecimal left, BigDecimal right) {
    requireNotZero(right);
    return left.remainder(right).setScale(Math.max(left.scale(), right.scale()));
  }

  private static void requireNotZero(BigDecimal divisor) {
    if (divisor.signum() == 0) {
      throw new JsonFault(SqlState.DIVISION_BY_ZERO, "division by zero");
    }
  }

  /** Which group of four digits the first digit is in; 0 is the last before the point. */
  private static int weight(BigDecimal number) {
    return number.signum() == 0 ? 0 : Math.floorDiv(number.precision() - number.scale() - 1, 4);
  }

  /** The first group of four digits that isn't 0. */
  private static int leadingGroup(BigDecimal number) {
    return number.abs().movePointLeft(4 * weight(number)).setScale(0, RoundingMode.DOWN).intValue();
  }

  /**
   * The number that {@code text} is by the rules of NUMERIC's input, blanks around it, underscores
   * and other bases included; null if it is none, or NaN or infinite.
   */
  public static @Nullable BigDecimal decimal(String text) {
    String number = strip(text);
    BigInteger whole = otherBase(number);
    if (whole != null) {
      return new BigDecimal(whole);
    }
    return Patterns.DECIMAL.matcher(number).matches() ? literal(number.replace("_", "")) : null;
  }

  /** The same of whole numbers, which have neither a point nor an exponent. */
  public static @Nullable BigDecimal whole(String text) {
    String number = strip(text);
    BigInteger whole = otherBase(number);
    if (whole != null) {
      return new BigDecimal(whole);
    }
    return Patterns.WHOLE.matcher(number).matches() ? literal(number.replace("_", "")) : null;
  }

  /** The same of a path's literal, which has no blanks around it. */
  public static @Nullable BigInteger otherBase(String number) {
    if (number.length() > MOST_BITS) {
      return null;
    }
    Matcher matcher = Patterns.OTHER_BASE.matcher(number);
    if (!matcher.matches()) {
      return null;
    }
    int base =
        switch (matcher.group(3).charAt(0)) {
          case 'x', 'X' -> 16;
          case 'o', 'O' -> 8;
          default -> 2;
        };
    String digits = matcher.group(3).substring(1).replace("_", "");
    for (int i = 0; i < digits.length(); i++) {
      if (Character.digit(digits.charAt(i), base) < 0) {
        return null;
      }
    }
    BigInteger value = new BigInteger(digits, base);
    return matcher.group(1).equals("-") ? value.negate() : value;
  }

  /**
   * The double that {@code text} is, with its 15 significant digits; null if it is none, NaN,
   * infinite or too close to 0.
   */
  public static @Nullable BigDecimal ofDouble(String text) {
    String number = strip(text);
    boolean isHexadecimal = Patterns.HEXADECIMAL.matcher(number).matches();
    if (!isHexadecimal && !Patterns.DOUBLE.matcher(number).matches()) {
      return null;
    }
    boolean lacksExponent = isHexadecimal && number.indexOf('p') < 0 && number.indexOf('P') < 0;
    double value = Double.parseDouble(lacksExponent ? number + "p0" : number);
    if (Double.isInfinite(value) || (value == 0 && !isHexadecimal && !isZero(number))) {
      return null;
    }
    BigDecimal digits =
        new BigDecimal(value)
            .round(new MathContext(15, RoundingMode.HALF_EVEN))
            .stripTrailingZeros();
    return digits.scale() < 0 ? digits.setScale(0) : digits;
  }

  private static boolean isZero(String number) {
    for (int i = 0; i < number.length(); i++) {
      char c = number.charAt(i);
      if (c == 'e' || c == 'E') {
        return true;
      }
      if (c >= '1' && c <= '9') {
        return false;
      }
    }
    return true;
  }

  /** Whether {@code number}, as written, is a double that isn't out of range. */
  public static boolean isDouble(BigDecimal number) {
    double value = number.doubleValue();
    return !Double.isInfinite(value) && (value != 0 || number.signum() == 0);
  }

  /** The blanks of C. */
  private static String strip(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && isBlank(text.charAt(start))) {
      start++;
    }
    while (end > start && isBlank(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(start, end);
  }

  private static boolean isBlank(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
  }

  /** Made when a text is read as a number for the first time. */
  private static final class Patterns {
    static final Pattern WHOLE = Pattern.compile("[-+]?\\d+(_\\d+)*");
    static final Pattern DECIMAL =
        Pattern.compile(
            "[-+]?(\\d+(_\\d+)*(\\.(\\d+(_\\d+)*)?)?|\\.\\d+(_\\d+)*)([eE][-+]?\\d+(_\\d+)*)?");
    static final Pattern DOUBLE = Pattern.compile("[-+]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][-+]?\\d+)?");
    static final Pattern HEXADECIMAL =
        Pattern.compile("[-+]?0[xX][0-9a-fA-F]+(\\.[0-9a-fA-F]*)?([pP][-+]?\\d+)?");
    static final Pattern OTHER_BASE = Pattern.compile("([-+]?)(0)([xXoObB](_?[0-9a-fA-F]+)+)");
  }
}
