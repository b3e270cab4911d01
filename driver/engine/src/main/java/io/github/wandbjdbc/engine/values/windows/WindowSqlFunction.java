package io.github.wandbjdbc.engine.values.windows;

import io.github.wandbjdbc.engine.values.EngineType;
import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlOperandTypeChecker;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeTransforms;
import org.apache.calcite.util.Optionality;
import org.jspecify.annotations.Nullable;

/**
 * A function of windows alone, by PostgreSQL's rules: none needs an order, a frame is allowed where
 * it changes nothing, what looks at another row may be NULL, and the default of LAG and LEAD widens
 * their type. Calcite's own have other rules.
 */
final class WindowSqlFunction extends SqlAggFunction {
  /** BIGINT; never NULL. */
  static final SqlReturnTypeInference NUMBER = ReturnTypes.BIGINT;

  /** DOUBLE; never NULL. */
  static final SqlReturnTypeInference SHARE = ReturnTypes.DOUBLE;

  /** INTEGER, NULL where the operand is. */
  static final SqlReturnTypeInference PART =
      ReturnTypes.INTEGER.andThen(SqlTypeTransforms.FORCE_NULLABLE);

  /** The type of the first operand, or NULL. */
  static final SqlReturnTypeInference VALUE =
      ReturnTypes.ARG0.andThen(SqlTypeTransforms.FORCE_NULLABLE);

  /** The type that the first operand and the third, if there is one, have in common, or NULL. */
  static final SqlReturnTypeInference VALUE_OR_DEFAULT = WindowSqlFunction::valueOrDefault;

  private static final List<SqlTypeFamily> SHIFT =
      List.of(SqlTypeFamily.ANY, SqlTypeFamily.INTEGER, SqlTypeFamily.ANY);

  private final boolean looksAtValues;

  private final boolean isOfAllBefore;

  private WindowSqlFunction(
      String name,
      SqlKind kind,
      SqlReturnTypeInference result,
      SqlOperandTypeChecker operands,
      boolean looksAtValues) {
    this(name, kind, result, operands, looksAtValues, false);
  }

  private WindowSqlFunction(
      String name,
      SqlKind kind,
      SqlReturnTypeInference result,
      SqlOperandTypeChecker operands,
      boolean looksAtValues,
      boolean isOfAllBefore) {
    super(
        name,
        null,
        kind,
        result,
        null,
        operands,
        SqlFunctionCategory.USER_DEFINED_FUNCTION,
        isOfAllBefore,
        true,
        Optionality.FORBIDDEN);
    this.looksAtValues = looksAtValues;
    this.isOfAllBefore = isOfAllBefore;
  }

  /** One of where the row is in its partition. */
  static WindowSqlFunction ofPosition(String name, SqlKind kind, SqlReturnTypeInference result) {
    return new WindowSqlFunction(name, kind, result, OperandTypes.NILADIC, false);
  }

  /** NTILE. */
  static WindowSqlFunction ofParts(String name) {
    return new WindowSqlFunction(name, SqlKind.NTILE, PART, OperandTypes.INTEGER, false);
  }

  /** LAG and LEAD. */
  static WindowSqlFunction ofShift(String name, SqlKind kind) {
    return new WindowSqlFunction(
        name, kind, VALUE_OR_DEFAULT, OperandTypes.family(SHIFT, index -> index > 0), true);
  }

  /** FIRST_VALUE and LAST_VALUE. */
  static WindowSqlFunction ofValue(String name, SqlKind kind) {
    return new WindowSqlFunction(name, kind, VALUE, OperandTypes.ANY, true);
  }

  /** NTH_VALUE. */
  static WindowSqlFunction ofNthValue(String name) {
    return new WindowSqlFunction(
        name,
        SqlKind.NTH_VALUE,
        VALUE,
        OperandTypes.family(SqlTypeFamily.ANY, SqlTypeFamily.INTEGER),
        true);
  }

  /** EMA, which means nothing without an order, and has no frame. */
  static WindowSqlFunction ofAverage(String name) {
    return new WindowSqlFunction(
        name,
        SqlKind.OTHER_FUNCTION,
        SHARE.andThen(SqlTypeTransforms.FORCE_NULLABLE),
        OperandTypes.NUMERIC_NUMERIC,
        false,
        true);
  }

  private static RelDataType valueOrDefault(SqlOperatorBinding binding) {
    RelDataTypeFactory types = binding.getTypeFactory();
    RelDataType value = binding.getOperandType(0);
    if (binding.getOperandCount() < 3) {
      return types.createTypeWithNullability(value, true);
    }
    RelDataType other = binding.getOperandType(2);
    RelDataType common = common(types, value, other);
    if (common == null) {
      throw new StatementException(
          SqlState.STATEMENT_FAULT,
          "the default of %s is of type %s, which doesn't go with %s"
              .formatted(binding.getOperator().getName(), other, value));
    }
    return types.createTypeWithNullability(common, true);
  }

  private static @Nullable RelDataType common(
      RelDataTypeFactory types, RelDataType value, RelDataType other) {
    if (other.getSqlTypeName() == SqlTypeName.NULL) {
      return value;
    }
    EngineType of = EngineType.of(value);
    EngineType or = EngineType.of(other);
    if (of != or && of != EngineType.ANY && or != EngineType.ANY) {
      // Numbers have common types that the factory knows best; texts don't serve as numbers.
      if (!of.servesAs(or) && !or.servesAs(of)) {
        return null;
      }
      if (of == EngineType.DATE || or == EngineType.DATE) {
        return of == EngineType.DATE ? other : value;
      }
    }
    return types.leastRestrictive(List.of(value, other));
  }

  @Override
  public boolean allowsFraming() {
    return !isOfAllBefore;
  }

  @Override
  public boolean allowsNullTreatment() {
    return looksAtValues;
  }
}
