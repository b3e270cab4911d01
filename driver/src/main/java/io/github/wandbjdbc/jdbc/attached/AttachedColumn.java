package io.github.wandbjdbc.jdbc.attached;

import io.github.wandbjdbc.engine.values.Numeric;
import java.util.Locale;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * A column of an attached table.
 *
 * @param name here, which differs from all others by more than case
 * @param stored its name as the database stores it
 * @param type how its values are read
 * @param digits the digits of a decimal number
 * @param scale those of them behind the point
 */
record AttachedColumn(String name, String stored, ColumnReading type, int digits, int scale) {

  /** The column of that description, as {@link java.sql.DatabaseMetaData#getColumns} has it. */
  static AttachedColumn of(
      String name, String stored, int jdbcType, String typeName, int size, int scale) {
    ColumnReading type = ColumnReading.of(jdbcType, typeName.toLowerCase(Locale.ROOT), size);
    return new AttachedColumn(name, stored, type, size, scale);
  }

  /** Whether it is a decimal of so many digits; otherwise each value has those that it has. */
  boolean isDeclared() {
    return digits >= 1 && digits <= Numeric.MOST_DIGITS && scale >= 0 && scale <= digits;
  }

  /** Its type here. Any value may be NULL: what a view says of that is no promise. */
  RelDataType relType(RelDataTypeFactory factory) {
    return factory.createTypeWithNullability(relTypeOfValues(factory), true);
  }

  private RelDataType relTypeOfValues(RelDataTypeFactory factory) {
    return switch (type.typeName()) {
      case DECIMAL ->
          isDeclared()
              ? factory.createSqlType(SqlTypeName.DECIMAL, digits, scale)
              : Numeric.type(factory);
      case TIMESTAMP -> factory.createSqlType(SqlTypeName.TIMESTAMP, 3);
      default -> factory.createSqlType(type.typeName());
    };
  }
}
