package io.github.wandbjdbc.cli;

/** Texts for a terminal, which takes some characters for commands. */
public final class TerminalText {
  /** Shown in place of a command. */
  static final char DOT = '\u00b7';

  private TerminalText() {}

  /** {@code text}, which may have lines, without commands. */
  public static String of(String text) {
    return of(text, true);
  }

  /** {@code text} on one line, without commands. */
  public static String line(String text) {
    return of(text, false);
  }

  private static String of(String text, boolean keepsLines) {
    StringBuilder shown = null;
    for (int i = 0; i < text.length(); i++) {
      char letter = text.charAt(i);
      if (isControl(letter) && !(keepsLines && letter == '\n')) {
        if (shown == null) {
          shown = new StringBuilder(text);
        }
        shown.setCharAt(i, DOT);
      }
    }
    return shown == null ? text : shown.toString();
  }

  /** Whether {@code letter} is a command, such as ESC, or turns the direction of letters. */
  static boolean isControl(int letter) {
    return Character.isISOControl(letter)
        || (letter >= '\u202A' && letter <= '\u202E')
        || (letter >= '\u2066' && letter <= '\u2069')
        || letter == '\u2028'
        || letter == '\u2029'
        || letter == '\u200E'
        || letter == '\u200F'
        || letter == '\u061C';
  }
}
