package io.github.wandbjdbc.client.values;

/**
 * Texts as experiments hold them: JSON may spell one half of a surrogate pair, {@code \\ud800},
 * which is no character and can't be written as UTF-8.
 */
public final class Texts {
  /** The replacement for a character that isn't valid. */
  private static final char REPLACEMENT = '\uFFFD';

  private static final int LONGEST_MESSAGE = 4_000;
  private static final int MESSAGE_END = 1_000;

  private Texts() {}

  /** Whether all of {@code text} is characters. */
  public static boolean isWhole(String text) {
    return firstHalf(text, 0) < 0;
  }

  /** {@code text} with U+FFFD in place of each half of a pair; itself if there is none. */
  public static String mended(String text) {
    int half = firstHalf(text, 0);
    if (half < 0) {
      return text;
    }
    StringBuilder mended = new StringBuilder(text);
    while (half >= 0) {
      mended.setCharAt(half, REPLACEMENT);
      half = firstHalf(text, half + 1);
    }
    return mended.toString();
  }

  /**
   * {@code text} as a message may hold it: one line, of bounded length, without what a terminal
   * takes for commands or that turns the direction of what follows. Of a long one the middle is
   * left out, since the end says what to try.
   */
  public static String message(String text) {
    String whole = mended(text);
    StringBuilder line = new StringBuilder(Math.min(whole.length(), LONGEST_MESSAGE));
    if (whole.length() <= LONGEST_MESSAGE) {
      line.append(whole);
    } else {
      int begin = LONGEST_MESSAGE - MESSAGE_END;
      line.append(mended(whole.substring(0, begin)))
          .append(" … ")
          .append(mended(whole.substring(whole.length() - MESSAGE_END)));
    }
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (isBlank(c)) {
        line.setCharAt(i, ' ');
      } else if (isControl(c)) {
        line.setCharAt(i, REPLACEMENT);
      }
    }
    return line.toString();
  }

  private static boolean isBlank(char c) {
    return (c >= '\t' && c <= '\r') || c == '\u2028' || c == '\u2029' || c == '\u0085';
  }

  /**
   * Whether {@code c} is a command to whoever shows it, such as ESC, or turns the direction of
   * letters.
   */
  private static boolean isControl(char c) {
    return Character.isISOControl(c)
        || (c >= '\u202A' && c <= '\u202E')
        || (c >= '\u2066' && c <= '\u2069')
        || c == '\u2028'
        || c == '\u2029'
        || c == '\u200E'
        || c == '\u200F'
        || c == '\u061C';
  }

  private static int firstHalf(String text, int from) {
    int i = from;
    while (i < text.length()) {
      // Half a pair is a code point of its own.
      int codePoint = text.codePointAt(i);
      if (Character.MIN_SURROGATE <= codePoint && codePoint <= Character.MAX_SURROGATE) {
        return i;
      }
      i += Character.charCount(codePoint);
    }
    return -1;
  }
}
