package io.github.wandbjdbc.engine.validate;

import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.type.SqlTypeMappingRule;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorScope;
import org.apache.calcite.sql.validate.implicit.TypeCoercionImpl;
import org.jspecify.annotations.Nullable;

/**
 * Casts that a statement leaves out. A row isn't cast for a value that may be NULL there: it would
 * no longer be the expression that rows are grouped by.
 */
final class Coercions extends TypeCoercionImpl {
  Coercions(RelDataTypeFactory typeFactory, SqlValidator validator) {
    super(typeFactory, validator);
  }

  @Override
  protected boolean needToCast(
      SqlValidatorScope scope, SqlNode node, RelDataType toType, SqlTypeMappingRule mappingRule) {
    RelDataType type = toType.isStruct() ? validator.deriveType(scope, node) : toType;
    return !(type.isStruct() && isSame(type, toType))
        && super.needToCast(scope, node, toType, mappingRule);
  }

  @Override
  protected boolean coerceOperandType(
      @Nullable SqlValidatorScope scope, SqlCall call, int index, RelDataType targetType) {
    if (scope != null) {
      TextOperands.refuseColumns(call, targetType, scope, validator);
      TextOperands.refuseAggregated(call, index, targetType, scope, validator);
    }
    if (call.getOperandList().get(index) instanceof SqlCharStringLiteral literal) {
      switch (targetType.getSqlTypeName()) {
        case BOOLEAN, TINYINT, SMALLINT, INTEGER, BIGINT, DECIMAL, DOUBLE, DATE, TIME, TIMESTAMP ->
            TextOperands.check(call, literal, targetType, factory);
        default -> {}
      }
    }
    return super.coerceOperandType(scope, call, index, targetType);
  }

  private boolean isSame(RelDataType row, RelDataType other) {
    if (row.getFieldCount() != other.getFieldCount()) {
      return false;
    }
    for (int i = 0; i < row.getFieldCount(); i++) {
      RelDataType field = row.getFieldList().get(i).getType();
      if (!SqlTypeUtil.equalSansNullability(
          factory, field, other.getFieldList().get(i).getType())) {
        return false;
      }
    }
    return true;
  }
}
