package io.github.wandbjdbc.engine.values;

import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeSystem;
import org.apache.calcite.rel.type.RelDataTypeSystemImpl;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.jspecify.annotations.Nullable;

/** The SQL types, where they differ from the standard. */
public final class EngineTypeSystem extends RelDataTypeSystemImpl {
  /** The one. */
  public static final RelDataTypeSystem INSTANCE = new EngineTypeSystem();

  private EngineTypeSystem() {}

  /** {@code VALUES ('a'), ('bcd')} holds {@code a}, not {@code a} and two blanks. */
  @Override
  public boolean shouldConvertRaggedUnionTypesToVarying() {
    return true;
  }

  /**
   * {@code CAST(x AS TIMESTAMP)} keeps the milliseconds, as {@code NOW()} has them, and {@code
   * CAST(x AS NUMERIC)} the digits that there are.
   */
  @Override
  public int getDefaultPrecision(SqlTypeName typeName) {
    return switch (typeName) {
      case TIMESTAMP, TIME, DECIMAL -> getMaxPrecision(typeName);
      default -> super.getDefaultPrecision(typeName);
    };
  }

  @Override
  public int getDefaultScale(SqlTypeName typeName) {
    return typeName == SqlTypeName.DECIMAL ? Numeric.SCALE : super.getDefaultScale(typeName);
  }

  @Override
  public int getMaxPrecision(SqlTypeName typeName) {
    return typeName == SqlTypeName.DECIMAL ? Numeric.PRECISION : super.getMaxPrecision(typeName);
  }

  @Override
  public int getMaxScale(SqlTypeName typeName) {
    return typeName == SqlTypeName.DECIMAL ? Numeric.PRECISION : super.getMaxScale(typeName);
  }

  @Override
  public @Nullable RelDataType deriveDecimalPlusType(
      RelDataTypeFactory types, RelDataType left, RelDataType right) {
    return numeric(types, left, right);
  }

  @Override
  public @Nullable RelDataType deriveDecimalMultiplyType(
      RelDataTypeFactory types, RelDataType left, RelDataType right) {
    return numeric(types, left, right);
  }

  @Override
  public @Nullable RelDataType deriveDecimalDivideType(
      RelDataTypeFactory types, RelDataType left, RelDataType right) {
    return numeric(types, left, right);
  }

  @Override
  public @Nullable RelDataType deriveDecimalModType(
      RelDataTypeFactory types, RelDataType left, RelDataType right) {
    return numeric(types, left, right);
  }

  /** NUMERIC if one is a decimal and the other a whole number or decimal; null if Calcite knows. */
  private static @Nullable RelDataType numeric(
      RelDataTypeFactory types, RelDataType left, RelDataType right) {
    return SqlTypeUtil.isExactNumeric(left)
            && SqlTypeUtil.isExactNumeric(right)
            && (SqlTypeUtil.isDecimal(left) || SqlTypeUtil.isDecimal(right))
        ? types.createTypeWithNullability(
            Numeric.type(types), left.isNullable() || right.isNullable())
        : null;
  }

  /** As in PostgreSQL: of many numbers, one that has room for more digits. */
  @Override
  public RelDataType deriveSumType(RelDataTypeFactory types, RelDataType argument) {
    return switch (argument.getSqlTypeName()) {
      case TINYINT, SMALLINT, INTEGER -> like(argument, SqlTypeName.BIGINT, types);
      case BIGINT, DECIMAL ->
          types.createTypeWithNullability(Numeric.type(types), argument.isNullable());
      default -> super.deriveSumType(types, argument);
    };
  }

  /** The average of 1 and 2 is 1.5. */
  @Override
  public RelDataType deriveAvgAggType(RelDataTypeFactory types, RelDataType argument) {
    return SqlTypeUtil.isNumeric(argument)
        ? like(argument, SqlTypeName.DOUBLE, types)
        : super.deriveAvgAggType(types, argument);
  }

  private static RelDataType like(
      RelDataType argument, SqlTypeName type, RelDataTypeFactory types) {
    return types.createTypeWithNullability(types.createSqlType(type), argument.isNullable());
  }
}
