package io.github.wandbjdbc.jdbc.errors;

import io.github.wandbjdbc.engine.values.MessageText;
import io.github.wandbjdbc.text.TextWidth;

/** The line of a statement at which something is wrong, and a caret beneath the place. */
final class StatementExcerpt {
  /** So much fits into the smallest window that people use, with what stands for the rest. */
  private static final int WIDEST = 72;

  private static final String CUT = "...";

  private StatementExcerpt() {}

  /**
   * Both lines, each behind a line break, for the place in {@code sql}; nothing if there is nothing
   * to be seen. Line and column count from 1, the column in {@code char}s.
   */
  static String of(String sql, int line, int column) {
    String text = MessageText.line(sql.lines().skip(line - 1L).findFirst().orElse(""));
    if (text.isBlank()) {
      return "";
    }
    int at = Math.min(column - 1, text.length());
    int from = TextWidth.of(text) <= WIDEST ? 0 : start(text, at);
    int to = from + TextWidth.end(text.substring(from), WIDEST);
    String before = from == 0 ? "" : CUT;
    String behind = to == text.length() ? "" : CUT;
    int indent = before.length() + TextWidth.of(text.substring(from, at));
    return "\n" + before + text.substring(from, to) + behind + "\n" + " ".repeat(indent) + "^";
  }

  /** Where to begin, so that as much stands before the place as behind it. */
  private static int start(String text, int at) {
    int cut = Math.max(0, TextWidth.of(text.substring(0, at)) - WIDEST / 2);
    int last = Math.max(0, TextWidth.of(text) - WIDEST);
    int start = TextWidth.end(text, Math.min(cut, last));
    return Math.min(start, at);
  }
}
