package io.github.wandbjdbc.jdbc.engine;

import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeSystem;
import org.apache.calcite.rel.type.RelDataTypeSystemImpl;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;

/** What SQL types are like here where the standard would surprise. */
final class EngineTypeSystem extends RelDataTypeSystemImpl {
  static final RelDataTypeSystem INSTANCE = new EngineTypeSystem();

  private EngineTypeSystem() {}

  /** {@code VALUES ('a'), ('bcd')} holds {@code a}, not {@code a} and two blanks. */
  @Override
  public boolean shouldConvertRaggedUnionTypesToVarying() {
    return true;
  }

  /** {@code CAST(x AS TIMESTAMP)} keeps the milliseconds, as {@code NOW()} has them. */
  @Override
  public int getDefaultPrecision(SqlTypeName typeName) {
    return typeName == SqlTypeName.TIMESTAMP
        ? getMaxPrecision(typeName)
        : super.getDefaultPrecision(typeName);
  }

  /** The sum of many small numbers is a large one. */
  @Override
  public RelDataType deriveSumType(RelDataTypeFactory types, RelDataType argument) {
    return switch (argument.getSqlTypeName()) {
      case TINYINT, SMALLINT, INTEGER -> like(argument, SqlTypeName.BIGINT, types);
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
