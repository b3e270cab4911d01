package io.github.wandbjdbc.engine.optimize;

import java.util.List;
import org.apache.calcite.plan.RelOptRule;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.rules.ReduceExpressionsRule;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;

/**
 * Simplifies the conditions of filters by what is known of their rows, as Calcite does, but for
 * long ones: it holds each part of a condition against all that is known by the parts before, which
 * takes minutes for a thousand. What compares columns with literals alone becomes a set of ranges
 * at once.
 */
final class ReducedFilters {
  /** In a longer condition something besides comparisons with literals is left as it is. */
  private static final int MOST_PARTS = 64;

  static final RelOptRule RULE =
      ReduceExpressionsRule.FilterReduceExpressionsRule.FilterReduceExpressionsRuleConfig.DEFAULT
          .withOperandSupplier(
              filter ->
                  filter
                      .operand(LogicalFilter.class)
                      .predicate(ReducedFilters::isQuicklyReduced)
                      .anyInputs())
          .toRule();

  private ReducedFilters() {}

  private static boolean isQuicklyReduced(LogicalFilter filter) {
    Parts parts = new Parts();
    parts.add(filter.getCondition());
    return parts.count <= MOST_PARTS || !parts.isAnyComputed;
  }

  /** The operands of AND and OR in a condition. */
  private static final class Parts {
    private int count;
    private boolean isAnyComputed;

    void add(RexNode condition) {
      if (condition.isA(SqlKind.AND) || condition.isA(SqlKind.OR)) {
        ((RexCall) condition).getOperands().forEach(this::add);
      } else {
        count++;
        isAnyComputed |= !isOfLiterals(condition);
      }
    }

    private static boolean isOfLiterals(RexNode condition) {
      if (!(condition instanceof RexCall call)) {
        return true;
      }
      List<RexNode> operands = call.getOperands();
      return operands.stream()
          .allMatch(operand -> operand instanceof RexInputRef || operand instanceof RexLiteral);
    }
  }
}
