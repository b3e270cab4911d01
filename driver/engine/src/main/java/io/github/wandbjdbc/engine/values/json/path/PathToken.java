package io.github.wandbjdbc.engine.values.json.path;

import java.util.Locale;

/**
 * A token of a path.
 *
 * @param text a word or a text as it is meant, a number or a sign as it is written
 * @param place where it begins
 */
record PathToken(Kind kind, String text, int place) {
  /** The kinds of tokens. */
  enum Kind {
    WORD,
    TEXT,
    /** A text in apostrophes, which only a subscript takes. */
    QUOTED_KEY,
    INTEGER,
    DECIMAL,
    VARIABLE,
    SIGN,
    END
  }

  boolean isSign(String sign) {
    return kind == Kind.SIGN && text.equals(sign);
  }

  /** Whether it is {@code keyword}, in whatever case. */
  boolean isWord(String keyword) {
    return kind == Kind.WORD && text.toLowerCase(Locale.ROOT).equals(keyword);
  }

  /** Whether it is {@code keyword}, in just that case. */
  boolean isLiteral(String keyword) {
    return kind == Kind.WORD && text.equals(keyword);
  }
}
