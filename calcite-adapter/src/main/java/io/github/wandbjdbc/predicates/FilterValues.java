package io.github.wandbjdbc.predicates;

import io.github.wandbjdbc.client.RunAttribute;
import io.github.wandbjdbc.client.RunField;
import io.github.wandbjdbc.client.values.StoredNumber;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which values the API compares just as SQL does. */
final class FilterValues {
  /** The states that the API names; how it would compare another string is unknown. */
  private static final Set<String> STATES = Set.copyOf(RunStates.ALL);

  /** From here on not every integer is a double, so two numbers may read as one. */
  private static final BigDecimal EXACT_INTEGERS = BigDecimal.valueOf(1L << 53);

  /**
   * The beginning of a JSON value that isn't a string. A column of text shows such values as their
   * JSON text, but the API doesn't find them by it.
   */
  private static final Pattern JSON_TEXT =
      Pattern.compile(
          "(?s)\\s*([\\[{].*|[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?"
              + "|true|false|null|[-+]?Infinity|NaN)\\s*");

  /** The JSON values that are neither strings nor begin by a sign or a digit. */
  private static final List<String> JSON_WORDS =
      List.of("true", "false", "null", "NaN", "Infinity");

  private FilterValues() {}

  /**
   * {@code value} as it can be sent to be compared with {@code attribute}, or null if it can't be.
   */
  static @Nullable Object fit(RunAttribute attribute, Object value) {
    if (attribute instanceof RunField field) {
      return field == RunField.STATE && !(value instanceof String state && STATES.contains(state))
          ? null
          : value;
    }
    if (value instanceof BigDecimal number) {
      return fit(number);
    }
    if (value instanceof String text) {
      return JSON_TEXT.matcher(text).matches() ? null : text;
    }
    return value instanceof Boolean ? value : null;
  }

  /**
   * The beginning of all texts that are LIKE {@code pattern}, as far as it is printable ASCII:
   * engines may count other characters in bytes. A backslash, which some take for an escape
   * character, ends it. Empty if there is none, or if the attribute may have a value that isn't a
   * text, which the column shows by a JSON text that begins so.
   */
  static String prefix(RunAttribute attribute, String pattern) {
    String prefix = prefix(pattern);
    return attribute instanceof RunField || !mayBeginJson(prefix) ? prefix : "";
  }

  private static boolean mayBeginJson(String prefix) {
    return prefix.isEmpty()
        || "-+.0123456789[{\" ".indexOf(prefix.charAt(0)) >= 0
        || JSON_WORDS.stream().anyMatch(word -> word.startsWith(prefix) || prefix.startsWith(word));
  }

  private static String prefix(String pattern) {
    int end = 0;
    while (end < pattern.length() && isPrintable(pattern.charAt(end))) {
      end++;
    }
    return pattern.substring(0, end);
  }

  private static boolean isPrintable(char character) {
    return character >= ' ' && character <= '~' && "%_\\".indexOf(character) < 0;
  }

  private static @Nullable Double fit(BigDecimal number) {
    if (number.abs().compareTo(EXACT_INTEGERS) >= 0) {
      return null;
    }
    double value = StoredNumber.of(number.doubleValue());
    boolean same =
        number.compareTo(BigDecimal.valueOf(value)) == 0
            || number.compareTo(new BigDecimal(value)) == 0;
    // SQL might compare the decimal number, which lies beside the double.
    return same ? (Double) value : null;
  }
}
