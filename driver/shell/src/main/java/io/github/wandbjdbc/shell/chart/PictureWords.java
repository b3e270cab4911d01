package io.github.wandbjdbc.shell.chart;

/** Names in a picture, and about how wide they are, in whatever font they are shown. */
final class PictureWords {
  private PictureWords() {}

  /** The width of {@code text} in pixels, rather more than it is than less. */
  static double width(String text, int size) {
    return text.codePoints().mapToDouble(PictureWords::width).sum() * size;
  }

  private static double width(int letter) {
    if ("iljft.,:;|!'()[]I/ ".indexOf(letter) >= 0) {
      return 0.4;
    }
    if ("mwMW@%".indexOf(letter) >= 0) {
      return 1;
    }
    return letter >= 0x1100 ? 1.1 : Character.isUpperCase(letter) ? 0.72 : 0.64;
  }

  /** {@code text} in at most {@code most} pixels, without letters that no picture shows. */
  static String cut(String text, double most, int size) {
    StringBuilder shown = new StringBuilder();
    text.codePoints().forEach(letter -> shown.appendCodePoint(isShown(letter) ? letter : '·'));
    int[] letters = shown.codePoints().toArray();
    if (width(shown.toString(), size) <= most) {
      return shown.toString();
    }
    StringBuilder cut = new StringBuilder();
    double width = size;
    for (int letter : letters) {
      width += width(letter) * size;
      if (width > most) {
        break;
      }
      cut.appendCodePoint(letter);
    }
    return cut + "…";
  }

  private static boolean isShown(int letter) {
    int type = Character.getType(letter);
    return !Character.isISOControl(letter)
        && type != Character.FORMAT
        && type != Character.SURROGATE
        && type != Character.LINE_SEPARATOR
        && type != Character.PARAGRAPH_SEPARATOR
        && letter != 0xfffe
        && letter != 0xffff;
  }
}
