package io.github.wandbjdbc.engine.validate.operators;

import java.util.List;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql2rel.SqlRexContext;
import org.apache.calcite.sql2rel.SqlRexConvertlet;
import org.apache.calcite.sql2rel.SqlRexConvertletTable;
import org.apache.calcite.sql2rel.StandardConvertletTable;
import org.jspecify.annotations.Nullable;

/**
 * How calls become expressions of a plan: as Calcite has it, but for arithmetic with times, and for
 * {@code IS [NOT] DISTINCT FROM}, which isn't written by {@code =}, of rows least of all.
 */
public final class Convertlets implements SqlRexConvertletTable {
  /** The one. */
  public static final SqlRexConvertletTable INSTANCE = new Convertlets();

  private Convertlets() {}

  @Override
  public @Nullable SqlRexConvertlet get(SqlCall call) {
    if (call.getOperator() instanceof ArithmeticOperator operator) {
      return (context, same) -> converted(context, same, operator);
    }
    return switch (call.getKind()) {
      case IS_DISTINCT_FROM, IS_NOT_DISTINCT_FROM -> Convertlets::asItIs;
      default -> StandardConvertletTable.INSTANCE.get(call);
    };
  }

  private static RexNode asItIs(SqlRexContext context, SqlCall call) {
    return context
        .getRexBuilder()
        .makeCall(
            call.getParserPosition(),
            call.getOperator(),
            call.getOperandList().stream().map(context::convertExpression).toList());
  }

  /**
   * Converts each operand once: of a sum of n terms, twice would be two to the power of n times.
   */
  private static RexNode converted(
      SqlRexContext context, SqlCall call, ArithmeticOperator operator) {
    RexNode left = context.convertExpression(call.operand(0));
    RexNode right = context.convertExpression(call.operand(1));
    RexBuilder builder = context.getRexBuilder();
    List<RexNode> operands = List.of(left, right);
    return ArithmeticOperator.isOfTimes(left.getType(), right.getType())
        ? builder.makeCall(operator, operands)
        : builder.makeCall(call.getParserPosition(), operator.ofNumbers(), operands);
  }
}
