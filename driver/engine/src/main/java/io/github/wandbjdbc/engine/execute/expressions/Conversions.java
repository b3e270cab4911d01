package io.github.wandbjdbc.engine.execute.expressions;

import io.github.wandbjdbc.engine.values.Column;
import io.github.wandbjdbc.engine.values.DoubleColumn;
import io.github.wandbjdbc.engine.values.Kernel;
import io.github.wandbjdbc.engine.values.Kernels;
import io.github.wandbjdbc.engine.values.LongColumn;
import io.github.wandbjdbc.engine.values.ValueType;
import io.github.wandbjdbc.engine.values.casts.Casts;
import java.math.BigDecimal;
import org.apache.calcite.rel.type.RelDataType;
import org.jspecify.annotations.Nullable;

/** Implicit conversions between types. */
final class Conversions {
  private static final long MILLIS_PER_DAY = 86_400_000;

  private Conversions() {}

  /**
   * From {@code from} to {@code to}; null if they are held alike, so that there's nothing to do.
   */
  static @Nullable Kernel kernel(RelDataType from, RelDataType to) {
    ValueType wanted = ValueType.of(to);
    Kernel kernel = widening(ValueType.of(from), wanted);
    return kernel != null || isAlike(ValueType.of(from), wanted) ? kernel : Casts.kernel(from, to);
  }

  /** From {@code from} to a {@code to} that it serves as; null if there's nothing to do. */
  static @Nullable Kernel widening(ValueType from, ValueType to) {
    return switch (to) {
      case DOUBLE ->
          switch (from) {
            case INTEGER, BIGINT -> Conversions::longsToDoubles;
            case NUMERIC -> Kernels.strict(operands -> ((BigDecimal) operands[0]).doubleValue());
            default -> null;
          };
      case NUMERIC ->
          from == ValueType.INTEGER || from == ValueType.BIGINT
              ? Kernels.strict(operands -> BigDecimal.valueOf((Long) operands[0]))
              : null;
      case TIMESTAMP ->
          from == ValueType.DATE
              ? Kernels.longs(days -> Math.multiplyExact(days, MILLIS_PER_DAY))
              : null;
      default -> null;
    };
  }

  /** Whether values of the two are held alike, or one is a bare NULL. */
  private static boolean isAlike(ValueType from, ValueType to) {
    return from == to
        || from == ValueType.ANY
        || to == ValueType.ANY
        || (from == ValueType.INTEGER && to == ValueType.BIGINT)
        || (from == ValueType.BIGINT && to == ValueType.INTEGER);
  }

  private static void longsToDoubles(Column[] operands, int size, Column result, Runnable look) {
    long[] from = ((LongColumn) operands[0]).values();
    double[] to = ((DoubleColumn) result).values();
    for (int i = 0; i < size; i++) {
      if (operands[0].isNull(i)) {
        result.setNull(i);
      } else {
        to[i] = from[i];
      }
    }
  }
}
