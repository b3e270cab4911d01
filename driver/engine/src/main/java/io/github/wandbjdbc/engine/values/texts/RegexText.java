package io.github.wandbjdbc.engine.values.texts;

import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Reads the text of a regular expression once: what RE2 lacks is refused by name, blanks and
 * comments are left out if they don't count, and the size of its program is estimated before
 * anybody makes it.
 */
final class RegexText {
  /** The most steps of a program: each may be taken for each character of a text. */
  static final int MOST_STEPS = 10_000;

  private static final int DEEPEST = 200;

  /** A range in brackets is folded letter by letter where case is ignored. */
  private static final int RANGE_STEPS = 4;

  private final String pattern;
  private final RegexFlags flags;
  private final StringBuilder standard = new StringBuilder();
  private final Deque<Long> outer = new ArrayDeque<>();
  private long steps;
  private long lastSteps;
  private int at;

  private RegexText(String pattern, RegexFlags flags) {
    this.pattern = pattern;
    this.flags = flags;
  }

  /** {@code pattern} as RE2 takes it. */
  static String standard(String pattern, RegexFlags flags) {
    return new RegexText(pattern, flags).read();
  }

  private String read() {
    while (at < pattern.length()) {
      char c = pattern.charAt(at);
      switch (c) {
        case '\\' -> escape();
        case '[' -> brackets();
        case '(' -> open();
        case ')' -> close();
        case '{' -> count();
        case '*', '+', '?', '|', '^', '$' -> plain(c, 1);
        default -> character(c);
      }
      if (steps > MOST_STEPS) {
        throw new StatementException(
            SqlState.LIMIT_EXCEEDED,
            "the regular expression is too large: with repetitions, the limit is %,d steps"
                .formatted(MOST_STEPS));
      }
    }
    return standard.toString();
  }

  private void plain(char c, int cost) {
    standard.append(c);
    steps += cost;
    at++;
  }

  private void atom(String text, long cost) {
    standard.append(text);
    steps += cost;
    lastSteps = cost;
  }

  private void character(char c) {
    if (flags.expanded() && c == '#') {
      int end = pattern.indexOf('\n', at);
      at = end < 0 ? pattern.length() : end + 1;
      return;
    }
    at++;
    if (!flags.expanded() || !Character.isWhitespace(c)) {
      atom(String.valueOf(c), 1);
    }
  }

  private void escape() {
    if (at + 1 == pattern.length()) {
      throw bad("ends with a backslash");
    }
    char c = pattern.charAt(at + 1);
    if (c >= '1' && c <= '9') {
      throw bad("has the backreference \\%c, which RE2 lacks".formatted(c));
    }
    int end = at + 1 + Character.charCount(pattern.codePointAt(at + 1));
    if (c == 'Q') {
      int close = pattern.indexOf("\\E", end);
      end = close < 0 ? pattern.length() : close + 2;
      atom(pattern.substring(at, end), end - at);
    } else {
      if ((c == 'p' || c == 'P' || c == 'x') && end < pattern.length()) {
        int close = pattern.charAt(end) == '{' ? pattern.indexOf('}', end) : -1;
        end = close < 0 ? end : close + 1;
      }
      atom(
          flags.expanded() && Character.isWhitespace(c)
              ? pattern.substring(at + 1, end)
              : pattern.substring(at, end),
          1);
    }
    at = end;
  }

  /** {@code […]}: a bracket that comes first is itself. */
  private void brackets() {
    int start = at;
    int ranges = 0;
    at++;
    StringBuilder text = new StringBuilder("[");
    if (at < pattern.length() && pattern.charAt(at) == '^') {
      text.append(flags.withinLines() ? "^\\n" : "^");
      at++;
    }
    if (at < pattern.length() && pattern.charAt(at) == ']') {
      text.append("\\]");
      at++;
    }
    while (at < pattern.length() && pattern.charAt(at) != ']') {
      char c = pattern.charAt(at);
      int end = at + 1;
      if (c == '\\' && end < pattern.length()) {
        end++;
      } else if (pattern.startsWith("[:", at)) {
        int close = pattern.indexOf(":]", end + 1);
        end = close < 0 ? end : close + 2;
      } else if (pattern.startsWith("[.", at) || pattern.startsWith("[=", at)) {
        throw bad("has a collating element, which RE2 lacks");
      } else if (c == '-') {
        ranges++;
      }
      text.append(pattern, at, end);
      at = end;
    }
    if (at >= pattern.length()) {
      throw bad("lacks the ] for the [ at character " + (Lengths.count(pattern, start) + 1));
    }
    at++;
    atom(text.append(']').toString(), 1 + (long) RANGE_STEPS * ranges);
  }

  private void open() {
    for (String around : new String[] {"(?=", "(?!", "(?<=", "(?<!"}) {
      if (pattern.startsWith(around, at)) {
        throw bad("has the look-around %s…), which RE2 lacks".formatted(around));
      }
    }
    outer.push(steps);
    if (outer.size() > DEEPEST) {
      throw new StatementException(
          SqlState.LIMIT_EXCEEDED,
          "the regular expression is nested more than %,d deep".formatted(DEEPEST));
    }
    steps = 0;
    plain('(', 2);
    lastSteps = 0;
    if (pattern.startsWith("?", at)) {
      plain('?', 0);
      boolean isNamed = pattern.startsWith("P<", at) || pattern.startsWith("<", at);
      int end = isNamed ? pattern.indexOf('>', at) : at - 1;
      while (at <= end) {
        plain(pattern.charAt(at), 0);
      }
    }
  }

  private void close() {
    plain(')', 0);
    if (!outer.isEmpty()) {
      lastSteps = steps;
      steps += outer.pop();
    }
  }

  /** {@code {n}}, {@code {n,}}, {@code {n,m}}; whatever else is a brace, and no repetition. */
  private void count() {
    int end = pattern.indexOf('}', at);
    String inside = end < 0 ? "" : pattern.substring(at + 1, end);
    int comma = inside.indexOf(',');
    String least = comma < 0 ? inside : inside.substring(0, comma);
    String most = comma < 0 ? least : inside.substring(comma + 1);
    if (!isCount(least) || !(most.isEmpty() || isCount(most))) {
      plain('{', 1);
      lastSteps = 1;
      return;
    }
    long times =
        Math.max(Long.parseLong(least), most.isEmpty() ? 0 : Long.parseLong(most))
            + (most.isEmpty() ? 1 : 0);
    steps += lastSteps * Math.max(0, times - 1);
    lastSteps *= Math.max(1, times);
    standard.append(pattern, at, end + 1);
    at = end + 1;
  }

  private static boolean isCount(String digits) {
    return !digits.isEmpty()
        && digits.length() <= 6
        && digits.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private StatementException bad(String what) {
    return new StatementException(
        SqlState.BAD_PATTERN, "the regular expression '%s' %s".formatted(pattern, what));
  }
}
