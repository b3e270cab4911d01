package io.github.wandbjdbc.engine.validate;

import io.github.wandbjdbc.engine.values.EngineTypeFactory;
import io.github.wandbjdbc.engine.values.Numeric;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * Leaves casts of literals to NUMERIC without a precision as they are: as a literal each value
 * would get the type's scale, and {@code 1} be {@code 1.00000000000000000000000000000000000000}.
 * {@code IS NOT FALSE} is written by {@link NotFalse}.
 */
public final class EngineRexBuilder extends RexBuilder {
  private final EngineTypeFactory types;

  public EngineRexBuilder(EngineTypeFactory types) {
    super(types);
    this.types = types;
  }

  @Override
  public RexNode makeCall(
      SqlParserPos position, RelDataType type, SqlOperator operator, List<RexNode> operands) {
    types.look();
    return isNotFalse(operator, operands)
        ? new NotFalse(this).of(operands.get(0))
        : super.makeCall(position, type, operator, operands);
  }

  @Override
  public RexNode makeCall(
      SqlParserPos position, SqlOperator operator, List<? extends RexNode> operands) {
    return isNotFalse(operator, operands)
        ? new NotFalse(this).of(operands.get(0))
        : super.makeCall(position, operator, operands);
  }

  private static boolean isNotFalse(SqlOperator operator, List<? extends RexNode> operands) {
    return operator.getKind() == SqlKind.IS_NOT_FALSE && NotFalse.isKnown(operands.get(0));
  }

  @Override
  public RexNode makeCast(
      SqlParserPos position,
      RelDataType type,
      RexNode value,
      boolean matchNullability,
      boolean safe,
      RexLiteral format) {
    return value instanceof RexLiteral literal && !literal.isNull() && Numeric.isFree(type)
        ? makeAbstractCast(position, type, value, safe, format)
        : super.makeCast(position, type, value, matchNullability, safe, format);
  }
}
