package io.github.wandbjdbc.engine.parse;

import io.github.wandbjdbc.engine.grammar.GrammarOperators;
import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;
import io.github.wandbjdbc.engine.values.aggregates.Aggregates;
import io.github.wandbjdbc.engine.values.catalogue.Catalogue;
import io.github.wandbjdbc.engine.values.windows.WindowFunctions;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;

/** Puts expressions that have a syntax of their own into operators and functions that are known. */
final class SyntaxForms {
  /** Aggregates whose value doesn't depend on the order of what they aggregate. */
  private static final Set<String> ORDERLESS =
      Set.of(
          "AVG",
          "BIT_AND",
          "BIT_OR",
          "BIT_XOR",
          "BOOL_AND",
          "BOOL_OR",
          "CORR",
          "COUNT",
          "COVAR_POP",
          "COVAR_SAMP",
          "EVERY",
          "MAX",
          "MEDIAN",
          "MIN",
          "STDDEV",
          "STDDEV_POP",
          "STDDEV_SAMP",
          "SUM",
          "VARIANCE",
          "VAR_POP",
          "VAR_SAMP");

  /** Those that take the first of several rows that serve as well. */
  private static final Set<String> CHOOSING = Set.of("ARG_MAX", "ARG_MIN", "MAX_BY", "MIN_BY");

  /** The functions that are written as operators, too. */
  private static final Map<SqlOperator, String> FUNCTIONS =
      Map.of(
          GrammarOperators.JSON_MEMBER, "JSON_MEMBER",
          GrammarOperators.JSON_MEMBER_TEXT, "JSON_MEMBER_TEXT",
          GrammarOperators.BIT_AND, "BITAND",
          GrammarOperators.BIT_OR, "BITOR",
          GrammarOperators.BIT_XOR, "BITXOR",
          GrammarOperators.BIT_NOT, "BITNOT",
          GrammarOperators.SHIFT_LEFT, "LEFTSHIFT",
          GrammarOperators.SHIFT_RIGHT, "RIGHTSHIFT");

  private SyntaxForms() {}

  /** {@code call}, or what it means. */
  static SqlNode standard(SqlCall call) {
    SqlParserPos position = call.getParserPosition();
    List<SqlNode> operands = call.getOperandList();
    SqlOperator operator = call.getOperator();
    if (operator.equals(GrammarOperators.CONCAT)) {
      return SqlStdOperatorTable.CONCAT.createCall(position, operands);
    } else if (operator.equals(GrammarOperators.POWER)) {
      return SqlStdOperatorTable.BITXOR_OPERATOR.createCall(position, operands);
    } else if (FUNCTIONS.containsKey(operator)) {
      return Spellings.function(FUNCTIONS.get(operator), position, operands);
    } else if (operator.equals(GrammarOperators.IS_NAN)) {
      return isNan(operands, position);
    } else if (operator.equals(GrammarOperators.IS_NOT_NAN)) {
      return SqlStdOperatorTable.IS_NOT_TRUE.createCall(position, isNan(operands, position));
    } else if (operator.equals(GrammarOperators.ORDERED)) {
      return ordered(call);
    } else if (operator.equals(GrammarOperators.IN_NAME)) {
      return items(SqlStdOperatorTable.some(SqlKind.EQUALS), call);
    } else if (operator.equals(GrammarOperators.NOT_IN_NAME)) {
      return items(SqlStdOperatorTable.all(SqlKind.NOT_EQUALS), call);
    } else if (operator.equals(GrammarOperators.QUANTIFIED_NAME)) {
      throw withoutParentheses(call);
    }
    return call;
  }

  private static SqlNode isNan(List<SqlNode> operands, SqlParserPos position) {
    return Spellings.function("IS_NAN", position, operands);
  }

  private static SqlNode ordered(SqlCall ordered) {
    SqlCall call = ordered.operand(0);
    String name = call.getOperator().getName().toUpperCase(Locale.ROOT);
    SqlParserPos position = ordered.getParserPosition();
    if (ORDERLESS.contains(name)) {
      return call;
    } else if (name.equals("ANY_VALUE")) {
      SqlNode first =
          Spellings.function(Aggregates.FIRST_IN_ORDER, position, call.getOperandList());
      return SqlStdOperatorTable.WITHIN_GROUP.createCall(position, first, ordered.operand(1));
    } else if (CHOOSING.contains(name)) {
      return SqlStdOperatorTable.WITHIN_GROUP.createCall(position, call, ordered.operand(1));
    } else if (Catalogue.entry(name) != null) {
      throw new StatementException(
          SqlState.STATEMENT_FAULT, name + " is not an aggregate, and doesn't take ORDER BY");
    } else if (WindowFunctions.entry(name) != null) {
      throw new StatementException(
          SqlState.STATEMENT_FAULT,
          ("%1$s is not an aggregate: write %1$s(x) OVER (ORDER BY y), or for the first"
                  + " and the last value of a group ARG_MIN(x, y) and ARG_MAX(x, y)")
              .formatted(name));
    } else if (Aggregates.entry(name) != null) {
      throw new StatementException(
          SqlState.STATEMENT_FAULT,
          name + " takes no ORDER BY; STRING_AGG, JSON_ARRAYAGG and ANY_VALUE do");
    }
    // No aggregate, or none that is known: who looks for it says so.
    return call;
  }

  /** {@code x IN tags}: with the items of a JSON list. */
  private static SqlNode items(SqlOperator operator, SqlCall call) {
    return operator.createCall(call.getParserPosition(), call.operand(0), call.operand(1));
  }

  private static StatementException withoutParentheses(SqlCall call) {
    return new StatementException(
        SqlState.SYNTAX,
        "syntax error: ANY and ALL must be followed by a list, a query or a JSON array"
            + " in parentheses: = ANY(%s)".formatted(names(call.operand(1))));
  }

  private static String names(SqlNode list) {
    return list instanceof SqlNodeList nodes
        ? String.join(", ", nodes.stream().map(node -> node.toString().replace('`', '"')).toList())
        : list.toString();
  }
}
