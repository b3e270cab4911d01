package io.github.wandbjdbc.engine.values.texts;

import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;
import java.util.HashMap;
import java.util.Map;

/** Looks for texts in texts, and puts others in their place. */
final class Searching {
  private Searching() {}

  /** Where {@code part} first stands in {@code text}, from 1; 0 if it doesn't. */
  static long position(String part, String text) {
    int at = text.indexOf(part);
    return at < 0 ? 0 : Lengths.count(text, at) + 1L;
  }

  /**
   * Where {@code part} stands for the {@code occurrence}th time at {@code from} or later; at it or
   * before, counted from the end, if {@code from} is negative. 0 if it doesn't.
   */
  static long position(String text, String part, long from, long occurrence) {
    if (from == 0 || occurrence <= 0) {
      throw new StatementException(
          SqlState.INVALID_VALUE, "INSTR begins at a character from 1 or -1, and counts from 1");
    }
    int at;
    if (from > 0) {
      if (from > Lengths.of(text)) {
        return 0;
      }
      at = text.indexOf(part, Lengths.offset(text, from - 1));
      for (long left = occurrence; left > 1 && at >= 0; left--) {
        at = at < text.length() ? text.indexOf(part, text.offsetByCodePoints(at, 1)) : -1;
      }
    } else {
      long start = Lengths.of(text) + from;
      if (start < 0) {
        return 0;
      }
      at = text.lastIndexOf(part, Lengths.offset(text, start));
      for (long left = occurrence; left > 1 && at >= 0; left--) {
        at = at == 0 ? -1 : text.lastIndexOf(part, at - 1);
      }
    }
    return at < 0 ? 0 : Lengths.count(text, at) + 1L;
  }

  /** {@code text} with {@code by} wherever {@code part} stands. */
  static String replace(String text, String part, String by) {
    if (part.isEmpty()) {
      return text;
    }
    if (by.length() > part.length()) {
      long length = text.length();
      for (int at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length())) {
        length += by.length() - part.length();
      }
      Lengths.allowed(length, "REPLACE");
    }
    return text.replace(part, by);
  }

  /**
   * {@code text} with the characters of {@code from} replaced by those of {@code to} at the same
   * places, or left out if there are none.
   */
  static String translate(String text, String from, String to) {
    if (from.isEmpty()) {
      return text;
    }
    int[] replacements = to.codePoints().toArray();
    Map<Integer, Integer> byCharacter = new HashMap<>();
    int place = 0;
    for (int i = 0; i < from.length(); place++) {
      int character = from.codePointAt(i);
      byCharacter.putIfAbsent(character, place < replacements.length ? replacements[place] : -1);
      i += Character.charCount(character);
    }
    StringBuilder translated = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); ) {
      int character = text.codePointAt(i);
      int by = byCharacter.getOrDefault(character, character);
      if (by >= 0) {
        translated.appendCodePoint(by);
      }
      i += Character.charCount(character);
    }
    return translated.toString();
  }
}
