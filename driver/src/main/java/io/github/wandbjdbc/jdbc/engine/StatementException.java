package io.github.wandbjdbc.jdbc.engine;

import org.jspecify.annotations.Nullable;

/** A statement that can't be planned or executed as it stands; says so in a sentence or two. */
public final class StatementException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final SqlState state;

  public StatementException(SqlState state, String message) {
    this(state, message, null);
  }

  public StatementException(SqlState state, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.state = state;
  }

  /** What kind of fault it is. */
  public SqlState state() {
    return state;
  }
}
