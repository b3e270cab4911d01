package io.github.wandbjdbc.engine.parse;

import io.github.wandbjdbc.engine.grammar.GrammarOperators;
import io.github.wandbjdbc.engine.grammar.SqlGrammar;
import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;
import java.io.Reader;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.avatica.util.Casing;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.parser.SqlAbstractParserImpl;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.parser.SqlParserPos;
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

  private static final int LONGEST_NAME = 1024;

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
          "START");

  /** A blank, or a comment. */
  private static final String BLANK = "(?:\\s|--[^\\n\\r]*+|/\\*(?s:.*?)\\*/)";

  private static final Pattern FIRST_WORD = Pattern.compile("(?:" + BLANK + "|\\()*+([A-Za-z]++)");

  private StatementParser() {}

  /**
   * The one statement in {@code text}; a trailing semicolon and comments are no part of it.
   *
   * @param look is run as the text is read, and fails if parsing should go no further
   */
  public static ParsedStatement parse(String text, Runnable look) throws SqlParseException {
    SqlNode written = one(text, look);
    ColumnLabels.write(written, text);
    SqlKind kind = written.getKind();
    if (kind.belongsTo(SqlKind.QUERY) || kind == SqlKind.EXPLAIN) {
      return new ParsedStatement(standard(written), ParsedStatement.Wish.ROWS);
    }
    if (!(written instanceof SqlCall call)) {
      throw new StatementException(SqlState.SYNTAX, "syntax error: a query is expected");
    }
    if (call.getOperator().equals(GrammarOperators.EXPLAIN)) {
      return new ParsedStatement(standard(call.operand(0)), ParsedStatement.Wish.PLAN);
    }
    if (call.getOperator().equals(GrammarOperators.EXPLAIN_ANALYZE)) {
      return new ParsedStatement(standard(call.operand(0)), ParsedStatement.Wish.PLAN_AND_ACTUALS);
    }
    if (call.getOperator().equals(GrammarOperators.EXPLAIN_REQUESTS)) {
      return new ParsedStatement(standard(call.operand(0)), ParsedStatement.Wish.REQUESTS);
    }
    if (call.getOperator().equals(GrammarOperators.LOOK_AROUND)) {
      String query = ShowStatements.query(call);
      if (!ShowStatements.isOfTable(call)) {
        return parse(query, look);
      }
      SqlNode rows = one(ShowStatements.rows(call), look);
      ShowStatements.place(call, rows);
      SqlNode table = standard(rows);
      return query.isEmpty()
          ? new ParsedStatement(table, ParsedStatement.Wish.SUMMARY)
          : new ParsedStatement(table, ParsedStatement.Wish.DESCRIPTION, query);
    }
    throw notSupported(firstWord(text));
  }

  /**
   * The schema that {@code text} chooses by {@code USE} or {@code SET SCHEMA}, behind its catalog
   * if that is named as well; empty if it is no such statement.
   */
  public static List<String> schemaChoice(String text) {
    String word = firstWord(text);
    if (!word.equals("USE") && !word.equals("SET")) {
      return List.of();
    }
    try {
      if (one(text, () -> {}) instanceof SqlCall call
          && call.getOperator().equals(GrammarOperators.USE)) {
        SqlNode name = call.operand(0);
        return name instanceof SqlIdentifier identifier
            ? identifier.names
            : List.of(SqlLiteral.unchain(name).getValueAs(String.class));
      }
    } catch (SqlParseException | StatementException e) {
      // What is wrong is said where it is planned.
    }
    return List.of();
  }

  private static SqlNode standard(SqlNode statement) {
    Complexity.check(statement);
    WithNames.settle(statement);
    return DialectRewriter.standard(statement);
  }

  private static SqlNode one(String sql, Runnable look) throws SqlParseException {
    Complexity.check(sql);
    SqlNodeList statements;
    try {
      statements = parsed(new CancellableReader(sql, look));
    } catch (SqlParseException e) {
      refuse(firstWord(sql));
      throw e;
    }
    if (statements.isEmpty()) {
      throw new StatementException(SqlState.SYNTAX, "the statement is empty");
    }
    if (statements.size() != 1) {
      SqlParserPos second = statements.get(1).getParserPosition();
      throw new StatementException(
              SqlState.SYNTAX,
              "%d statements in one text: send them one by one".formatted(statements.size()))
          .at(second.getLineNum(), second.getColumnNum());
    }
    return statements.get(0);
  }

  /**
   * As {@code SqlParser} does, whose configuration begins with Calcite's own grammar: a large class
   * that nobody needs.
   */
  private static SqlNodeList parsed(Reader text) throws SqlParseException {
    SqlAbstractParserImpl parser = SqlGrammar.FACTORY.getParser(text);
    parser.setTabSize(1);
    parser.setQuotedCasing(Casing.UNCHANGED);
    parser.setUnquotedCasing(Casing.UNCHANGED);
    parser.setIdentifierMaxLength(LONGEST_NAME);
    parser.setConformance(CONFORMANCE);
    parser.switchTo(SqlAbstractParserImpl.LexicalState.DQID);
    try {
      return parser.parseSqlStmtList();
    } catch (Throwable e) {
      throw parser.normalizeException(e);
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
        ("%s is not supported: the driver executes SELECT, VALUES, WITH, EXPLAIN, SHOW"
                + " and DESCRIBE")
            .formatted(what));
  }

  private static StatementException readOnly(String word) {
    return new StatementException(
        SqlState.READ_ONLY,
        "%s is refused: the driver is read-only and only executes queries".formatted(word));
  }

  private static String firstWord(String sql) {
    Matcher matcher = FIRST_WORD.matcher(sql);
    return matcher.lookingAt() ? matcher.group(1).toUpperCase(Locale.ROOT) : "";
  }
}
