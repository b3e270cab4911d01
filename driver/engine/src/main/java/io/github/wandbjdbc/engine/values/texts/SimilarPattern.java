package io.github.wandbjdbc.engine.values.texts;

import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;

/**
 * The patterns of SIMILAR TO, which are regular expressions with {@code %} and {@code _} of LIKE in
 * place of {@code .*} and {@code .}, and fit whole texts only.
 */
final class SimilarPattern {
  private SimilarPattern() {}

  /**
   * The same as a regular expression.
   *
   * @param escape one character, or empty if there is none
   */
  static Regex of(String pattern, String escape) {
    requireEscape(escape);
    int escaping = escape.isEmpty() ? -1 : escape.codePointAt(0);
    StringBuilder regex = new StringBuilder("(?:");
    int depth = 0;
    // How far a list in brackets has come: at its beginning a bracket or a ^ means itself.
    int begun = 0;
    for (int i = 0; i < pattern.length(); ) {
      int c = pattern.codePointAt(i);
      i += Character.charCount(c);
      if (c == escaping) {
        if (i < pattern.length()) {
          int escaped = pattern.codePointAt(i);
          i += Character.charCount(escaped);
          if (escaped == '"' && depth == 0) {
            throw new StatementException(
                SqlState.BAD_PATTERN,
                "SIMILAR TO doesn't take the separator %s\"".formatted(escape));
          }
          appendEscaped(regex, escaped);
          begun = 2;
        }
      } else if (depth > 0) {
        if (c == '\\') {
          regex.append('\\');
        }
        regex.appendCodePoint(c);
        if (c == ']' && begun > 1) {
          depth--;
        } else if (c == '[' && i < pattern.length() && ".:=".indexOf(pattern.charAt(i)) >= 0) {
          depth++;
        }
        begun = c == '^' && begun == 0 ? 1 : 2;
      } else {
        switch (c) {
          case '[' -> {
            depth = 1;
            begun = 0;
            regex.append('[');
          }
          case '%' -> regex.append(".*");
          case '_' -> regex.append('.');
          case '(' -> regex.append("(?:");
          case '\\', '.', '^', '$' -> regex.append('\\').appendCodePoint(c);
          default -> regex.appendCodePoint(c);
        }
      }
    }
    return Regex.of(regex.append(')').toString(), RegexFlags.NONE);
  }

  /** Refuses more than one character. */
  static void requireEscape(String escape) {
    if (Lengths.of(escape) > 1) {
      throw new StatementException(
          SqlState.INVALID_ESCAPE, "ESCAPE takes one character, not '%s'".formatted(escape));
    }
  }

  /** Letters and digits keep what a backslash makes of them, as {@code \d}. */
  private static void appendEscaped(StringBuilder regex, int character) {
    if (character < 0x80) {
      regex.append('\\');
    }
    regex.appendCodePoint(character);
  }
}
