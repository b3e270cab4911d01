package io.github.wandbjdbc.engine.judge;

import java.math.BigDecimal;
import java.util.Objects;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.DateString;
import org.apache.calcite.util.TimeString;
import org.apache.calcite.util.TimestampString;
import org.jspecify.annotations.Nullable;

/** Constants as a plan holds them. */
final class Literals {
  private static final RexBuilder REX = OurFunction.REX;
  private static final long YEAR_1 = -62_135_596_800_000L;
  private static final long YEAR_10000 = 253_402_300_800_000L;
  private static final long DAY = 86_400_000;

  private Literals() {}

  /** {@code value} as a constant of {@code type}; null where it can't be written. */
  static @Nullable RexNode of(@Nullable Object value, RelDataType type) {
    if (value == null) {
      return REX.makeNullLiteral(type);
    }
    if (value instanceof Double number) {
      return of(number, type);
    }
    if (value instanceof BigDecimal number) {
      int scale = Math.max(number.scale(), 0);
      RelDataType digits =
          REX.getTypeFactory()
              .createSqlType(
                  SqlTypeName.DECIMAL, Math.max(number.precision(), Math.max(scale, 1)), scale);
      return REX.makeAbstractCast(type, REX.makeExactLiteral(number, digits), false);
    }
    if (value instanceof String) {
      return REX.makeLiteral(value, type, true, false);
    }
    long number = (Long) value;
    return switch (type.getSqlTypeName()) {
      case BOOLEAN -> REX.makeLiteral(number == 1);
      case DATE ->
          isPrintable(number * DAY)
              ? REX.makeDateLiteral(DateString.fromDaysSinceEpoch((int) number))
              : null;
      case TIME -> REX.makeTimeLiteral(TimeString.fromMillisOfDay((int) number), 3);
      case TIMESTAMP ->
          isPrintable(number)
              ? REX.makeTimestampLiteral(TimestampString.fromMillisSinceEpoch(number), 3)
              : null;
      case TINYINT, SMALLINT, INTEGER, BIGINT ->
          REX.makeExactLiteral(BigDecimal.valueOf(number), type);
      default ->
          REX.makeIntervalLiteral(
              BigDecimal.valueOf(number), Objects.requireNonNull(type.getIntervalQualifier()));
    };
  }

  private static boolean isPrintable(long millis) {
    return millis >= YEAR_1 && millis < YEAR_10000;
  }

  /** NaN and the infinities are casts of texts, -0.0 is a product. */
  private static RexNode of(Double number, RelDataType type) {
    if (number.isNaN() || number.isInfinite()) {
      RelDataType text = REX.getTypeFactory().createSqlType(SqlTypeName.VARCHAR);
      return REX.makeAbstractCast(
          type, REX.makeLiteral(number.toString(), text, true, false), false);
    }
    if (number.equals(-0.0)) {
      return REX.makeCall(
          SqlStdOperatorTable.MULTIPLY,
          REX.makeLiteral(0.0, type, true, false),
          REX.makeLiteral(-1.0, type, true, false));
    }
    return REX.makeLiteral(number, type, true, false);
  }
}
