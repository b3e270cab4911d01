package io.github.wandbjdbc.engine.values.json.document;

import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;

/**
 * A path that doesn't fit the document it is evaluated on. In a predicate it means unknown, and
 * {@code ON ERROR} may make a value of it; so it is thrown often, and knows no stack.
 */
public final class JsonFault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final SqlState state;

  public JsonFault(String message) {
    this(SqlState.INVALID_VALUE, message);
  }

  public JsonFault(SqlState state, String message) {
    super(message, null, false, false);
    this.state = state;
  }

  /** The same where nobody makes a value of it. */
  public StatementException toStatement() {
    return new StatementException(state, "JSON: " + getMessage(), this);
  }
}
