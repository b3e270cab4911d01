package io.github.wandbjdbc.shell.chart;

/** Names in a terminal: as wide as they are, and without commands. */
final class TerminalWords {
  private TerminalWords() {}

  /** How many columns {@code text} takes. */
  static int width(String text) {
    return text.codePoints().map(TerminalWords::width).sum();
  }

  private static int width(int letter) {
    int type = Character.getType(letter);
    if (type == Character.NON_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || type == Character.FORMAT) {
      return 0;
    }
    boolean wide =
        (letter >= 0x1100 && letter <= 0x115f)
            || (letter >= 0x2e80 && letter <= 0xa4cf)
            || (letter >= 0xac00 && letter <= 0xd7a3)
            || (letter >= 0xf900 && letter <= 0xfaff)
            || (letter >= 0xfe30 && letter <= 0xfe6f)
            || (letter >= 0xff00 && letter <= 0xff60)
            || (letter >= 0xffe0 && letter <= 0xffe6)
            || (letter >= 0x1f300 && letter <= 0x1faff)
            || (letter >= 0x20000 && letter <= 0x3fffd);
    return wide ? 2 : 1;
  }

  /** {@code text} in at most {@code most} columns, without what a terminal takes for commands. */
  static String cut(String text, int most, boolean unicode) {
    StringBuilder clean = new StringBuilder();
    text.codePoints().forEach(letter -> clean.appendCodePoint(shown(letter, unicode)));
    if (width(clean.toString()) <= most) {
      return clean.toString();
    }
    String dots = unicode ? "…" : "..";
    StringBuilder cut = new StringBuilder();
    int width = dots.length();
    for (int letter : clean.codePoints().toArray()) {
      width += width(letter);
      if (width > most) {
        break;
      }
      cut.appendCodePoint(letter);
    }
    return cut + dots;
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
    return text + " ".repeat(Math.max(0, width - width(text)));
  }
}
