package io.github.wandbjdbc.engine.grammar;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.sql.SqlBinaryOperator;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlPostfixOperator;
import org.apache.calcite.sql.SqlPrefixOperator;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlSpecialOperator;
import org.apache.calcite.sql.SqlWindow;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * Operators for syntax that Calcite has no nodes for. What these mean is for whoever reads the
 * statement further: the validator knows none of them.
 */
public final class GrammarOperators {
  /** Where PostgreSQL has all operators that have no place of their own: below sums. */
  private static final int OTHER_OPERATORS = 36;

  /** Prefixes of such operators bind before them, and after sums, too. */
  private static final int PREFIXES = OTHER_OPERATORS + 2;

  /** Above products, below signs. */
  private static final int POWERS = 70;

  /** Where {@code IS NULL} is. */
  private static final int TESTS = 28;

  /** {@code a || b}. */
  public static final SqlBinaryOperator CONCAT = binary("||", OTHER_OPERATORS);

  /** {@code a ^ b}, a power. */
  public static final SqlBinaryOperator POWER = binary("^", POWERS);

  /** {@code a & b}, of bits. */
  public static final SqlBinaryOperator BIT_AND = binary("&", OTHER_OPERATORS);

  /** {@code a | b}, of bits. */
  public static final SqlBinaryOperator BIT_OR = binary("|", OTHER_OPERATORS);

  /** {@code a # b}, of bits: exclusive or. */
  public static final SqlBinaryOperator BIT_XOR = binary("#", OTHER_OPERATORS);

  /** {@code a << b}. */
  public static final SqlBinaryOperator SHIFT_LEFT = binary("<<", OTHER_OPERATORS);

  /** {@code a >> b}. */
  public static final SqlBinaryOperator SHIFT_RIGHT = binary(">>", OTHER_OPERATORS);

  /** {@code ~a}, of bits. */
  public static final SqlPrefixOperator BIT_NOT =
      new SqlPrefixOperator("~", SqlKind.OTHER, PREFIXES, null, null, null);

  /** {@code json -> 'key'}: JSON. */
  public static final SqlBinaryOperator JSON_MEMBER = binary("->", OTHER_OPERATORS);

  /** {@code json ->> 'key'}: text. */
  public static final SqlBinaryOperator JSON_MEMBER_TEXT = binary("->>", OTHER_OPERATORS);

  /** {@code x IN y}, without parentheses around what should be a list. */
  public static final SqlBinaryOperator IN_NAME = in("IN");

  /** {@code x NOT IN y}. */
  public static final SqlBinaryOperator NOT_IN_NAME = in("NOT IN");

  /** {@code x = ANY y}, {@code x > ALL y}. */
  public static final SqlBinaryOperator QUANTIFIED_NAME = in("ANY");

  /** {@code x IS NAN}. */
  public static final SqlPostfixOperator IS_NAN = postfix("IS NAN");

  /** {@code x IS NOT NAN}. */
  public static final SqlPostfixOperator IS_NOT_NAN = postfix("IS NOT NAN");

  /** The marker for grouping by all selected columns, in place of a list of keys. */
  public static final SqlOperator GROUP_BY_ALL = special("GROUP BY ALL");

  /** A call of an aggregate, and the list by which its arguments are ordered. */
  public static final SqlOperator ORDERED = special("ORDER BY");

  /** {@code EXPLAIN query}. */
  public static final SqlOperator EXPLAIN = special("EXPLAIN");

  /** {@code EXPLAIN ANALYZE query}. */
  public static final SqlOperator EXPLAIN_ANALYZE = special("EXPLAIN ANALYZE");

  /** {@code EXPLAIN (REQUESTS) query}. */
  public static final SqlOperator EXPLAIN_REQUESTS = special("EXPLAIN (REQUESTS)");

  /** {@code USE name}: the name or text. */
  public static final SqlOperator USE = special("USE");

  /**
   * A SHOW statement: a text in upper case such as {@code SHOW TABLES}, then the name that it is
   * about and the pattern, each NULL where there is none.
   */
  public static final SqlOperator LOOK_AROUND = special("SHOW");

  /** The distance of a frame's end, counted in groups of peers. */
  public static final SqlFunction GROUP_DISTANCE = new GroupDistance();

  private static final Set<String> TYPES =
      Set.of(
          "BIGINT",
          "BOOL",
          "BOOLEAN",
          "CHAR",
          "DECIMAL",
          "DOUBLE",
          "FLOAT",
          "FLOAT4",
          "FLOAT8",
          "INT",
          "INT2",
          "INT4",
          "INT8",
          "INTEGER",
          "JSON",
          "JSONB",
          "NUMERIC",
          "REAL",
          "SMALLINT",
          "STRING",
          "TEXT",
          "VARCHAR");

  private GrammarOperators() {}

  private static SqlBinaryOperator binary(String name, int precedence) {
    return new SqlBinaryOperator(name, SqlKind.OTHER, precedence, true, null, null, null);
  }

  private static SqlBinaryOperator in(String name) {
    return new SqlBinaryOperator(
        name, SqlKind.OTHER, SqlStdOperatorTable.IN.getLeftPrec() / 2, true, null, null, null);
  }

  private static SqlPostfixOperator postfix(String name) {
    return new SqlPostfixOperator(name, SqlKind.OTHER, TESTS, null, null, null);
  }

  private static SqlOperator special(String name) {
    return new SqlSpecialOperator(name, SqlKind.OTHER);
  }

  static boolean isType(String word) {
    return TYPES.contains(word.toUpperCase(Locale.ROOT));
  }

  static SqlOperator withoutParentheses(SqlOperator in) {
    return in == SqlStdOperatorTable.IN
        ? IN_NAME
        : in == SqlStdOperatorTable.NOT_IN ? NOT_IN_NAME : QUANTIFIED_NAME;
  }

  /** {@code text} as an interval of the units that it names, which a cast finds out. */
  static SqlNode interval(String text, SqlParserPos position) {
    return SqlStdOperatorTable.CAST.createCall(
        position,
        SqlLiteral.createCharString(text, position),
        new SqlIntervalQualifier(TimeUnit.SECOND, null, position));
  }

  static SqlNode lookAround(
      String what, @Nullable SqlNode of, @Nullable SqlNode pattern, SqlParserPos position) {
    return LOOK_AROUND.createCall(
        position,
        SqlLiteral.createCharString(what, position),
        of == null ? SqlLiteral.createNull(position) : of,
        pattern == null ? SqlLiteral.createNull(position) : pattern);
  }

  /** {@code SELECT * FROM from}. */
  public static SqlSelect query(SqlNode from) {
    return query(SqlNodeList.of(SqlIdentifier.star(from.getParserPosition())), from);
  }

  /** {@code SELECT list FROM from}. */
  public static SqlSelect query(SqlNodeList list, SqlNode from) {
    return select(
        from.getParserPosition(),
        SqlNodeList.EMPTY,
        null,
        list,
        from,
        null,
        null,
        null,
        null,
        null,
        SqlNodeList.EMPTY);
  }

  /** A query, of whose rows those are distinct that differ in {@code keys}, if there are any. */
  static SqlSelect select(
      SqlParserPos position,
      SqlNodeList keywords,
      @Nullable SqlNodeList keys,
      SqlNodeList list,
      @Nullable SqlNode from,
      @Nullable SqlNode where,
      @Nullable SqlNodeList groupBy,
      @Nullable SqlNode having,
      @Nullable SqlNodeList windows,
      @Nullable SqlNode qualify,
      SqlNodeList hints) {
    SqlSelect select =
        new SqlSelect(
            position, keywords, list, from, where, groupBy, having, windows, qualify, null, null,
            null, hints);
    return keys == null ? select : new DistinctOn(select, keys);
  }

  /** Takes the order off the end of {@code arguments}; null if they have none. */
  static @Nullable SqlNodeList orderOf(List<SqlNode> arguments) {
    int last = arguments.size() - 1;
    return last > 0 && arguments.get(last) instanceof SqlNodeList
        ? (SqlNodeList) arguments.remove(last)
        : null;
  }

  /** {@code call}, whose arguments are in {@code order} unless that is null. */
  static SqlCall ordered(SqlCall call, @Nullable SqlNodeList order) {
    return order == null ? call : ORDERED.createCall(call.getParserPosition(), call, order);
  }

  /** An end of a frame of groups, null for the default. */
  static SqlNode inGroups(SqlNode bound) {
    SqlParserPos position = bound.getParserPosition();
    if (SqlWindow.isCurrentRow(bound)) {
      return SqlWindow.createPreceding(
          groups(SqlLiteral.createExactNumeric("0", position)), position);
    } else if (bound instanceof SqlCall call) {
      return call.getOperator().createCall(position, groups(call.operand(0)));
    }
    return bound;
  }

  private static SqlNode groups(SqlNode distance) {
    return GROUP_DISTANCE.createCall(distance.getParserPosition(), distance);
  }
}
