package io.github.wandbjdbc.engine.values.texts;

import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;

/** Reads texts in which characters are told by their numbers. */
final class UnicodeEscapes {
  private final String text;
  private final StringBuilder read = new StringBuilder();
  private char pending;
  private int at;

  private UnicodeEscapes(String text) {
    this.text = text;
  }

  /** The text that {@code escaped} stands for. */
  static String text(String escaped) {
    UnicodeEscapes escapes = new UnicodeEscapes(escaped);
    while (escapes.at < escaped.length()) {
      escapes.next();
    }
    escapes.requireNoPending();
    return escapes.read.toString();
  }

  private void next() {
    char c = text.charAt(at);
    if (c != '\\') {
      requireNoPending();
      read.append(c);
      at++;
    } else if (text.startsWith("\\\\", at)) {
      requireNoPending();
      read.append('\\');
      at += 2;
    } else {
      number();
    }
  }

  private void number() {
    char mark = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
    int start = at + 1;
    int digits = 4;
    if (!isNumber(start, digits)) {
      start = at + 2;
      digits = mark == '+' ? 6 : mark == 'U' ? 8 : 4;
      if ((mark != 'u' && mark != '+' && mark != 'U') || !isNumber(start, digits)) {
        throw new StatementException(
            SqlState.SYNTAX,
            "a \\ in UNISTR's text needs \\XXXX, \\+XXXXXX, \\uXXXX or \\UXXXXXXXX of hexadecimal"
                + " digits, or another \\");
      }
    }
    long character = Long.parseLong(text, start, start + digits, 16);
    if (character == 0 || character > Character.MAX_CODE_POINT) {
      throw new StatementException(
          SqlState.INVALID_VALUE, "there is no character %04X in Unicode".formatted(character));
    }
    append((int) character);
    at = start + digits;
  }

  private boolean isNumber(int start, int digits) {
    if (text.length() - start < digits) {
      return false;
    }
    for (int i = start; i < start + digits; i++) {
      if (text.charAt(i) > 'f' || Character.digit(text.charAt(i), 16) < 0) {
        return false;
      }
    }
    return true;
  }

  private void append(int character) {
    boolean isSecond =
        character >= Character.MIN_LOW_SURROGATE && character <= Character.MAX_LOW_SURROGATE;
    if (pending != 0 && isSecond) {
      read.append(pending).append((char) character);
      pending = 0;
      return;
    }
    requireNoPending();
    if (isSecond) {
      throw notAPair();
    }
    if (character >= Character.MIN_HIGH_SURROGATE && character <= Character.MAX_HIGH_SURROGATE) {
      pending = (char) character;
    } else {
      read.appendCodePoint(character);
    }
  }

  private void requireNoPending() {
    if (pending != 0) {
      throw notAPair();
    }
  }

  private static StatementException notAPair() {
    return new StatementException(
        SqlState.SYNTAX, "surrogates in UNISTR's text stand in pairs, as in \\D83D\\DE00");
  }
}
