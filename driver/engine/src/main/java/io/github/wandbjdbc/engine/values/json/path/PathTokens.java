package io.github.wandbjdbc.engine.values.json.path;

import io.github.wandbjdbc.engine.values.StatementException;
import io.github.wandbjdbc.engine.values.json.document.JsonFault;
import io.github.wandbjdbc.engine.values.json.document.JsonNumbers;
import java.math.BigDecimal;
import java.util.List;

/** The tokens of a path, taken one after the other. */
final class PathTokens {
  private final String path;
  private final List<PathToken> tokens;
  private int next;

  PathTokens(String path) {
    this.path = path;
    this.tokens = PathLexer.tokens(path);
  }

  /** The text of the path. */
  String path() {
    return path;
  }

  PathToken token() {
    return tokens.get(next);
  }

  PathToken tokenAfter() {
    return tokens.get(Math.min(next + 1, tokens.size() - 1));
  }

  PathToken take() {
    PathToken token = token();
    next = Math.min(next + 1, tokens.size() - 1);
    return token;
  }

  boolean takeSign(String sign) {
    boolean there = token().isSign(sign);
    if (there) {
      take();
    }
    return there;
  }

  void expectSign(String sign) {
    if (!takeSign(sign)) {
      throw wrong("\"%s\" is missing".formatted(sign));
    }
  }

  StatementException wrong(String why) {
    return PathLexer.wrong(path, token().place(), why);
  }

  /** The number that {@code token} is. */
  BigDecimal number(PathToken token) {
    BigDecimal number;
    try {
      number = JsonNumbers.decimal(token.text());
    } catch (JsonFault e) {
      throw e.toStatement();
    }
    if (number == null) {
      throw PathLexer.wrong(path, token.place(), "not a number");
    }
    return number;
  }
}
