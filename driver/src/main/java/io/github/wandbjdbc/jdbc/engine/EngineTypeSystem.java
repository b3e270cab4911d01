package io.github.wandbjdbc.jdbc.engine;

import org.apache.calcite.rel.type.RelDataTypeSystem;
import org.apache.calcite.rel.type.RelDataTypeSystemImpl;
import org.apache.calcite.sql.type.SqlTypeName;

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
}
