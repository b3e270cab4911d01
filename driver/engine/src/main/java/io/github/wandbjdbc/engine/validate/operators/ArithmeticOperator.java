package io.github.wandbjdbc.engine.validate.operators;

import io.github.wandbjdbc.engine.values.EngineType;
import io.github.wandbjdbc.engine.values.StatementException;
import io.github.wandbjdbc.engine.values.times.TimeArithmetic;
import java.util.Map;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlBinaryOperator;
import org.apache.calcite.sql.SqlCallBinding;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperandCountRange;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.InferTypes;
import org.apache.calcite.sql.type.SqlOperandCountRanges;
import org.apache.calcite.sql.type.SqlOperandTypeChecker;
import org.jspecify.annotations.Nullable;

/**
 * {@code +}, {@code -}, {@code *} and {@code /}: of numbers Calcite's own, of dates, times and
 * intervals with PostgreSQL's operands and results.
 */
final class ArithmeticOperator extends SqlBinaryOperator {
  private static final Map<String, ArithmeticOperator> BY_SIGN =
      Map.of(
          "+", new ArithmeticOperator(SqlStdOperatorTable.PLUS),
          "-", new ArithmeticOperator(SqlStdOperatorTable.MINUS),
          "*", new ArithmeticOperator(SqlStdOperatorTable.MULTIPLY),
          "/", new ArithmeticOperator(SqlStdOperatorTable.DIVIDE));

  private final SqlBinaryOperator ofNumbers;

  private ArithmeticOperator(SqlBinaryOperator ofNumbers) {
    super(
        ofNumbers.getName(),
        ofNumbers.getKind(),
        ofNumbers.getLeftPrec() / 2,
        ofNumbers.getLeftPrec() < ofNumbers.getRightPrec(),
        binding -> result(ofNumbers, binding),
        InferTypes.FIRST_KNOWN,
        new Operands(ofNumbers));
    this.ofNumbers = ofNumbers;
  }

  /** The operator of {@code sign}, null if it is none of these. */
  static @Nullable ArithmeticOperator of(String sign) {
    return BY_SIGN.get(sign);
  }

  /** Calcite's own. */
  SqlBinaryOperator ofNumbers() {
    return ofNumbers;
  }

  /** Whether operands of such types are dates, times or intervals, and numbers beside them. */
  static boolean isOfTimes(RelDataType left, RelDataType right) {
    EngineType first = EngineType.of(left);
    EngineType second = EngineType.of(right);
    return first != EngineType.ANY
        && second != EngineType.ANY
        && first != EngineType.TEXT
        && second != EngineType.TEXT
        && TimeArithmetic.isFor(first, second);
  }

  private static RelDataType result(SqlOperator ofNumbers, SqlOperatorBinding binding) {
    RelDataType left = binding.getOperandType(0);
    RelDataType right = binding.getOperandType(1);
    if (!isOfTimes(left, right)) {
      return ofNumbers.inferReturnType(binding);
    }
    RelDataTypeFactory types = binding.getTypeFactory();
    return types.createTypeWithNullability(
        result(ofNumbers.getKind(), left, right).in(types),
        left.isNullable() || right.isNullable());
  }

  private static EngineType result(SqlKind kind, RelDataType left, RelDataType right) {
    return TimeArithmetic.kernel(kind, EngineType.of(left), EngineType.of(right)).result();
  }

  private record Operands(SqlBinaryOperator ofNumbers) implements SqlOperandTypeChecker {
    @Override
    public boolean checkOperandTypes(SqlCallBinding binding, boolean throwOnFailure) {
      RelDataType left = binding.getOperandType(0);
      RelDataType right = binding.getOperandType(1);
      if (!isOfTimes(left, right)) {
        return ofNumbers.checkOperandTypes(binding, throwOnFailure);
      }
      try {
        result(ofNumbers.getKind(), left, right);
        return true;
      } catch (StatementException e) {
        if (throwOnFailure) {
          throw e;
        }
        return false;
      }
    }

    @Override
    public SqlOperandCountRange getOperandCountRange() {
      return SqlOperandCountRanges.of(2);
    }

    @Override
    public String getAllowedSignatures(SqlOperator operator, String name) {
      return ofNumbers.getAllowedSignatures(name);
    }
  }
}
