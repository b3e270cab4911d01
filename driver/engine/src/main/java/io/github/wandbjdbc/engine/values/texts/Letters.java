package io.github.wandbjdbc.engine.values.texts;

import java.util.function.IntUnaryOperator;

/**
 * Upper and lower case, character by character, whatever the language: a character never becomes
 * two, so that {@code ß} stays itself, as in PostgreSQL's C.UTF-8.
 */
final class Letters {
  private Letters() {}

  static String upper(String text) {
    return mapped(text, Character::toUpperCase);
  }

  static String lower(String text) {
    return mapped(text, Character::toLowerCase);
  }

  /** As texts are compared regardless of case: simple case folding. */
  static String folded(String text) {
    return mapped(text, Letters::folded);
  }

  /** Lower case of upper case, but for the letters that Unicode lists otherwise. */
  private static int folded(int character) {
    int upper = Character.toUpperCase(character);
    return switch (character) {
      case 'İ', 'ı' -> character;
      case '\u1FD3' -> '\u0390';
      case '\u1FE3' -> '\u03B0';
      case '\uFB05' -> '\uFB06';
      default ->
          Character.UnicodeScript.of(character) == Character.UnicodeScript.CHEROKEE
              ? upper
              : Character.toLowerCase(upper);
    };
  }

  private static String mapped(String text, IntUnaryOperator function) {
    StringBuilder mapped = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); ) {
      int character = text.codePointAt(i);
      mapped.appendCodePoint(function.applyAsInt(character));
      i += Character.charCount(character);
    }
    return mapped.toString();
  }

  /** The first letter of each word in upper case, the others in lower. */
  static String initcap(String text) {
    StringBuilder mapped = new StringBuilder(text.length());
    boolean inWord = false;
    for (int i = 0; i < text.length(); ) {
      int character = text.codePointAt(i);
      mapped.appendCodePoint(
          inWord ? Character.toLowerCase(character) : Character.toUpperCase(character));
      inWord = Character.isAlphabetic(character) || (character >= '0' && character <= '9');
      i += Character.charCount(character);
    }
    return mapped.toString();
  }

  /** Backwards. */
  static String reverse(String text) {
    return new StringBuilder(text).reverse().toString();
  }
}
