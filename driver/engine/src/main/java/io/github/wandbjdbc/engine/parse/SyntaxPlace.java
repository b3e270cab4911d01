package io.github.wandbjdbc.engine.parse;

import java.util.List;
import java.util.Locale;

/** A statement's words, and where among them the parser gave up. */
abstract class SyntaxPlace {
  final List<SqlToken> tokens;
  final int at;

  SyntaxPlace(List<SqlToken> tokens, int at) {
    this.tokens = tokens;
    this.at = at;
  }

  /** The one at {@code index}; an empty one where there is none. */
  final SqlToken token(int index) {
    return index >= 0 && index < tokens.size()
        ? tokens.get(index)
        : new SqlToken(SqlToken.Kind.OTHER, "", 0);
  }

  /** The word at {@code index} in upper case; "" where none is. */
  final String word(int index) {
    SqlToken token = token(index);
    return token.kind() == SqlToken.Kind.WORD ? token.text().toUpperCase(Locale.ROOT) : "";
  }
}
