package io.github.wandbjdbc.engine.judge;

import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeSystemImpl;
import org.apache.calcite.sql.type.SqlTypeFactoryImpl;
import org.apache.calcite.sql.type.SqlTypeName;

/** Calcite's types with room for NUMERIC, and milliseconds. */
public final class SqlTypes {
  /** Makes them. */
  public static final RelDataTypeFactory FACTORY = new SqlTypeFactoryImpl(new Wide());

  private SqlTypes() {}

  /** The type of {@code name} without a precision. */
  public static RelDataType of(SqlTypeName name) {
    return FACTORY.createSqlType(name);
  }

  /** The type of {@code name} with a precision or length. */
  public static RelDataType of(SqlTypeName name, int precision) {
    return FACTORY.createSqlType(name, precision);
  }

  private static final class Wide extends RelDataTypeSystemImpl {
    private static final int MOST_DIGITS = 76;

    @Override
    public int getMaxPrecision(SqlTypeName type) {
      return type == SqlTypeName.DECIMAL ? MOST_DIGITS : super.getMaxPrecision(type);
    }

    @Override
    public int getMaxScale(SqlTypeName type) {
      return type == SqlTypeName.DECIMAL ? MOST_DIGITS : super.getMaxScale(type);
    }

    @Override
    public int getDefaultPrecision(SqlTypeName type) {
      return type == SqlTypeName.TIMESTAMP || type == SqlTypeName.TIME
          ? 3
          : super.getDefaultPrecision(type);
    }
  }
}
