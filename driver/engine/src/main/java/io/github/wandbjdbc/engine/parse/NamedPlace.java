package io.github.wandbjdbc.engine.parse;

import io.github.wandbjdbc.engine.values.StatementException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * The place of the string, the quoted name or the keyword that a message begins with, where the
 * statement has it only once. Much is found to be wrong when nothing is left of the text but what
 * it meant.
 */
public final class NamedPlace {
  private NamedPlace() {}

  /** {@code e}, a failure of {@code sql}, with its place if it knows none and names what it is. */
  public static StatementException tell(StatementException e, String sql) {
    if (e.place() == null) {
      named(String.valueOf(e.getMessage()), sql)
          .map(token -> SyntaxErrors.position(sql, token.start()))
          .ifPresent(position -> at(e, position));
    }
    return e.in(sql);
  }

  private static void at(StatementException e, SqlParserPos position) {
    e.at(position.getLineNum(), position.getColumnNum());
  }

  private static Optional<SqlToken> named(String message, String sql) {
    Optional<SqlToken> first = SqlToken.in(message).stream().findFirst();
    if (first.filter(NamedPlace::isTold).isEmpty()) {
      return Optional.empty();
    }
    List<SqlToken> same =
        SqlToken.in(sql).stream().filter(token -> isSame(token, first.get())).toList();
    return same.size() == 1 ? Optional.of(same.get(0)) : Optional.empty();
  }

  /** Whether a message that begins with {@code token} tells of that, rather than in a sentence. */
  private static boolean isTold(SqlToken token) {
    String text = token.text();
    return token.kind() == SqlToken.Kind.TEXT
        || (token.kind() == SqlToken.Kind.WORD
            && (text.startsWith("\"") || text.equals(text.toUpperCase(Locale.ROOT))));
  }

  private static boolean isSame(SqlToken token, SqlToken told) {
    return token.kind() == told.kind()
        && (token.kind() == SqlToken.Kind.TEXT
            ? token.text().equals(told.text())
            : name(token).equalsIgnoreCase(name(told)));
  }

  private static String name(SqlToken word) {
    String text = word.text();
    return text.startsWith("\"") ? text.substring(1, text.length() - 1) : text;
  }
}
