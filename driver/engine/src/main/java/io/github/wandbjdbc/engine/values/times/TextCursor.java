package io.github.wandbjdbc.engine.values.times;

import java.util.List;
import java.util.Locale;

/** A text that is read from its beginning to its end: blanks, numbers and words. */
final class TextCursor {
  private final String text;
  private final ParsedFields fields;
  private int at;

  /** At the beginning of {@code text}; what can't be read {@code fields} tell. */
  TextCursor(String text, ParsedFields fields) {
    this.text = text;
    this.fields = fields;
  }

  /** How many characters were read. */
  int at() {
    return at;
  }

  /** How many there are left. */
  int left() {
    return text.length() - at;
  }

  /** Whether the next character is {@code c}. */
  boolean isAt(char c) {
    return at < text.length() && text.charAt(at) == c;
  }

  /** Goes past a blank or a separator, if there is one. */
  boolean skipSeparator() {
    boolean isThere =
        at < text.length()
            && (isBlank(text.charAt(at)) || TimePattern.isSeparator(text.charAt(at)));
    at += isThere ? 1 : 0;
    return isThere;
  }

  /** Goes past blanks, and tells how many there were. */
  int skipBlanks() {
    int start = at;
    while (at < text.length() && isBlank(text.charAt(at))) {
      at++;
    }
    return at - start;
  }

  /** Goes past whatever the next character is. */
  void skipCharacter() {
    at += at < text.length() ? Character.charCount(text.codePointAt(at)) : 0;
  }

  private static boolean isBlank(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
  }

  /** The number that is spelled by the next {@code most} characters, or fewer of them. */
  int number(int most, String field) {
    int limit = most < left() ? at + most : text.length();
    int sign = isAt('-') || isAt('+') ? 1 : 0;
    boolean isNegative = isAt('-');
    int end = at + sign;
    long value = 0;
    while (end < limit && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
      value = Math.min(value * 10 + (text.charAt(end) - '0'), 1L << Integer.SIZE);
      end++;
    }
    value = isNegative ? -value : value;
    if (end == at + sign) {
      throw fields.wrong("has no number for " + field);
    }
    if (value != (int) value) {
      throw fields.wrong("has too large a number for " + field);
    }
    at = end;
    return (int) value;
  }

  /** Which of {@code words} stands here, of each so many letters. */
  int word(List<String> words, int letters) {
    for (int i = 0; i < words.size(); i++) {
      int length = Math.min(letters, words.get(i).length());
      if (startsWith(words.get(i), length)) {
        at += length;
        return i;
      }
    }
    throw fields.wrong("has none of " + String.join(", ", words).toUpperCase(Locale.ROOT));
  }

  private boolean startsWith(String word, int length) {
    if (left() < length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      char c = text.charAt(at + i);
      if ((c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c) != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
