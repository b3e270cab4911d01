package io.github.wandbjdbc.rows;

import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.type.SqlTypeName;

/** The SQL types of our columns. */
public enum ColumnType {
  VARCHAR(SqlTypeName.VARCHAR, RelDataType.PRECISION_NOT_SPECIFIED),
  BIGINT(SqlTypeName.BIGINT, RelDataType.PRECISION_NOT_SPECIFIED),
  INTEGER(SqlTypeName.INTEGER, RelDataType.PRECISION_NOT_SPECIFIED),
  DOUBLE(SqlTypeName.DOUBLE, RelDataType.PRECISION_NOT_SPECIFIED),
  BOOLEAN(SqlTypeName.BOOLEAN, RelDataType.PRECISION_NOT_SPECIFIED),
  /** UTC wall clock to the millisecond; a row holds it as milliseconds since 1970. */
  TIMESTAMP(SqlTypeName.TIMESTAMP, 3);

  private final SqlTypeName sqlType;
  private final int precision;

  ColumnType(SqlTypeName sqlType, int precision) {
    this.sqlType = sqlType;
    this.precision = precision;
  }

  /** The code of {@link java.sql.Types}. */
  public int jdbcType() {
    return sqlType.getJdbcOrdinal();
  }

  /** The type as the planner knows it. */
  public RelDataType toRelType(RelDataTypeFactory factory, boolean nullable) {
    RelDataType type =
        precision == RelDataType.PRECISION_NOT_SPECIFIED
            ? factory.createSqlType(sqlType)
            : factory.createSqlType(sqlType, precision);
    return factory.createTypeWithNullability(type, nullable);
  }
}
