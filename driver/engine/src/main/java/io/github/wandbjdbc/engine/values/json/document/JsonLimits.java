package io.github.wandbjdbc.engine.values.json.document;

import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;

/** The most that JSON texts and paths may be. */
public final class JsonLimits {
  /** How deeply arrays and objects are nested. */
  public static final int DEPTH = 1000;

  /** How many values a document, or the answer of a path, has. */
  public static final int VALUES = 10_000_000;

  /** How many characters a text that is made has. */
  public static final int TEXT = 1 << 28;

  /** How many characters a path has. */
  public static final int PATH = 10_000;

  /** How deeply the parentheses of a path are nested. */
  public static final int PATH_DEPTH = 200;

  /** How deeply the evaluation of a path goes. */
  public static final int EVALUATION_DEPTH = 1200;

  private JsonLimits() {}

  public static StatementException tooDeep(String what) {
    return new StatementException(
        SqlState.TOO_COMPLEX, "JSON: %s is nested too deeply".formatted(what));
  }

  public static StatementException tooLarge(String what, int most) {
    return new StatementException(
        SqlState.LIMIT_EXCEEDED, "JSON: %s is too large; at most %d".formatted(what, most));
  }
}
