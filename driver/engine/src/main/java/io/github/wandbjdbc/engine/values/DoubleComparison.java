package io.github.wandbjdbc.engine.values;

import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlBasicFunction;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlOperandTypeChecker;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.jspecify.annotations.Nullable;

/**
 * Comparisons of doubles that stay as they are written.
 *
 * <p>To a planner the standard ones are comparisons of an ordered type, of which {@code NOT (x <
 * 1)} is {@code x >= 1} and {@code x = x} is true. For NaN neither holds. These mean the same to
 * whoever computes them, and nothing to whoever would rewrite them; the scans read them as the
 * standard ones.
 */
public final class DoubleComparison {
  private static final SqlOperator EQUAL = comparison("=");
  private static final SqlOperator LESS = comparison("<");
  private static final SqlOperator LESS_OR_EQUAL = comparison("<=");
  private static final SqlOperator GREATER = comparison(">");
  private static final SqlOperator GREATER_OR_EQUAL = comparison(">=");
  private static final SqlOperator LEFT_KEY = key("LEFT_KEY");
  private static final SqlOperator RIGHT_KEY = key("RIGHT_KEY");

  private static final long NAN_ON_THE_LEFT = 0x7ff8000000000000L;
  private static final long NAN_ON_THE_RIGHT = NAN_ON_THE_LEFT + 1;

  private DoubleComparison() {}

  /**
   * The operator of two doubles that means what {@code kind} does.
   *
   * @throws IllegalArgumentException if {@code kind} is none of {@code = < <= > >=}
   */
  public static SqlOperator of(SqlKind kind) {
    return switch (kind) {
      case EQUALS -> EQUAL;
      case LESS_THAN -> LESS;
      case LESS_THAN_OR_EQUAL -> LESS_OR_EQUAL;
      case GREATER_THAN -> GREATER;
      case GREATER_THAN_OR_EQUAL -> GREATER_OR_EQUAL;
      default -> throw new IllegalArgumentException("no comparison: " + kind);
    };
  }

  /**
   * A whole number that equals the {@link #rightKey} of just those doubles that {@code node}
   * equals: what a join, or a list of values, can be looked up by.
   */
  public static RexNode leftKey(RexBuilder builder, RexNode node) {
    return builder.makeCall(LEFT_KEY, node);
  }

  /** The other side of {@link #leftKey}. */
  public static RexNode rightKey(RexBuilder builder, RexNode node) {
    return builder.makeCall(RIGHT_KEY, node);
  }

  /**
   * The expression of which {@code node} is a {@link #leftKey} or {@link #rightKey}; {@code node}
   * itself if it is neither.
   */
  public static RexNode keyed(RexNode node) {
    return node instanceof RexCall call
            && (call.getOperator().equals(LEFT_KEY) || call.getOperator().equals(RIGHT_KEY))
        ? call.getOperands().get(0)
        : node;
  }

  /** {@code node} as the standard comparison that it stands for, or null if it is none of ours. */
  public static @Nullable RexCall standard(RexBuilder builder, RexNode node) {
    SqlOperator operator = node instanceof RexCall call ? standard(call.getOperator()) : null;
    return operator == null
        ? null
        : (RexCall) builder.makeCall(node.getType(), operator, ((RexCall) node).getOperands());
  }

  private static @Nullable SqlOperator standard(SqlOperator operator) {
    if (operator.equals(EQUAL)) {
      return SqlStdOperatorTable.EQUALS;
    }
    if (operator.equals(LESS)) {
      return SqlStdOperatorTable.LESS_THAN;
    }
    if (operator.equals(LESS_OR_EQUAL)) {
      return SqlStdOperatorTable.LESS_THAN_OR_EQUAL;
    }
    if (operator.equals(GREATER)) {
      return SqlStdOperatorTable.GREATER_THAN;
    }
    return operator.equals(GREATER_OR_EQUAL) ? SqlStdOperatorTable.GREATER_THAN_OR_EQUAL : null;
  }

  /** The kernel of {@code operator}, or null if it isn't one of these. */
  public static @Nullable Kernel kernel(SqlOperator operator) {
    if (operator.equals(LEFT_KEY)) {
      return keys(NAN_ON_THE_LEFT);
    }
    if (operator.equals(RIGHT_KEY)) {
      return keys(NAN_ON_THE_RIGHT);
    }
    SqlOperator standard = standard(operator);
    return standard == null ? null : comparisons(standard.getKind());
  }

  private static Kernel keys(long ofNan) {
    return (operands, size, result, look) -> {
      double[] values = ((DoubleColumn) operands[0]).values();
      long[] keys = ((LongColumn) result).values();
      for (int i = 0; i < size; i++) {
        if (operands[0].isNull(i)) {
          result.setNull(i);
        } else {
          keys[i] = Double.isNaN(values[i]) ? ofNan : Double.doubleToLongBits(values[i] + 0.0);
        }
      }
    };
  }

  private static Kernel comparisons(SqlKind kind) {
    return (operands, size, result, look) -> {
      double[] left = ((DoubleColumn) operands[0]).values();
      double[] right = ((DoubleColumn) operands[1]).values();
      long[] to = ((LongColumn) result).values();
      boolean mayBeNull = operands[0].hasNulls() || operands[1].hasNulls();
      for (int i = 0; i < size; i++) {
        if (mayBeNull && (operands[0].isNull(i) || operands[1].isNull(i))) {
          result.setNull(i);
        } else {
          to[i] = Kernels.bool(holds(kind, left[i], right[i]));
        }
      }
    };
  }

  @SuppressWarnings("FloatingPointEquality") // it is the equality of SQL
  private static boolean holds(SqlKind kind, double left, double right) {
    return switch (kind) {
      case EQUALS -> left == right;
      case LESS_THAN -> left < right;
      case LESS_THAN_OR_EQUAL -> left <= right;
      case GREATER_THAN -> left > right;
      case GREATER_THAN_OR_EQUAL -> left >= right;
      default -> throw new IllegalArgumentException("no comparison: " + kind);
    };
  }

  private static SqlOperator comparison(String symbol) {
    return operator(symbol, ReturnTypes.BOOLEAN_NULLABLE, OperandTypes.NUMERIC_NUMERIC);
  }

  private static SqlOperator key(String name) {
    return operator(name, ReturnTypes.BIGINT_NULLABLE, OperandTypes.NUMERIC);
  }

  private static SqlOperator operator(
      String name, SqlReturnTypeInference type, SqlOperandTypeChecker operands) {
    return SqlBasicFunction.create(name, type, operands);
  }
}
