package io.github.wandbjdbc.engine.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.calcite.sql.SqlBinaryOperator;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * Which operators bind tighter: {@code ^} before products, these before sums, and {@code ||} last.
 * To Calcite's parser {@code ||} is a product, and {@code ^} a sum.
 */
final class Precedence {
  /** How tight each binds; those that bind alike do so from the left. */
  private static final Map<SqlBinaryOperator, Integer> RANKS =
      Map.of(
          SqlStdOperatorTable.BITXOR_OPERATOR, 3,
          SqlStdOperatorTable.MULTIPLY, 2,
          SqlStdOperatorTable.DIVIDE, 2,
          SqlStdOperatorTable.PERCENT_REMAINDER, 2,
          SqlStdOperatorTable.PLUS, 1,
          SqlStdOperatorTable.MINUS, 1,
          SqlStdOperatorTable.CONCAT, 0);

  private final List<SqlNode> operands = new ArrayList<>();
  private final List<SqlBinaryOperator> operators = new ArrayList<>();

  private Precedence() {}

  /**
   * Puts {@code statement} right, as it was parsed from {@code sql}.
   *
   * @return {@code statement} itself
   */
  static SqlNode settle(SqlNode statement, String sql) {
    return sql.contains("^") || sql.contains("||") ? settled(statement) : statement;
  }

  private static SqlNode settled(SqlNode node) {
    if (node instanceof SqlNodeList list) {
      for (int i = 0; i < list.size(); i++) {
        SqlNode element = list.get(i);
        if (element != null) {
          list.set(i, settled(element));
        }
      }
    } else if (node instanceof SqlOrderBy order) {
      settled(order.query);
      settled(order.orderList);
    } else if (node instanceof SqlCall call) {
      if (isLink(call)) {
        return new Precedence().chain(call);
      }
      List<@Nullable SqlNode> parts = call.getOperandList();
      for (int i = 0; i < parts.size(); i++) {
        SqlNode part = parts.get(i);
        SqlNode settled = part == null ? null : settled(part);
        if (settled != part) {
          call.setOperand(i, settled);
        }
      }
    }
    return node;
  }

  private static boolean isLink(SqlNode node) {
    return node instanceof SqlCall call
        && call.operandCount() == 2
        && call.getOperator() instanceof SqlBinaryOperator operator
        && RANKS.containsKey(operator);
  }

  private static int rank(SqlBinaryOperator operator) {
    return RANKS.getOrDefault(operator, 0);
  }

  /** The operands and operators of {@code call} as they follow one another, put together anew. */
  private SqlNode chain(SqlCall call) {
    take(call);
    int[] next = {0};
    SqlNode chain = upFrom(0, next);
    return isInParentheses(call) ? chain.clone(call.getParserPosition()) : chain;
  }

  private void take(SqlCall call) {
    takeOperand(call.operand(0));
    operators.add((SqlBinaryOperator) call.getOperator());
    takeOperand(call.operand(1));
  }

  private void takeOperand(SqlNode operand) {
    if (isLink(operand) && !isInParentheses((SqlCall) operand)) {
      take((SqlCall) operand);
    } else {
      operands.add(settled(operand));
    }
  }

  /** Of what was in parentheses the parser keeps that it began there. */
  private static boolean isInParentheses(SqlCall call) {
    SqlParserPos begin = call.getParserPosition();
    SqlParserPos first = call.operand(0).getParserPosition();
    return begin.getLineNum() != first.getLineNum() || begin.getColumnNum() != first.getColumnNum();
  }

  /** The operands from {@code next} on, as far as operators of at least {@code rank} join them. */
  private SqlNode upFrom(int rank, int[] next) {
    SqlNode left = operands.get(next[0]);
    while (next[0] < operators.size() && rank(operators.get(next[0])) >= rank) {
      SqlBinaryOperator operator = operators.get(next[0]++);
      SqlNode right = upFrom(rank(operator) + 1, next);
      left =
          operator.createCall(
              left.getParserPosition().plus(right.getParserPosition()), left, right);
    }
    return left;
  }
}
