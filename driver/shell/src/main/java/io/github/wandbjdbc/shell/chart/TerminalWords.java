package io.github.wandbjdbc.shell.chart;

import io.github.wandbjdbc.text.TextWidth;

/** Names in a terminal: as wide as they are, and without commands. */
final class TerminalWords {
  private TerminalWords() {}

  /** {@code text} in at most {@code most} columns, without what a terminal takes for commands. */
  static String cut(String text, int most, boolean unicode) {
    StringBuilder clean = new StringBuilder();
    text.codePoints().forEach(letter -> clean.appendCodePoint(shown(letter, unicode)));
    String dots = unicode ? TextWidth.ELLIPSIS : "..";
    return TextWidth.of(clean.toString()) <= most
        ? clean.toString()
        : clean.substring(0, TextWidth.end(clean.toString(), most - dots.length())) + dots;
  }

  private static int shown(int letter, boolean unicode) {
    int type = Character.getType(letter);
    boolean command =
        Character.isISOControl(letter)
            || type == Character.FORMAT
            || type == Character.LINE_SEPARATOR
            || type == Character.PARAGRAPH_SEPARATOR
            || type == Character.SURROGATE;
    if (!unicode) {
      return command || letter > '~' ? '?' : letter;
    }
    return command ? '·' : letter;
  }

  /** {@code text} with blanks behind it up to {@code width} columns. */
  static String padded(String text, int width) {
    return text + " ".repeat(Math.max(0, width - TextWidth.of(text)));
  }
}
