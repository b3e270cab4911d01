package io.github.wandbjdbc.engine.validate;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/**
 * {@code x IS NOT FALSE}, said of each condition within {@code x} for itself: {@code x IS TRUE OR x
 * IS NULL}. Of the whole, {@code RexSimplify} would simplify {@code x} as a condition that holds
 * for NULL, and drops {@code y IS NOT NULL} beside {@code y = 'a'} there, though it is false for
 * NULL.
 */
final class NotFalse {
  private final RexBuilder builder;

  NotFalse(RexBuilder builder) {
    this.builder = builder;
  }

  /**
   * Whether the condition's parts can be told to be not false by themselves. Of a random value
   * there would be two, and a subquery would run twice.
   */
  static boolean isKnown(RexNode condition) {
    return RexUtil.isDeterministic(condition) && RexUtil.SubQueryFinder.find(condition) == null;
  }

  /** The condition, true where it is NULL. */
  RexNode of(RexNode condition) {
    if (!condition.getType().isNullable()) {
      return condition;
    }
    if (condition instanceof RexLiteral) {
      return builder.makeLiteral(true);
    }
    return switch (condition.getKind()) {
      case AND, OR -> {
        RexCall call = (RexCall) condition;
        List<RexNode> parts = call.getOperands().stream().map(this::of).toList();
        yield builder.makeCall(call.getOperator(), RexUtil.flatten(parts, call.getOperator()));
      }
      case NOT ->
          builder.makeCall(
              SqlStdOperatorTable.IS_NOT_TRUE, ((RexCall) condition).getOperands().get(0));
      case CASE -> builder.makeCall(SqlStdOperatorTable.CASE, values((RexCall) condition));
      default -> {
        List<RexNode> cases = new ArrayList<>();
        cases.add(builder.makeCall(SqlStdOperatorTable.IS_TRUE, condition));
        for (RexNode operand : nulls(condition)) {
          cases.add(builder.makeCall(SqlStdOperatorTable.IS_NULL, operand));
        }
        yield builder.makeCall(SqlStdOperatorTable.OR, cases);
      }
    };
  }

  /** The parts one of which is NULL where the condition is. */
  private static List<RexNode> nulls(RexNode condition) {
    boolean isOfValues =
        condition instanceof RexCall call
            && call.isA(SqlKind.COMPARISON)
            && call.getOperands().stream().noneMatch(part -> part.getType().isStruct());
    return isOfValues
        ? ((RexCall) condition)
            .getOperands().stream().filter(part -> part.getType().isNullable()).toList()
        : List.of(condition);
  }

  private List<RexNode> values(RexCall choice) {
    List<RexNode> operands = new ArrayList<>(choice.getOperands());
    for (int i = 0; i < operands.size(); i++) {
      if (i % 2 == 1 || i == operands.size() - 1) {
        operands.set(i, of(operands.get(i)));
      }
    }
    return operands;
  }
}
