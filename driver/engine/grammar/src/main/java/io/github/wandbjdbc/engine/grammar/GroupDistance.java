package io.github.wandbjdbc.engine.grammar;

import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorScope;

/**
 * Marks the distance of a frame's end as counted in groups of peers. Such a frame is written as one
 * of ROWS, which may have any number of sort keys; an end at the current row is one at a distance
 * of 0 groups. It has no name that a statement could call it by.
 */
final class GroupDistance extends SqlFunction {
  GroupDistance() {
    super(
        "GROUPS",
        SqlKind.OTHER_FUNCTION,
        ReturnTypes.ARG0,
        (binding, result, operands) ->
            operands[0] = binding.getTypeFactory().createSqlType(SqlTypeName.BIGINT),
        OperandTypes.ANY,
        SqlFunctionCategory.SYSTEM);
  }

  /** Is looked for nowhere. */
  @Override
  public RelDataType deriveType(SqlValidator validator, SqlValidatorScope scope, SqlCall call) {
    RelDataType type = validator.deriveType(scope, call.operand(0));
    validator.setValidatedNodeType(call, type);
    return type;
  }
}
