package io.github.wandbjdbc.engine.grammar;

import org.apache.calcite.sql.parser.SqlParserPos;

/** An error in a statement's text, with a message of ours. */
public final class SyntaxException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient SqlParserPos position;

  /** Says {@code message} of what stands at {@code position}. */
  public SyntaxException(String message, SqlParserPos position) {
    super(message);
    this.position = position;
  }

  /** Where it stands. */
  public SqlParserPos position() {
    return position;
  }
}
