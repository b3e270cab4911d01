package io.github.wandbjdbc.engine.parse;

import io.github.wandbjdbc.engine.grammar.SyntaxException;
import io.github.wandbjdbc.engine.source.NameHints;
import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;
import java.util.List;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** Says where a statement's text goes wrong, and what to write instead where that can be told. */
public final class SyntaxErrors {
  private SyntaxErrors() {}

  /** The exception for {@code sql}, which the parser refused with {@code e}. */
  public static StatementException of(String sql, SqlParseException e) {
    return of(sql, e, NameHints.NONE);
  }

  /**
   * Likewise.
   *
   * @param names what names are called that are words of SQL elsewhere
   */
  public static StatementException of(String sql, SqlParseException e, NameHints names) {
    if (sql.isBlank()) {
      return new StatementException(SqlState.SYNTAX, "the statement is empty");
    }
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof StatementException known) {
        return known;
      } else if (cause instanceof VirtualMachineError error) {
        return StatementException.of(error);
      } else if (cause instanceof SyntaxException known) {
        return at(sql, known.position(), "", known.getMessage());
      }
    }
    List<SqlToken> tokens = SqlToken.in(sql);
    int offset = isAtEnd(e) ? sql.length() : offset(sql, e.getPos());
    int at = 0;
    while (at < tokens.size() && tokens.get(at).end() <= offset) {
      at++;
    }
    String hint = SyntaxHints.hint(tokens, at, names);
    if (at == tokens.size()) {
      return at(sql, end(sql), " at the end of the statement", hint);
    }
    String where = " at \"%s\"".formatted(StatementException.shortened(tokens.get(at).text()));
    return at(sql, position(sql, tokens.get(at).start()), where, hint);
  }

  /** Whether the parser wanted more than there is; it gives the place of the last word then. */
  private static boolean isAtEnd(SqlParseException e) {
    return String.valueOf(e.getMessage()).contains("Encountered \"<EOF>\"");
  }

  private static StatementException at(
      String sql, SqlParserPos position, String where, @Nullable String hint) {
    String more = hint == null || hint.isEmpty() ? "" : ": " + hint;
    return StatementException.placed(SqlState.SYNTAX, position, "syntax error" + where + more)
        .in(sql);
  }

  private static int offset(String sql, @Nullable SqlParserPos position) {
    return position == null || position.getLineNum() < 1
        ? sql.length()
        : offset(sql, position.getLineNum(), position.getColumnNum());
  }

  /** Where a place is in {@code sql}; lines and columns count from 1. */
  static int offset(String sql, int inLine, int column) {
    int line = 1;
    int offset = 0;
    while (line < inLine && offset < sql.length()) {
      char c = sql.charAt(offset++);
      boolean isPair = c == '\r' && offset < sql.length() && sql.charAt(offset) == '\n';
      line += (c == '\n' || c == '\r') && !isPair ? 1 : 0;
    }
    return Math.min(sql.length(), offset + column - 1);
  }

  /** The line and column of a place in {@code sql}. */
  static SqlParserPos position(String sql, int offset) {
    int line = 1;
    int start = 0;
    for (int i = 0; i < offset; i++) {
      char c = sql.charAt(i);
      boolean isPair = c == '\r' && i + 1 < sql.length() && sql.charAt(i + 1) == '\n';
      if ((c == '\n' || c == '\r') && !isPair) {
        line++;
        start = i + 1;
      }
    }
    return new SqlParserPos(line, offset - start + 1);
  }

  /** Behind the last character that isn't blank. */
  private static SqlParserPos end(String sql) {
    return position(sql, sql.stripTrailing().length());
  }
}
