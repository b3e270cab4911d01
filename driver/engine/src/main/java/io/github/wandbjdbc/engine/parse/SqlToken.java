package io.github.wandbjdbc.engine.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A word, literal or sign of a statement's text, which has not been parsed yet.
 *
 * @param text as written
 * @param start where it begins in the statement
 */
record SqlToken(Kind kind, String text, int start) {
  /** All that a statement is made of, blanks and comments included. */
  static final Pattern PATTERN =
      Pattern.compile(
          "(?<blank>\\s++|--[^\\n\\r]*+|/\\*(?s:.*?)\\*/)"
              + "|(?<text>'(?:[^']|'')*+')"
              + "|(?<word>\"(?:[^\"]|\"\")*+\"|[\\p{L}_][\\p{L}\\p{N}_$]*+)"
              + "|(?<number>\\d[\\d.]*+(?:[eE][+-]?\\d++)?+|\\?)"
              + "|(?<other>::|(?s:.))");

  /** The kind of token. */
  enum Kind {
    /** A keyword or a name, perhaps quoted. */
    WORD,
    /** {@code '…'}. */
    TEXT,
    /** Anything else. */
    OTHER
  }

  /** The tokens of {@code sql}, without blanks and comments. */
  static List<SqlToken> in(String sql) {
    List<SqlToken> tokens = new ArrayList<>();
    Matcher matcher = PATTERN.matcher(sql);
    while (matcher.find()) {
      if (matcher.group("blank") == null) {
        Kind kind =
            matcher.group("word") != null
                ? Kind.WORD
                : matcher.group("text") != null ? Kind.TEXT : Kind.OTHER;
        tokens.add(new SqlToken(kind, matcher.group(), matcher.start()));
      }
    }
    return tokens;
  }

  int end() {
    return start + text.length();
  }

  boolean is(String sign) {
    return text.equals(sign);
  }

  /** Whether it is one of {@code words}, which are in upper case; a quoted one is none. */
  boolean isOneOf(Set<String> words) {
    return kind == Kind.WORD && words.contains(text.toUpperCase(Locale.ROOT));
  }
}
