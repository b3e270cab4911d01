package io.github.wandbjdbc.engine.values.texts;

/** Takes characters from the ends of texts. */
final class Trimming {
  private Trimming() {}

  /** {@code text} without any of {@code characters} at its beginning. */
  static String leading(String text, String characters) {
    int start = 0;
    while (start < text.length()) {
      int character = text.codePointAt(start);
      if (characters.indexOf(character) < 0) {
        break;
      }
      start += Character.charCount(character);
    }
    return text.substring(start);
  }

  /** Likewise at its end. */
  static String trailing(String text, String characters) {
    int end = text.length();
    while (end > 0) {
      int character = text.codePointBefore(end);
      if (characters.indexOf(character) < 0) {
        break;
      }
      end -= Character.charCount(character);
    }
    return text.substring(0, end);
  }

  /** Likewise at both. */
  static String both(String text, String characters) {
    return trailing(leading(text, characters), characters);
  }
}
