package io.github.wandbjdbc.engine.parse;

import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.avatica.util.Casing;
import org.apache.calcite.avatica.util.Quoting;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.parser.SqlParser;
import org.apache.calcite.sql.parser.babel.SqlBabelParserImpl;
import org.apache.calcite.sql.validate.SqlConformance;
import org.apache.calcite.sql.validate.SqlConformanceEnum;
import org.apache.calcite.sql.validate.SqlDelegatingConformance;

/**
 * Parses one statement, and refuses what would write.
 *
 * <p>Names stay as written, are quoted with {@code "}, and match whatever their case.
 */
public final class StatementParser {
  /**
   * As lenient as can be, but that a misspelt column isn't taken for an alias of itself, and that a
   * column that isn't grouped by is a mistake, rather than any of its values.
   */
  public static final SqlConformance CONFORMANCE =
      new SqlDelegatingConformance(SqlConformanceEnum.BABEL) {
        @Override
        public SelectAliasLookup isSelectAlias() {
          return SelectAliasLookup.UNSUPPORTED;
        }

        @Override
        public boolean isNonStrictGroupBy() {
          return false;
        }
      };

  private static final SqlParser.Config CONFIG =
      SqlParser.config()
          .withParserFactory(SqlBabelParserImpl.FACTORY)
          .withQuoting(Quoting.DOUBLE_QUOTE)
          .withUnquotedCasing(Casing.UNCHANGED)
          .withQuotedCasing(Casing.UNCHANGED)
          .withCaseSensitive(false)
          .withIdentifierMaxLength(1024)
          .withConformance(CONFORMANCE);

  /** Statements that the grammar doesn't know, but that are no typing errors either. */
  private static final Set<String> WRITES =
      Set.of(
          "ALTER",
          "COMMENT",
          "COPY",
          "CREATE",
          "DELETE",
          "DROP",
          "GRANT",
          "INSERT",
          "LOAD",
          "MERGE",
          "RENAME",
          "REPLACE",
          "REVOKE",
          "TRUNCATE",
          "UPDATE",
          "UPSERT");

  /** Statements about a session, of which there is nothing to set or show. */
  private static final Set<String> SESSION =
      Set.of(
          "ABORT",
          "BEGIN",
          "CALL",
          "COMMIT",
          "DECLARE",
          "DISCARD",
          "END",
          "EXECUTE",
          "RELEASE",
          "RESET",
          "ROLLBACK",
          "SAVEPOINT",
          "SET",
          "SHOW",
          "START",
          "USE");

  /** A blank, or a comment. */
  private static final String BLANK = "(?:\\s|--[^\\n\\r]*+|/\\*(?s:.*?)\\*/)";

  private static final Pattern FIRST_WORD = Pattern.compile("(?:" + BLANK + "|\\()*+([A-Za-z]++)");

  /** {@code EXPLAIN}, {@code EXPLAIN ANALYZE}; Calcite's own {@code EXPLAIN PLAN} is another. */
  private static final Pattern EXPLAIN =
      Pattern.compile(
          "(?i)(?<words>%s*+EXPLAIN\\b%s*+(?<analyze>ANALYZE\\b%s*+(?:PLAN\\s++FOR\\b)?+)?+)"
                  .formatted(BLANK, BLANK, BLANK)
              + "(?<plan>PLAN\\b)?+");

  private StatementParser() {}

  /**
   * The one statement in {@code text}; a trailing semicolon and comments are no part of it.
   *
   * @param look is run as the text is read, and fails if parsing should go no further
   */
  public static ParsedStatement parse(String text, Runnable look) throws SqlParseException {
    Matcher explain = EXPLAIN.matcher(text);
    if (!explain.lookingAt() || explain.group("plan") != null) {
      return new ParsedStatement(statement(text, look), ParsedStatement.Wish.ROWS);
    }
    // Blanks in place of the words: what is wrong behind them is still found where it stands.
    String query = " ".repeat(explain.end("words")) + text.substring(explain.end("words"));
    SqlNode statement = statement(query, look);
    if (!statement.getKind().belongsTo(SqlKind.QUERY)) {
      throw new StatementException(SqlState.SYNTAX, "syntax error: EXPLAIN is followed by a query");
    }
    return new ParsedStatement(
        statement,
        explain.group("analyze") == null
            ? ParsedStatement.Wish.PLAN
            : ParsedStatement.Wish.PLAN_AND_ACTUALS);
  }

  private static SqlNode statement(String sql, Runnable look) throws SqlParseException {
    Complexity.check(sql);
    SqlNodeList statements;
    try {
      statements =
          SqlParser.create(new LookingReader(inStandardWords(sql), look), CONFIG).parseStmtList();
    } catch (SqlParseException e) {
      refuse(firstWord(sql));
      throw e;
    }
    if (statements.isEmpty()) {
      throw new StatementException(SqlState.SYNTAX, "the statement is empty");
    }
    if (statements.size() != 1) {
      throw new StatementException(
          SqlState.SYNTAX,
          "%d statements in one text: send them one by one".formatted(statements.size()));
    }
    SqlNode statement = Precedence.settle(statements.get(0), sql);
    SqlKind kind = statement.getKind();
    if (kind.belongsTo(SqlKind.DML)
        || (kind.belongsTo(SqlKind.DDL) && kind != SqlKind.SET_OPTION)) {
      throw readOnly(kind.name().replace('_', ' '));
    }
    if (!kind.belongsTo(SqlKind.QUERY) && kind != SqlKind.EXPLAIN) {
      refuse(firstWord(sql));
      throw notSupported(kind.name().replace('_', ' '));
    }
    Complexity.check(statement);
    return Spellings.standard(statement);
  }

  private static String inStandardWords(String sql) {
    refuseSlashes(sql);
    return IntervalTexts.standard(
        KeywordAliases.quoted(InfixCasts.inWords(UnicodeTexts.spelled(sql))));
  }

  /**
   * The parser would take what follows for a comment: a division elsewhere, and half a sum here.
   */
  private static void refuseSlashes(String sql) {
    if (!sql.contains("//")) {
      return;
    }
    SqlToken before = null;
    for (SqlToken token : SqlToken.in(sql)) {
      if (token.is("/") && before != null && before.is("/") && before.end() == token.start()) {
        throw new StatementException(
            SqlState.SYNTAX,
            "syntax error: // is neither a comment, which begins with --, nor a division, which is /"
                + " between whole numbers");
      }
      before = token;
    }
  }

  private static void refuse(String word) {
    if (WRITES.contains(word)) {
      throw readOnly(word);
    }
    if (SESSION.contains(word)) {
      throw notSupported(word);
    }
  }

  private static StatementException notSupported(String what) {
    return new StatementException(
        SqlState.STATEMENT_FAULT,
        "%s is not supported: the driver answers SELECT, VALUES, WITH and EXPLAIN".formatted(what));
  }

  private static StatementException readOnly(String word) {
    return new StatementException(
        SqlState.READ_ONLY,
        "%s is refused: experiments are read-only here, the driver only answers queries"
            .formatted(word));
  }

  private static String firstWord(String sql) {
    Matcher matcher = FIRST_WORD.matcher(sql);
    return matcher.lookingAt() ? matcher.group(1).toUpperCase(Locale.ROOT) : "";
  }
}
