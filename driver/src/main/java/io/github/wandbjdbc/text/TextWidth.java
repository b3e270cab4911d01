package io.github.wandbjdbc.text;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many columns a text takes where letters have one width: letters of Chinese, Japanese and
 * Korean and most emoji take two, and marks on a letter none.
 *
 * <p>Java 17 knows what belongs together as one letter ({@code \X}), but not how wide it is, and a
 * library of terminals would be too much for one table of numbers.
 */
public final class TextWidth {
  /** Stands for what was cut off. */
  public static final String ELLIPSIS = "…";

  private static final Pattern LETTER = Pattern.compile("\\X");

  /** Letters before this take one column each, but for control characters. */
  private static final int FIRST_OTHER = 0x300;

  private static final int EMOJI_SELECTOR = 0xfe0f;
  private static final int FIRST_FLAG_LETTER = 0x1f1e6;
  private static final int LAST_FLAG_LETTER = 0x1f1ff;

  /**
   * First and last of the letters of two columns, in order: those that Unicode 14's
   * EastAsianWidth.txt calls W or F, together with what isn't assigned between them.
   */
  private static final int[] WIDE = {
    0x1100, 0x115f, 0x231a, 0x231b, 0x2329, 0x232a, 0x23e9, 0x23ec, 0x23f0, 0x23f0, 0x23f3, 0x23f3,
    0x25fd, 0x25fe, 0x2614, 0x2615, 0x2648, 0x2653, 0x267f, 0x267f, 0x2693, 0x2693, 0x26a1, 0x26a1,
    0x26aa, 0x26ab, 0x26bd, 0x26be, 0x26c4, 0x26c5, 0x26ce, 0x26ce, 0x26d4, 0x26d4, 0x26ea, 0x26ea,
    0x26f2, 0x26f3, 0x26f5, 0x26f5, 0x26fa, 0x26fa, 0x26fd, 0x26fd, 0x2705, 0x2705, 0x270a, 0x270b,
    0x2728, 0x2728, 0x274c, 0x274c, 0x274e, 0x274e, 0x2753, 0x2755, 0x2757, 0x2757, 0x2795, 0x2797,
    0x27b0, 0x27b0, 0x27bf, 0x27bf, 0x2b1b, 0x2b1c, 0x2b50, 0x2b50, 0x2b55, 0x2b55, 0x2e80, 0x303e,
    0x3041, 0x3247, 0x3250, 0x4dbf, 0x4e00, 0xa4c6, 0xa960, 0xa97c, 0xac00, 0xd7a3, 0xf900, 0xfaff,
    0xfe10, 0xfe19, 0xfe30, 0xfe6b, 0xff01, 0xff60, 0xffe0, 0xffe6, 0x16fe0, 0x18d08, 0x1aff0,
    0x1b2fb, 0x1f004, 0x1f004, 0x1f0cf, 0x1f0cf, 0x1f18e, 0x1f18e, 0x1f191, 0x1f19a, 0x1f200,
    0x1f320, 0x1f32d, 0x1f335, 0x1f337, 0x1f37c, 0x1f37e, 0x1f393, 0x1f3a0, 0x1f3ca, 0x1f3cf,
    0x1f3d3, 0x1f3e0, 0x1f3f0, 0x1f3f4, 0x1f3f4, 0x1f3f8, 0x1f43e, 0x1f440, 0x1f440, 0x1f442,
    0x1f4fc, 0x1f4ff, 0x1f53d, 0x1f54b, 0x1f54e, 0x1f550, 0x1f567, 0x1f57a, 0x1f57a, 0x1f595,
    0x1f596, 0x1f5a4, 0x1f5a4, 0x1f5fb, 0x1f64f, 0x1f680, 0x1f6c5, 0x1f6cc, 0x1f6cc, 0x1f6d0,
    0x1f6d2, 0x1f6d5, 0x1f6df, 0x1f6eb, 0x1f6ec, 0x1f6f4, 0x1f6fc, 0x1f7e0, 0x1f7f0, 0x1f90c,
    0x1f93a, 0x1f93c, 0x1f945, 0x1f947, 0x1f9ff, 0x1fa70, 0x1faff, 0x20000, 0x3fffd
  };

  private TextWidth() {}

  /** The columns of {@code text}, a single line. */
  public static int of(String text) {
    if (isPlain(text)) {
      return text.length();
    }
    int width = 0;
    for (Matcher letter = LETTER.matcher(text); letter.find(); ) {
      width += ofLetter(letter.group());
    }
    return width;
  }

  /** {@code text}, or as much of it as fits into {@code columns} with an ellipsis behind. */
  public static String cut(String text, int columns) {
    if (of(text) <= columns) {
      return text;
    }
    return columns < 1 ? "" : text.substring(0, end(text, columns - 1)) + ELLIPSIS;
  }

  /** Where the letters of {@code text} end that fit into {@code columns}. */
  public static int end(String text, int columns) {
    if (isPlain(text)) {
      return Math.min(Math.max(columns, 0), text.length());
    }
    int width = 0;
    int end = 0;
    for (Matcher letter = LETTER.matcher(text); letter.find(); end = letter.end()) {
      width += ofLetter(letter.group());
      if (width > columns) {
        break;
      }
    }
    return end;
  }

  /** Most texts are; they needn't be taken apart. */
  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= FIRST_OTHER) {
        return false;
      }
    }
    return true;
  }

  /** Of a letter with its marks, or an emoji of several. */
  private static int ofLetter(String letter) {
    int width = 0;
    int flagLetters = 0;
    for (int i = 0; i < letter.length(); i = letter.offsetByCodePoints(i, 1)) {
      int point = letter.codePointAt(i);
      if (point >= FIRST_FLAG_LETTER && point <= LAST_FLAG_LETTER) {
        flagLetters++;
      }
      width = Math.max(width, point == EMOJI_SELECTOR && width > 0 ? 2 : ofPoint(point));
    }
    return Math.max(width, flagLetters);
  }

  private static int ofPoint(int point) {
    return switch (Character.getType(point)) {
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
      default -> isWide(point) ? 2 : 1;
    };
  }

  private static boolean isWide(int point) {
    int found = Arrays.binarySearch(WIDE, point);
    int next = -found - 1;
    return found >= 0 || next % 2 != 0;
  }
}
