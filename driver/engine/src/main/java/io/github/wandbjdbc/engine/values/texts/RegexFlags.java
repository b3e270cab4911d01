package io.github.wandbjdbc.engine.values.texts;

import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;

/**
 * PostgreSQL's letters that change what a regular expression means; of those that contradict each
 * other the last counts.
 *
 * @param ignoresCase i, and not c
 * @param lines whether {@code ^} and {@code $} match at line breaks: n, m or w, and not s
 * @param withinLines whether {@code .} and {@code [^…]} match no line break: n, m or p, and not s
 * @param expanded whether blanks and comments in the pattern don't count: x, and not t
 * @param literal whether the pattern is a plain text: q
 * @param global whether all matches are meant, where that can be: g
 */
record RegexFlags(
    boolean ignoresCase,
    boolean lines,
    boolean withinLines,
    boolean expanded,
    boolean literal,
    boolean global) {
  static final RegexFlags NONE = new RegexFlags(false, false, false, false, false, false);

  /** Those of {@code letters}. */
  static RegexFlags of(String letters) {
    boolean ignoresCase = false;
    boolean lines = false;
    boolean withinLines = false;
    boolean expanded = false;
    boolean literal = false;
    boolean global = false;
    for (int i = 0; i < letters.length(); i++) {
      char letter = letters.charAt(i);
      switch (letter) {
        case 'g' -> global = true;
        case 'i', 'c' -> ignoresCase = letter == 'i';
        case 'n', 'm', 's' -> {
          lines = letter != 's';
          withinLines = lines;
        }
        case 'p', 'w' -> {
          lines = letter == 'w';
          withinLines = !lines;
        }
        case 'x', 't' -> expanded = letter == 'x';
        case 'q' -> literal = true;
        default ->
            throw new StatementException(
                SqlState.INVALID_VALUE,
                "'%s' isn't a flag of regular expressions; these are c, g, i, m, n, p, q, s, t, w, x"
                    .formatted(Character.toString(letters.codePointAt(i))));
      }
    }
    return new RegexFlags(ignoresCase, lines, withinLines, expanded, literal, global);
  }

  /** The same, for a function that looks for one match or for all by its nature. */
  RegexFlags withoutGlobal(String function) {
    if (global) {
      throw new StatementException(
          SqlState.INVALID_VALUE, "%s doesn't take the flag g".formatted(function));
    }
    return this;
  }
}
