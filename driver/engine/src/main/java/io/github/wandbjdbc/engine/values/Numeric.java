package io.github.wandbjdbc.engine.values;

import java.math.BigDecimal;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * NUMERIC without a precision: each value has the scale that it has. Calcite has no such type, so
 * it is the widest DECIMAL that there is, which every other one fits into.
 */
public final class Numeric {
  /** The most digits of a DECIMAL with a precision. */
  public static final int MOST_DIGITS = 38;

  /** The precision by which the type is told from those that have one. */
  public static final int PRECISION = 2 * MOST_DIGITS;

  /** As many digits behind the point as before it. */
  public static final int SCALE = MOST_DIGITS;

  private Numeric() {}

  /** The type; NULL is no value of it. */
  public static RelDataType type(RelDataTypeFactory types) {
    return types.createSqlType(SqlTypeName.DECIMAL, PRECISION, SCALE);
  }

  /** Whether {@code type} is NUMERIC without a precision. */
  public static boolean isFree(RelDataType type) {
    return type.getSqlTypeName() == SqlTypeName.DECIMAL && type.getPrecision() == PRECISION;
  }

  /** The number of {@code column} at {@code place}, which isn't NULL, as a double. */
  public static double asDouble(ColumnVector column, int place) {
    if (column instanceof DoubleColumn doubles) {
      return doubles.values()[place];
    }
    if (column instanceof LongColumn longs) {
      return (double) longs.values()[place];
    }
    return column.get(place) instanceof BigDecimal decimal ? decimal.doubleValue() : Double.NaN;
  }
}
