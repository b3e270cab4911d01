package io.github.wandbjdbc.engine.values.times;

import io.github.wandbjdbc.engine.values.StatementException;

/** Goes through a text of digits and signs, without the blanks around it. */
class TimeScanner {
  private static final int MOST_CHARACTERS = 128;
  private static final int MOST_DIGITS = 8;

  /** The text without the blanks around it. */
  final String text;

  /** The place of the next character. */
  int at;

  private final String original;

  TimeScanner(String original) {
    this.original = original;
    int start = 0;
    int end = original.length();
    while (start < end && isBlank(original.charAt(start))) {
      start++;
    }
    while (start < end && isBlank(original.charAt(end - 1))) {
      end--;
    }
    if (start == end || end - start > MOST_CHARACTERS) {
      throw wrong();
    }
    this.text = original.substring(start, end);
  }

  final boolean isAtEnd() {
    return at == text.length();
  }

  /** The character at {@code place}; 0 behind the end. */
  final char peek(int place) {
    return place < text.length() ? text.charAt(place) : 0;
  }

  /** How many digits there are from {@code place} on. */
  final int digits(int place) {
    int end = place;
    while (peek(end) >= '0' && peek(end) <= '9') {
      end++;
    }
    return end - place;
  }

  /** Goes past blanks. */
  final void blanks() {
    while (!isAtEnd() && isBlank(text.charAt(at))) {
      at++;
    }
  }

  /** The number of the next digits, of which there must be one or two. */
  final int oneOrTwo() {
    int digits = digits(at);
    if (digits < 1 || digits > 2) {
      throw wrong();
    }
    return number(digits);
  }

  /** The number of the next {@code digits} digits. */
  final int number(int digits) {
    if (digits > MOST_DIGITS) {
      throw wrong();
    }
    int number = Integer.parseInt(text.substring(at, at + digits));
    at += digits;
    return number;
  }

  final StatementException wrong() {
    return TimeTexts.wrong(original, "date or time", "2024-05-31 23:59:59");
  }

  private static boolean isBlank(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
  }
}
