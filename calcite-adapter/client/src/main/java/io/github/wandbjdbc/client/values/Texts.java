package io.github.wandbjdbc.client.values;

/**
 * Texts as experiments hold them: JSON may spell one half of a surrogate pair, {@code \\ud800},
 * which is no character and can't be written as UTF-8.
 */
public final class Texts {
  /** The replacement for a character that isn't valid. */
  private static final char REPLACEMENT = '\uFFFD';

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
