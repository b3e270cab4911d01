package io.github.wandbjdbc.engine.values;

/**
 * Texts in messages: of bounded length, and without what a terminal takes for commands or that
 * turns the direction of what follows. They may repeat what a statement or a row holds.
 */
public final class MessageText {
  private static final char REPLACEMENT = '\uFFFD';
  private static final int LONGEST = 4_000;
  private static final int LONGEST_END = 1_000;

  private MessageText() {}

  /** A whole message, which may have lines. Of a long one the middle is left out. */
  public static String of(String message) {
    String bounded =
        message.length() <= LONGEST
            ? message
            : message.substring(0, LONGEST - LONGEST_END)
                + " … "
                + message.substring(message.length() - LONGEST_END);
    return replaced(bounded, true);
  }

  /** A part of a message, on one line of as many characters. */
  public static String line(String text) {
    return replaced(text, false);
  }

  private static String replaced(String text, boolean keepsLines) {
    StringBuilder replaced = null;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (isControl(c) && !(keepsLines && c == '\n')) {
        if (replaced == null) {
          replaced = new StringBuilder(text);
        }
        replaced.setCharAt(i, c >= '\t' && c <= '\r' ? ' ' : REPLACEMENT);
      }
    }
    return replaced == null ? text : replaced.toString();
  }

  /** Whether {@code c} is a command to whoever shows it, or turns the direction of letters. */
  public static boolean isControl(char c) {
    return Character.isISOControl(c)
        || (c >= '\u202A' && c <= '\u202E')
        || (c >= '\u2066' && c <= '\u2069')
        || c == '\u2028'
        || c == '\u2029'
        || c == '\u200E'
        || c == '\u200F'
        || c == '\u061C';
  }
}
