package io.github.wandbjdbc.plan;

import java.lang.reflect.Method;
import org.apache.calcite.linq4j.function.Strict;
import org.apache.calcite.linq4j.tree.Types;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.schema.impl.ScalarFunctionImpl;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.InferTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.sql.validate.SqlUserDefinedFunction;
import org.jspecify.annotations.Nullable;

/**
 * Comparisons of doubles that stay as they are written.
 *
 * <p>To a planner the standard ones are comparisons of an ordered type, of which {@code NOT (x <
 * 1)} is {@code x >= 1} and {@code x = x} is true. For NaN neither holds. These mean the same to
 * whoever computes them, and nothing to whoever would rewrite them; the scans read them as the
 * standard ones.
 */
@Strict
public final class DoubleComparison {
  private static final SqlOperator EQUAL = comparison("=", "equal");
  private static final SqlOperator LESS = comparison("<", "less");
  private static final SqlOperator LESS_OR_EQUAL = comparison("<=", "lessOrEqual");
  private static final SqlOperator GREATER = comparison(">", "greater");
  private static final SqlOperator GREATER_OR_EQUAL = comparison(">=", "greaterOrEqual");
  private static final SqlOperator LEFT_KEY = key("LEFT_KEY", "leftKey");
  private static final SqlOperator RIGHT_KEY = key("RIGHT_KEY", "rightKey");

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

  /** What {@code node} is a {@link #leftKey} or {@link #rightKey} of; itself if it is neither. */
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

  /** {@code left = right}, false for NaN. */
  @SuppressWarnings("FloatingPointEquality") // it is the equality of SQL
  public static boolean equal(double left, double right) {
    return left == right;
  }

  /** {@code left < right}, false for NaN. */
  public static boolean less(double left, double right) {
    return left < right;
  }

  /** {@code left <= right}, false for NaN. */
  public static boolean lessOrEqual(double left, double right) {
    return left <= right;
  }

  /** {@code left > right}, false for NaN. */
  public static boolean greater(double left, double right) {
    return left > right;
  }

  /** {@code left >= right}, false for NaN. */
  public static boolean greaterOrEqual(double left, double right) {
    return left >= right;
  }

  /** The bits of {@code value}, with one zero, and a NaN that the right has not. */
  public static long leftKey(double value) {
    return Double.isNaN(value) ? NAN_ON_THE_LEFT : Double.doubleToLongBits(value + 0.0);
  }

  /** The bits of {@code value}, with one zero, and a NaN that the left has not. */
  public static long rightKey(double value) {
    return Double.isNaN(value) ? NAN_ON_THE_RIGHT : Double.doubleToLongBits(value + 0.0);
  }

  private static SqlOperator comparison(String symbol, String method) {
    return operator(
        symbol,
        ReturnTypes.BOOLEAN_NULLABLE,
        Types.lookupMethod(DoubleComparison.class, method, double.class, double.class));
  }

  private static SqlOperator key(String name, String method) {
    return operator(
        name,
        ReturnTypes.BIGINT_NULLABLE,
        Types.lookupMethod(DoubleComparison.class, method, double.class));
  }

  private static SqlOperator operator(String name, SqlReturnTypeInference type, Method method) {
    return new SqlUserDefinedFunction(
        new SqlIdentifier(name, SqlParserPos.ZERO),
        SqlKind.OTHER_FUNCTION,
        type,
        InferTypes.RETURN_TYPE,
        null,
        ScalarFunctionImpl.create(method));
  }
}
