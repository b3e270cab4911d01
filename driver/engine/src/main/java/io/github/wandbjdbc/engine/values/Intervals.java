package io.github.wandbjdbc.engine.values;

import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeUtil;

/** The two types of intervals: such of months, and such of milliseconds. */
public final class Intervals {
  private Intervals() {}

  /** Years and months. */
  public static RelDataType months(RelDataTypeFactory types) {
    return types.createSqlIntervalType(
        new SqlIntervalQualifier(TimeUnit.YEAR, TimeUnit.MONTH, SqlParserPos.ZERO));
  }

  /** Days, hours, minutes and seconds. */
  public static RelDataType duration(RelDataTypeFactory types) {
    return types.createSqlIntervalType(
        new SqlIntervalQualifier(TimeUnit.DAY, TimeUnit.SECOND, SqlParserPos.ZERO));
  }

  /** {@code type}, an interval or not, as the second operand of a CAST. */
  public static SqlNode spelled(RelDataType type) {
    SqlIntervalQualifier interval = type.getIntervalQualifier();
    return interval == null ? SqlTypeUtil.convertTypeToSpec(type).withNullable(false) : interval;
  }
}
