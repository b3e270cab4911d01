package io.github.wandbjdbc.sql.differential;

import java.math.BigDecimal;
import java.math.MathContext;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/** The kinds of values that a result may have, as its metadata say. */
enum ValueClass {
  TRUTH,
  WHOLE,
  DECIMAL,
  DOUBLE,
  TEXT,
  TIMESTAMP,
  DATE,
  OTHER;

  private static final double TOLERANCE = 1e-12;

  /** Of a sum of what cancels out, a correlation of zero, something of this size may be left. */
  private static final double LEFT_OVER = 1e-14;

  private static final MathContext DIGITS = new MathContext(12);

  static ValueClass of(ResultSetMetaData metaData, int column) throws SQLException {
    return switch (metaData.getColumnType(column)) {
      case Types.BOOLEAN, Types.BIT -> TRUTH;
      case Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.BIGINT -> WHOLE;
      case Types.DECIMAL, Types.NUMERIC -> DECIMAL;
      case Types.DOUBLE, Types.FLOAT, Types.REAL -> DOUBLE;
      case Types.VARCHAR, Types.CHAR, Types.LONGVARCHAR -> TEXT;
      case Types.TIMESTAMP -> TIMESTAMP;
      case Types.DATE -> DATE;
      default -> OTHER;
    };
  }

  /** The value of a column of this class. */
  @Nullable Object read(ResultSet results, int column) throws SQLException {
    Object value =
        switch (this) {
          case TRUTH -> results.getBoolean(column);
          case WHOLE -> results.getLong(column);
          case DECIMAL -> results.getBigDecimal(column);
          case DOUBLE -> results.getDouble(column) + 0.0;
          case TEXT, OTHER -> results.getString(column);
          case TIMESTAMP -> results.getObject(column, LocalDateTime.class);
          case DATE -> results.getObject(column, LocalDate.class);
        };
    return results.wasNull() ? null : value;
  }

  /** Whether two values mean the same; sums and averages may differ in their last digits. */
  static boolean same(@Nullable Object one, @Nullable Object other) {
    if (one == null || other == null) {
      return one == other;
    }
    if (one instanceof Number first && other instanceof Number second) {
      if (first instanceof Long && second instanceof Long) {
        return first.equals(second);
      }
      double left = first.doubleValue();
      double right = second.doubleValue();
      return Double.compare(left + 0.0, right + 0.0) == 0
          || Math.abs(left - right) <= LEFT_OVER
          || Math.abs(left - right) <= TOLERANCE * Math.max(Math.abs(left), Math.abs(right));
    }
    return one.equals(other);
  }

  /** Values with equal keys are the same; those that are the same mostly have equal keys. */
  static String key(@Nullable Object value) {
    if (value instanceof Number number && !(value instanceof Double d && !Double.isFinite(d))) {
      BigDecimal exact =
          value instanceof BigDecimal decimal ? decimal : new BigDecimal(number.toString());
      return value instanceof Long
          ? exact.stripTrailingZeros().toString()
          : exact.round(DIGITS).stripTrailingZeros().toString();
    }
    return value == null ? "NULL" : "'" + value + "'";
  }
}
