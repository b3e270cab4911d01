package io.github.wandbjdbc.engine.values.texts;

import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;

/** Lengths and places in texts, by code point; and how long a text may become. */
final class Lengths {
  /** The most UTF-16 units of a text that a function makes. */
  static final int MOST = 10_000_000;

  private Lengths() {}

  /** {@code units}, the length of a text that {@code function} is about to make. */
  static int allowed(long units, String function) {
    if (units > MOST) {
      throw new StatementException(
          SqlState.LIMIT_EXCEEDED,
          "%s would make a string of %,d characters; the limit is %,d"
              .formatted(function, units, MOST));
    }
    return (int) units;
  }

  /** How many code points {@code text} has. */
  static int of(String text) {
    return text.codePointCount(0, text.length());
  }

  /** Where code point {@code count} of {@code text} begins, from 0; its end if it has fewer. */
  static int offset(String text, long count) {
    if (count <= 0) {
      return 0;
    }
    int length = text.length();
    if (count >= length) {
      return length;
    }
    int at = 0;
    for (long left = count; left > 0 && at < length; left--) {
      at += Character.isSurrogate(text.charAt(at)) ? Character.charCount(text.codePointAt(at)) : 1;
    }
    return at;
  }

  /** How many code points come before {@code offset}. */
  static int count(String text, int offset) {
    return text.codePointCount(0, offset);
  }

  /** How many bytes {@code text} has in UTF-8. */
  static long bytes(String text) {
    long bytes = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      // Each half of a pair has two of its four bytes.
      bytes += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
    }
    return bytes;
  }
}
