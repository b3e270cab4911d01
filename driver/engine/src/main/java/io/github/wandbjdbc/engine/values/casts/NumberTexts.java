package io.github.wandbjdbc.engine.values.casts;

import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;
import java.math.BigInteger;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The texts of numbers: the rules that all types share. */
final class NumberTexts {
  /** A text with more characters is no number that anybody wrote, and takes long to compute. */
  private static final int MOST_CHARACTERS = 10_000;

  // Possessive, so that it looks at each character once.
  private static final Pattern DECIMAL =
      Pattern.compile("[-+]?(?:\\d++\\.?\\d*+|\\.\\d++)(?:[eE][-+]?\\d++)?");

  private static final Pattern HEXADECIMAL =
      Pattern.compile(
          "[-+]?0[xX](?:[0-9a-fA-F]++\\.?[0-9a-fA-F]*+|\\.[0-9a-fA-F]++)(?:[pP][-+]?\\d++)?");

  private NumberTexts() {}

  /** {@code text} without what C calls white space around it. */
  static String stripped(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && isSpace(text.charAt(start))) {
      start++;
    }
    while (start < end && isSpace(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(start, end);
  }

  /** Likewise, of a number of {@code type}, which must not be too long. */
  static String stripped(String text, String type) {
    String stripped = stripped(text);
    if (stripped.length() > MOST_CHARACTERS) {
      throw outOfRange(text, type);
    }
    return stripped;
  }

  private static boolean isSpace(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
  }

  /**
   * Whether {@code text} from {@code start} to {@code end} is digits of {@code radix}, with single
   * underscores between them.
   */
  static boolean isDigits(String text, int start, int end, int radix) {
    boolean digit = false;
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      if (c == '_' && digit) {
        digit = false;
      } else if (c < 128 && Character.digit(c, radix) >= 0) {
        digit = true;
      } else {
        return false;
      }
    }
    return digit;
  }

  /** The radix that {@code text} says at {@code at}, as {@code 0x} does; 10 if none. */
  static int radix(String text, int at) {
    if (text.length() < at + 2 || text.charAt(at) != '0') {
      return 10;
    }
    return switch (text.charAt(at + 1)) {
      case 'x', 'X' -> 16;
      case 'o', 'O' -> 8;
      case 'b', 'B' -> 2;
      default -> 10;
    };
  }

  /** The whole number that {@code text} spells from {@code at}, where {@code 0x} begins. */
  static BigInteger withRadix(String text, int at, int radix, String original, String type) {
    // An underscore may follow the radix, too.
    int start = text.startsWith("_", at + 2) ? at + 3 : at + 2;
    if (!isDigits(text, start, text.length(), radix)) {
      throw wrong(original, type);
    }
    return new BigInteger(text.substring(start).replace("_", ""), radix);
  }

  /** NaN or an infinity, if {@code number} is its name; null otherwise. */
  static @Nullable Double named(String number) {
    boolean minus = number.startsWith("-");
    String name = minus || number.startsWith("+") ? number.substring(1) : number;
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "nan" -> Double.NaN;
      case "inf", "infinity" -> minus ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
      default -> null;
    };
  }

  /** {@code number} as Java reads it, which may also be hexadecimal; it has no suffix. */
  static String floating(String number, String original, String type) {
    int start = number.startsWith("-") || number.startsWith("+") ? 1 : 0;
    boolean hexadecimal = radix(number, start) == 16;
    if (!(hexadecimal ? HEXADECIMAL : DECIMAL).matcher(number).matches()) {
      throw wrong(original, type);
    }
    return hexadecimal && number.indexOf('p') < 0 && number.indexOf('P') < 0
        ? number + "p0"
        : number;
  }

  /** Whether a digit before the exponent of {@code number} isn't 0. */
  static boolean isMoreThanZero(String number) {
    boolean hexadecimal = number.indexOf('x') >= 0 || number.indexOf('X') >= 0;
    for (int i = 0; i < number.length(); i++) {
      char c = Character.toLowerCase(number.charAt(i));
      if (c == (hexadecimal ? 'p' : 'e')) {
        return false;
      }
      if (c != '0' && Character.digit(c, hexadecimal ? 16 : 10) > 0) {
        return true;
      }
    }
    return false;
  }

  static StatementException wrong(String text, String type) {
    return new StatementException(
        SqlState.WRONG_CAST,
        "'%s' is not %s %s"
            .formatted(
                StatementException.shortened(text), type.startsWith("i") ? "an" : "a", type));
  }

  static StatementException outOfRange(Object value, String type) {
    return new StatementException(
        SqlState.OUT_OF_RANGE,
        "%s is out of range for %s"
            .formatted(
                StatementException.shortened(value.toString()), type.toLowerCase(Locale.ROOT)));
  }
}
