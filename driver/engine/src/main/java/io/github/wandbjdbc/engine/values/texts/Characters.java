package io.github.wandbjdbc.engine.values.texts;

import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;

/** Characters and their numbers. */
final class Characters {
  private Characters() {}

  /** The character with the number {@code codePoint}. */
  static String chr(long codePoint) {
    if (codePoint <= 0
        || codePoint > Character.MAX_CODE_POINT
        || (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE)) {
      throw new StatementException(
          codePoint < 0 ? SqlState.INVALID_VALUE : SqlState.LIMIT_EXCEEDED,
          "there is no character with the number " + codePoint);
    }
    return Character.toString((int) codePoint);
  }

  /** The number of the first character; 0 if there is none. */
  static long ascii(String text) {
    return text.isEmpty() ? 0 : text.codePointAt(0);
  }
}
