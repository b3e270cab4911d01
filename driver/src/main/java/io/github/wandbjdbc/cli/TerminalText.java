package io.github.wandbjdbc.cli;

/** Texts for a terminal, which takes some characters for commands. */
final class TerminalText {
  /** Shown in place of a command. */
  static final char DOT = '\u00b7';

  private TerminalText() {}

  /** {@code text}, which may have lines, without commands. */
  static String of(String text) {
    StringBuilder shown = new StringBuilder(text);
    for (int i = 0; i < shown.length(); i++) {
      char letter = shown.charAt(i);
      if (isControl(letter) && letter != '\n') {
        shown.setCharAt(i, DOT);
      }
    }
    return shown.toString();
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
