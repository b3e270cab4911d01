package io.github.wandbjdbc.engine.values.aggregates;

import io.github.wandbjdbc.engine.values.EngineType;
import io.github.wandbjdbc.engine.values.Numeric;
import java.util.Set;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlSplittableAggFunction;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlOperandTypeChecker;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeTransforms;
import org.apache.calcite.util.Optionality;
import org.jspecify.annotations.Nullable;

/**
 * An aggregate with a result type of ours: Calcite takes it for NOT NULL where the rows' values
 * are, and takes the column's type where values of it can't hold the result.
 *
 * <p>Those that rules would compute by others, in other types, are of no kind that rules know.
 */
final class AggregateFunction extends SqlAggFunction {
  /** DOUBLE, whatever the numbers are. */
  static final SqlReturnTypeInference DOUBLE = nullable(ReturnTypes.explicit(SqlTypeName.DOUBLE));

  /** BIGINT; never NULL. */
  static final SqlReturnTypeInference COUNT = ReturnTypes.BIGINT;

  /** The type of the first operand. */
  static final SqlReturnTypeInference SAME = nullable(ReturnTypes.ARG0);

  /** A type that has sums of the operand's. */
  static final SqlReturnTypeInference SUM =
      nullable(binding -> sum(binding.getTypeFactory(), binding.getOperandType(0)));

  /** DOUBLE of numbers; of intervals their own type. */
  static final SqlReturnTypeInference MEAN =
      nullable(binding -> mean(binding.getTypeFactory(), binding.getOperandType(0)));

  /** Those that don't care how often a value comes, so that they can be computed of parts. */
  private static final Set<SqlKind> IDEMPOTENT =
      Set.of(SqlKind.MIN, SqlKind.MAX, SqlKind.ANY_VALUE, SqlKind.BIT_AND, SqlKind.BIT_OR);

  private final SqlReturnTypeInference result;

  AggregateFunction(
      String name,
      SqlKind kind,
      SqlReturnTypeInference result,
      SqlOperandTypeChecker operands,
      Optionality order) {
    super(
        name,
        null,
        kind,
        result,
        null,
        operands,
        SqlFunctionCategory.USER_DEFINED_FUNCTION,
        false,
        false,
        order);
    this.result = result;
  }

  private static SqlReturnTypeInference nullable(SqlReturnTypeInference inference) {
    return inference.andThen(SqlTypeTransforms.FORCE_NULLABLE);
  }

  private static RelDataType sum(RelDataTypeFactory types, RelDataType operand) {
    return switch (EngineType.of(operand)) {
      case INTEGER -> types.createSqlType(SqlTypeName.BIGINT);
      case BIGINT, NUMERIC -> Numeric.type(types);
      case DOUBLE -> types.createSqlType(SqlTypeName.DOUBLE);
      default -> operand;
    };
  }

  private static RelDataType mean(RelDataTypeFactory types, RelDataType operand) {
    return switch (EngineType.of(operand)) {
      case MONTHS, DURATION -> operand;
      default -> types.createSqlType(SqlTypeName.DOUBLE);
    };
  }

  @Override
  public SqlReturnTypeInference getReturnTypeInference() {
    return result;
  }

  @Override
  public Optionality getDistinctOptionality() {
    // Of distinct values ANY_VALUE takes the least one.
    return IDEMPOTENT.contains(getKind()) && getKind() != SqlKind.ANY_VALUE
        ? Optionality.IGNORED
        : Optionality.OPTIONAL;
  }

  @Override
  public <T> @Nullable T unwrap(Class<T> type) {
    return IDEMPOTENT.contains(getKind())
            && type.isInstance(SqlSplittableAggFunction.SelfSplitter.INSTANCE)
        ? type.cast(SqlSplittableAggFunction.SelfSplitter.INSTANCE)
        : super.unwrap(type);
  }

  @Override
  public @Nullable SqlAggFunction getRollup() {
    return IDEMPOTENT.contains(getKind()) ? this : null;
  }
}
