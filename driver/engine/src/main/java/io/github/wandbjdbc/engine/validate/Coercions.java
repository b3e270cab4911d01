package io.github.wandbjdbc.engine.validate;

import static java.util.Objects.requireNonNull;

import io.github.wandbjdbc.engine.values.EngineType;
import io.github.wandbjdbc.engine.values.Intervals;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCallBinding;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlUtil;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
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
      if (isSettled()) {
        TextOperands.refuseMixed(call, index, targetType, scope, validator);
      }
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

  /** A number is neither TRUE nor FALSE, 1 and 0 as little as others. */
  @Override
  protected boolean booleanEquality(SqlCallBinding binding, RelDataType left, RelDataType right) {
    // What is a text here may have been cast meanwhile, and is looked at with its cast.
    if (!SqlTypeUtil.inCharFamily(left) && !SqlTypeUtil.inCharFamily(right)) {
      refusePair(binding.operand(0), left, right);
      refusePair(binding.operand(1), right, left);
    }
    return false;
  }

  @Override
  public boolean binaryComparisonCoercion(SqlCallBinding binding) {
    if (binding.getOperandCount() == 2 && binding.getOperandType(0).isStruct()) {
      refusePairs(binding);
    }
    boolean isCast = castToIntervals(binding);
    return super.binaryComparisonCoercion(binding) || isCast;
  }

  /** Reads texts beside intervals as intervals. */
  private boolean castToIntervals(SqlCallBinding binding) {
    RelDataType interval = null;
    for (int i = 0; i < binding.getOperandCount(); i++) {
      if (SqlTypeUtil.isInterval(binding.getOperandType(i))) {
        interval = binding.getOperandType(i);
      }
    }
    if (interval == null) {
      return false;
    }
    boolean isCast = false;
    for (int i = 0; i < binding.getOperandCount(); i++) {
      if (binding.operand(i) instanceof SqlCharStringLiteral literal) {
        binding.getCall().setOperand(i, interval(literal, interval, binding));
        isCast = true;
      } else if (binding.operand(i) instanceof SqlNodeList list) {
        for (int j = 0; j < list.size(); j++) {
          if (list.get(j) instanceof SqlCharStringLiteral literal) {
            list.set(j, interval(literal, interval, binding));
            isCast = true;
          }
        }
      }
    }
    return isCast;
  }

  private SqlNode interval(
      SqlCharStringLiteral literal, RelDataType interval, SqlCallBinding binding) {
    EngineType kind = EngineType.of(interval);
    SqlNode cast =
        SqlStdOperatorTable.CAST.createCall(
            literal.getParserPosition(), literal, Intervals.spelled(kind.in(factory)));
    validator.deriveType(requireNonNull(binding.getScope()), cast);
    return cast;
  }

  @Override
  public boolean inOperationCoercion(SqlCallBinding binding) {
    refusePairs(binding);
    boolean isCast = castToIntervals(binding);
    return super.inOperationCoercion(binding) || isCast;
  }

  @Override
  public boolean quantifyOperationCoercion(SqlCallBinding binding) {
    refusePairs(binding);
    return super.quantifyOperationCoercion(binding);
  }

  /** Looks at the fields of two rows, or at a value and the column of a query. */
  private void refusePairs(SqlCallBinding binding) {
    RelDataType left = binding.getOperandType(0);
    RelDataType right = binding.getOperandType(1);
    if (binding.operand(1) instanceof SqlNodeList || !right.isStruct()) {
      return;
    }
    int count = left.isStruct() ? left.getFieldCount() : 1;
    for (int i = 0; i < Math.min(count, right.getFieldCount()); i++) {
      RelDataType one = left.isStruct() ? left.getFieldList().get(i).getType() : left;
      RelDataType other = right.getFieldList().get(i).getType();
      refusePair(part(binding.operand(0), i), one, other);
      refusePair(part(binding.operand(1), i), other, one);
    }
  }

  private void refusePair(SqlNode operand, RelDataType type, RelDataType other) {
    if (isSettled()) {
      TextOperands.refusePair(operand, type, other);
    }
  }

  /** Whether no text is one only because nothing tells yet what a parameter is. */
  private boolean isSettled() {
    return !(validator instanceof StatementValidator statement) || !statement.guessesParameters();
  }

  private static SqlNode part(SqlNode node, int index) {
    if (node instanceof SqlSelect select && !select.getSelectList().contains(null)) {
      SqlNodeList list = select.getSelectList();
      return index < list.size() ? SqlUtil.stripAs(list.get(index)) : node;
    }
    return node.getKind() == SqlKind.ROW ? ((SqlCall) node).operand(index) : node;
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
