package io.github.wandbjdbc.engine.values.texts;

import com.google.re2j.Matcher;
import io.github.wandbjdbc.engine.values.Kernel;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The parts of texts, for rows to be made of. */
public final class SplitTexts {
  private SplitTexts() {}

  /** Between separators, or the characters if the separator is NULL. */
  public static Kernel bySeparator() {
    return TextKernels.nullable(
        (operands, look) ->
            operands[0] == null
                ? null
                : parts(
                    (String) operands[0],
                    (String) operands[1],
                    operands.length > 2 ? (String) operands[2] : null));
  }

  private static List<@Nullable String> parts(
      String text, @Nullable String separator, @Nullable String ofNull) {
    List<@Nullable String> parts = new ArrayList<>();
    if (text.isEmpty()) {
      return parts;
    }
    int start = 0;
    while (start <= text.length()) {
      int end;
      int next;
      if (separator == null) {
        if (start == text.length()) {
          break;
        }
        end = text.offsetByCodePoints(start, 1);
        next = end;
      } else {
        int at = separator.isEmpty() ? -1 : text.indexOf(separator, start);
        end = at < 0 ? text.length() : at;
        next = at < 0 ? text.length() + 1 : at + separator.length();
      }
      String part = text.substring(start, end);
      parts.add(part.equals(ofNull) ? null : part);
      start = next;
    }
    return parts;
  }

  /**
   * Between matches of a regular expression.
   *
   * @param flags which operand has its flags; -1 if none
   */
  public static Kernel byRegex(int flags) {
    return RegexKernels.of(
        (text, regex, operands, look) -> between(text, regex, look),
        flags,
        "REGEXP_SPLIT_TO_TABLE");
  }

  /** Matches of nothing count only between characters that no match ends before. */
  private static List<String> between(String text, Regex regex, Runnable look) {
    List<String> parts = new ArrayList<>();
    Matcher matcher = regex.matcher(text, look);
    int start = 0;
    int ended = 0;
    for (int from = 0; from <= text.length() && matcher.find(from); ) {
      if (matcher.start() < text.length() && matcher.end() > ended) {
        parts.add(text.substring(start, matcher.start()));
        start = matcher.end();
      }
      ended = matcher.end();
      from = Regex.after(text, matcher);
    }
    parts.add(text.substring(start));
    return parts;
  }
}
