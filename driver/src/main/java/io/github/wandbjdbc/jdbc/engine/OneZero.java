package io.github.wandbjdbc.jdbc.engine;

import java.util.Set;
import org.apache.calcite.linq4j.function.Strict;
import org.apache.calcite.linq4j.tree.Types;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.schema.impl.ScalarFunctionImpl;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.InferTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.sql.validate.SqlUserDefinedFunction;

/**
 * Makes {@code 0.0} of the {@code -0.0} that a calculation may end in. They are equal, yet groups,
 * sets, sorts and windows would tell them apart.
 */
@Strict
public final class OneZero {
  private static final SqlOperator OPERATOR =
      new SqlUserDefinedFunction(
          new SqlIdentifier("ONE_ZERO", SqlParserPos.ZERO),
          SqlKind.OTHER_FUNCTION,
          ReturnTypes.ARG0,
          InferTypes.RETURN_TYPE,
          null,
          ScalarFunctionImpl.create(Types.lookupMethod(OneZero.class, "of", double.class)));

  /** Without a negative zero among their operands, these don't make one. */
  private static final Set<SqlKind> HARMLESS =
      Set.of(
          SqlKind.PLUS,
          SqlKind.MINUS,
          SqlKind.CASE,
          SqlKind.COALESCE,
          SqlKind.GREATEST,
          SqlKind.LEAST);

  private OneZero() {}

  /** The same call, in ours if it may end in {@code -0.0}. */
  static RexNode in(RexCall call, RexBuilder builder) {
    return call.getType().getSqlTypeName() != SqlTypeName.DOUBLE
            || HARMLESS.contains(call.getKind())
            || isWidening(call)
            || call.getOperator().equals(OPERATOR)
            || RexUtil.isConstant(call)
        ? call
        : builder.makeCall(OPERATOR, call);
  }

  /** What {@code node} is without us. */
  static RexNode without(RexNode node) {
    return node instanceof RexCall call && call.getOperator().equals(OPERATOR)
        ? call.getOperands().get(0)
        : node;
  }

  private static boolean isWidening(RexCall call) {
    return call.getKind() == SqlKind.CAST
        && SqlTypeUtil.isNumeric(call.getOperands().get(0).getType());
  }

  /** The same number, but for {@code -0.0}. */
  public static double of(double value) {
    return value + 0.0;
  }
}
