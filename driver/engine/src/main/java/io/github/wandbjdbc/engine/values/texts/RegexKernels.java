package io.github.wandbjdbc.engine.values.texts;

import com.google.re2j.Matcher;
import io.github.wandbjdbc.engine.values.Kernel;
import io.github.wandbjdbc.engine.values.Kernels;
import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;
import org.jspecify.annotations.Nullable;

/** Kernels of functions of a text, a regular expression, and more that depends on the function. */
final class RegexKernels {
  private RegexKernels() {}

  /** A function of a text, an expression, and the operands behind them. */
  interface OfRegex {
    @Nullable Object apply(String text, Regex regex, Object[] operands, Runnable look);
  }

  /**
   * Of operands none of which is NULL.
   *
   * @param flags which operand has the flags; -1 if none
   * @param flagsFor the function, if it doesn't take the flag g
   */
  static Kernel of(OfRegex function, int flags, @Nullable String flagsFor) {
    LastUsed<Regex> last = new LastUsed<>();
    return TextKernels.strict(
        (operands, look) -> {
          String pattern = (String) operands[1];
          String letters = flags < 0 ? "" : (String) operands[flags];
          Regex regex =
              last.get(
                  () -> {
                    RegexFlags parsed = RegexFlags.of(letters);
                    return Regex.of(
                        pattern, flagsFor == null ? parsed : parsed.withoutGlobal(flagsFor));
                  },
                  pattern,
                  letters);
          return function.apply((String) operands[0], regex, operands, look);
        });
  }

  /** Whether a part of the text matches. */
  static Kernel finds(int flags) {
    return of(
        (text, regex, operands, look) -> Kernels.bool(regex.finds(text, look)),
        flags,
        "REGEXP_LIKE");
  }

  /** Likewise, in whatever case. */
  static Kernel findsIgnoringCase() {
    LastUsed<Regex> last = new LastUsed<>();
    return TextKernels.strict(
        (operands, look) -> {
          String pattern = (String) operands[1];
          Regex regex = last.get(() -> Regex.of(pattern, RegexFlags.of("i")), pattern);
          return Kernels.bool(regex.finds((String) operands[0], look));
        });
  }

  /** How many parts match, from operand 2 on if {@code hasStart}. */
  static Kernel count(boolean hasStart, int flags) {
    return of(
        (text, regex, operands, look) -> {
          int start = hasStart ? start(text, operands[2]) : 0;
          return start < 0 ? 0L : regex.count(text, start, look);
        },
        flags,
        "REGEXP_COUNT");
  }

  /**
   * The part that matches: from operand 2 on, the one with the number of operand 3, the group of
   * operand 5, if there are so many operands. NULL if there is none.
   */
  static Kernel substring(int operandCount) {
    return of(
        (text, regex, operands, look) -> {
          Matcher match = match(text, regex, operands, look);
          int group = group(regex, operands, 5);
          if (match == null || group > match.groupCount() || match.start(group) < 0) {
            return null;
          }
          return text.substring(match.start(group), match.end(group));
        },
        operandCount > 4 ? 4 : -1,
        "REGEXP_SUBSTR");
  }

  /** The first group of the part that matches, or all of it if there are no groups. */
  static Kernel extract() {
    return of(RegexKernels::extracted, -1, null);
  }

  /** Likewise, of a pattern with one group at the most. */
  static Kernel extractOne() {
    return of(
        (text, regex, operands, look) -> {
          if (regex.groups() > 1) {
            throw new StatementException(
                SqlState.BAD_PATTERN,
                "REGEXP_EXTRACT takes a regular expression with one group at the most; others are"
                    + " written (?:…)");
          }
          return extracted(text, regex, operands, look);
        },
        -1,
        null);
  }

  private static @Nullable String extracted(
      String text, Regex regex, Object[] operands, Runnable look) {
    Matcher match = match(text, regex, operands, look);
    int group = Math.min(1, regex.groups());
    return match == null || match.start(group) < 0
        ? null
        : text.substring(match.start(group), match.end(group));
  }

  /**
   * Where the part that matches begins, or the character behind it if operand 4 is 1, from 1; the
   * group of operand 6. 0 if there is none.
   */
  static Kernel position(int operandCount) {
    return of(
        (text, regex, operands, look) -> {
          long end = operands.length > 4 ? (Long) operands[4] : 0;
          if (end != 0 && end != 1) {
            throw new StatementException(
                SqlState.INVALID_VALUE,
                "REGEXP_INSTR gives the beginning for 0 and the end for 1, and nothing for " + end);
          }
          Matcher match = match(text, regex, operands, look);
          int group = group(regex, operands, 6);
          if (match == null || group > match.groupCount() || match.start(group) < 0) {
            return 0L;
          }
          return Lengths.count(text, end == 0 ? match.start(group) : match.end(group)) + 1L;
        },
        operandCount > 5 ? 5 : -1,
        "REGEXP_INSTR");
  }

  /** The text with matches replaced: the first, or all if flags say so. */
  static Kernel replace(boolean hasFlags) {
    LastUsed<Replacement> last = new LastUsed<>();
    return of(
        (text, regex, operands, look) -> {
          String by = (String) operands[2];
          return last.get(() -> Replacement.of(by), by)
              .in(text, regex, 0, regex.isGlobal() ? 0 : 1, look);
        },
        hasFlags ? 3 : -1,
        null);
  }

  /** From operand 3 on, the match with the number of operand 4 or the first one; 0 is all. */
  static Kernel replaceFrom(int operandCount) {
    LastUsed<Replacement> last = new LastUsed<>();
    return of(
        (text, regex, operands, look) -> {
          String by = (String) operands[2];
          int start = start(text, operands[3]);
          long number = operands.length > 4 ? (Long) operands[4] : 1;
          if (number < 0) {
            throw invalid("number", number);
          }
          return start < 0
              ? text
              : last.get(() -> Replacement.of(by), by).in(text, regex, start, number, look);
        },
        operandCount > 5 ? 5 : -1,
        null);
  }

  private static @Nullable Matcher match(
      String text, Regex regex, Object[] operands, Runnable look) {
    int start = operands.length > 2 ? start(text, operands[2]) : 0;
    long number = operands.length > 3 ? (Long) operands[3] : 1;
    if (number < 1) {
      throw invalid("number", number);
    }
    return start < 0 ? null : regex.match(text, start, number, look);
  }

  /** Group 1 of an expression that has none is all of it. */
  private static int group(Regex regex, Object[] operands, int place) {
    long group = operands.length > place ? (Long) operands[place] : 0;
    if (group < 0) {
      throw invalid("group", group);
    }
    return group == 1 && regex.groups() == 0 ? 0 : (int) Math.min(group, Integer.MAX_VALUE);
  }

  /** Where character {@code start}, from 1, begins; -1 if there is none, nor an end there. */
  private static int start(String text, Object start) {
    long from = (Long) start;
    if (from < 1) {
      throw invalid("start", from);
    }
    return from > Lengths.of(text) + 1L ? -1 : Lengths.offset(text, from - 1);
  }

  private static StatementException invalid(String what, long value) {
    return new StatementException(
        SqlState.INVALID_VALUE,
        "%d is not a valid %s of a regular expression's match".formatted(value, what));
  }
}
