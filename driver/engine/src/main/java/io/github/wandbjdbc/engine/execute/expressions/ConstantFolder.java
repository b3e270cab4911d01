package io.github.wandbjdbc.engine.execute.expressions;

import io.github.wandbjdbc.engine.source.Execution;
import io.github.wandbjdbc.engine.source.Memory;
import io.github.wandbjdbc.engine.source.Scope;
import io.github.wandbjdbc.engine.values.Batch;
import io.github.wandbjdbc.engine.values.ColumnBatch;
import io.github.wandbjdbc.engine.values.ColumnVector;
import io.github.wandbjdbc.engine.values.Numeric;
import java.math.BigDecimal;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexExecutor;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexVisitorImpl;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.util.DateString;
import org.apache.calcite.util.TimeString;
import org.apache.calcite.util.TimestampString;
import org.jspecify.annotations.Nullable;

/**
 * Computes constants while a statement is planned, as they would be computed when it is executed.
 * What fails, or has no literal, stays as it is written.
 */
public final class ConstantFolder implements RexExecutor {
  /** For all planners. */
  public static final ConstantFolder INSTANCE = new ConstantFolder();

  private static final long MILLIS_PER_DAY = 86_400_000;

  private static final Batch ONE_ROW = new ColumnBatch(new ColumnVector[0], 1);

  private ConstantFolder() {}

  @Override
  public void reduce(RexBuilder builder, List<RexNode> constants, List<RexNode> reduced) {
    Execution execution = new Execution(Scope.UNBOUNDED, new Memory(1 << 20), List.of());
    for (RexNode constant : constants) {
      reduced.add(reduced(builder, constant, execution));
    }
  }

  private static RexNode reduced(RexBuilder builder, RexNode constant, Execution execution) {
    if (!isSame(constant)) {
      return constant;
    }
    try {
      Object value = Expressions.of(constant, execution).of(ONE_ROW).get(0);
      RexNode literal = literal(builder, value, constant.getType());
      return literal == null ? constant : literal;
    } catch (RuntimeException e) {
      // It fails where it is executed, if it is.
      return constant;
    }
  }

  /** Whether {@code node} is the same in each execution. */
  private static boolean isSame(RexNode node) {
    boolean[] same = {true};
    node.accept(
        new RexVisitorImpl<@Nullable Void>(true) {
          @Override
          public @Nullable Void visitCall(RexCall call) {
            same[0] &=
                call.getOperator().isDeterministic() && !call.getOperator().isDynamicFunction();
            return super.visitCall(call);
          }
        });
    return same[0];
  }

  private static @Nullable RexNode literal(
      RexBuilder builder, @Nullable Object value, RelDataType type) {
    if (value == null) {
      return builder.makeNullLiteral(type);
    }
    if (Numeric.isFree(type) || (value instanceof Double number && !Double.isFinite(number))) {
      return null;
    }
    return switch (type.getSqlTypeName()) {
      case BOOLEAN -> builder.makeLiteral((Long) value != 0, type, true, false);
      case TINYINT, SMALLINT, INTEGER, BIGINT ->
          builder.makeLiteral(BigDecimal.valueOf((Long) value), type, true, false);
      case DOUBLE, DECIMAL, VARCHAR -> builder.makeLiteral(value, type, true, false);
      case CHAR -> builder.makeLiteral(value, type, true, false);
      case DATE ->
          isPrintable((Long) value * MILLIS_PER_DAY)
              ? builder.makeDateLiteral(
                  DateString.fromDaysSinceEpoch(Math.toIntExact((Long) value)))
              : null;
      case TIME ->
          builder.makeTimeLiteral(
              TimeString.fromMillisOfDay(Math.toIntExact((Long) value)), type.getPrecision());
      case TIMESTAMP ->
          isPrintable((Long) value)
              ? builder.makeTimestampLiteral(
                  TimestampString.fromMillisSinceEpoch((Long) value), type.getPrecision())
              : null;
      default ->
          SqlTypeUtil.isInterval(type)
              ? builder.makeIntervalLiteral(
                  BigDecimal.valueOf((Long) value), type.getIntervalQualifier())
              : null;
    };
  }

  /** Calcite's literals know four digits of a year. */
  private static boolean isPrintable(long millis) {
    return millis >= -62_135_596_800_000L && millis < 253_402_300_800_000L;
  }
}
