package io.github.wandbjdbc.engine.values;

import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** A statement that can't be planned or executed as it stands; says so in a sentence or two. */
public final class StatementException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final int LONGEST_TEXT = 60;

  private final SqlState state;
  private final @Nullable String unknownColumn;
  private @Nullable StatementPlace place;

  public StatementException(SqlState state, String message) {
    this(state, message, null);
  }

  public StatementException(SqlState state, String message, @Nullable Throwable cause) {
    this(state, message, cause, null);
  }

  private StatementException(
      SqlState state, String message, @Nullable Throwable cause, @Nullable String unknownColumn) {
    super(MessageText.of(message), cause);
    this.state = state;
    this.unknownColumn = unknownColumn;
  }

  /** The exception for {@code name}, which is no column where it stands. */
  public static StatementException unknownColumn(String name, String message) {
    return new StatementException(SqlState.UNKNOWN_COLUMN, message, null, name);
  }

  /** The exception that {@code message} is for, which says at which place of the statement. */
  public static StatementException placed(SqlState state, SqlParserPos at, String message) {
    int line = at.getLineNum();
    int column = at.getColumnNum();
    return new StatementException(state, "%s (line %d, column %d)".formatted(message, line, column))
        .at(line, column);
  }

  /** The exception for a JVM error in a statement. */
  public static StatementException of(VirtualMachineError error) {
    if (error instanceof OutOfMemoryError) {
      return new StatementException(
          SqlState.OUT_OF_MEMORY,
          "the JVM has not enough memory for the sorts, groups or joins of the statement;"
              + " read fewer rows or columns, or raise -Xmx",
          error);
    }
    return error instanceof StackOverflowError
        ? new StatementException(SqlState.TOO_COMPLEX, "the statement is nested too deeply", error)
        : new StatementException(SqlState.INTERNAL, "the JVM failed: " + error, error);
  }

  /** {@code text} on one line, cut where it would be too long for a sentence. */
  public static String shortened(String text) {
    return MessageText.line(
        text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT - 3) + "...");
  }

  /**
   * This exception, which is about the place at {@code line} and {@code column} of the statement,
   * unless it says already where; they count from 1, and 0 is nowhere.
   */
  public StatementException at(int line, int column) {
    if (place == null && line > 0 && column > 0) {
      place = new StatementPlace(line, column, null);
    }
    return this;
  }

  /** This exception, whose place is in {@code sql} unless it says already of which text. */
  public StatementException in(String sql) {
    if (place != null && place.sql() == null) {
      place = new StatementPlace(place.line(), place.column(), sql);
    }
    return this;
  }

  /** Where the statement goes wrong; null if that isn't known. */
  public @Nullable StatementPlace place() {
    return place;
  }

  /** The name that is no column; null if that isn't what is wrong. */
  public @Nullable String unknownColumn() {
    return unknownColumn;
  }

  /** The SQLState. */
  public SqlState state() {
    return state;
  }
}
