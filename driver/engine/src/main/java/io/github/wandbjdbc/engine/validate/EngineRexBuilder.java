package io.github.wandbjdbc.engine.validate;

import io.github.wandbjdbc.engine.values.Numeric;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * Leaves casts of literals to NUMERIC without a precision as they are: as a literal each value
 * would get the type's scale, and {@code 1} be {@code 1.00000000000000000000000000000000000000}.
 */
public final class EngineRexBuilder extends RexBuilder {
  public EngineRexBuilder(RelDataTypeFactory types) {
    super(types);
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
