package io.github.wandbjdbc.engine.validate;

import java.util.List;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql2rel.SqlRexContext;
import org.apache.calcite.sql2rel.SqlRexConvertlet;
import org.apache.calcite.sql2rel.SqlRexConvertletTable;
import org.apache.calcite.sql2rel.StandardConvertletTable;
import org.jspecify.annotations.Nullable;

/** How calls become expressions of a plan: as Calcite has it, but for arithmetic with times. */
public final class Convertlets implements SqlRexConvertletTable {
  /** The one. */
  public static final SqlRexConvertletTable INSTANCE = new Convertlets();

  private Convertlets() {}

  @Override
  public @Nullable SqlRexConvertlet get(SqlCall call) {
    return call.getOperator() instanceof ArithmeticOperator operator
        ? (context, same) -> converted(context, same, operator)
        : StandardConvertletTable.INSTANCE.get(call);
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
