package io.github.wandbjdbc.engine.values;

import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.parser.SqlParserPos;

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
}
