package io.github.wandbjdbc.engine.optimize.nodes;

import io.github.wandbjdbc.engine.source.Execution;
import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;
import java.math.BigDecimal;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/** How many rows LIMIT, FETCH and OFFSET say. */
final class RowCounts {
  private RowCounts() {}

  /** The number that {@code node} stands for; {@code absent} if there is none, or it is NULL. */
  static long of(@Nullable RexNode node, long absent, Execution execution) {
    if (node instanceof RexDynamicParam parameter) {
      return execution.parameter(parameter.getIndex()) instanceof Number number
          ? notNegative(number.longValue())
          : absent;
    }
    BigDecimal value =
        node instanceof RexLiteral literal ? literal.getValueAs(BigDecimal.class) : null;
    return value == null ? absent : value.min(BigDecimal.valueOf(Long.MAX_VALUE)).longValue();
  }

  private static long notNegative(long count) {
    if (count < 0) {
      throw new StatementException(
          SqlState.INVALID_VALUE, "LIMIT, FETCH and OFFSET take no negative number: " + count);
    }
    return count;
  }
}
