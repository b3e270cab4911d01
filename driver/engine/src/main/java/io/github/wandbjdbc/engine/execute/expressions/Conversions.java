package io.github.wandbjdbc.engine.execute.expressions;

import io.github.wandbjdbc.engine.values.ColumnVector;
import io.github.wandbjdbc.engine.values.DoubleColumn;
import io.github.wandbjdbc.engine.values.EngineType;
import io.github.wandbjdbc.engine.values.Kernel;
import io.github.wandbjdbc.engine.values.Kernels;
import io.github.wandbjdbc.engine.values.LongColumn;
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
    EngineType wanted = EngineType.of(to);
    Kernel kernel = widening(EngineType.of(from), wanted);
    return kernel != null || isAlike(EngineType.of(from), wanted) ? kernel : Casts.kernel(from, to);
  }

  /** From {@code from} to a {@code to} that it serves as; null if there's nothing to do. */
  static @Nullable Kernel widening(EngineType from, EngineType to) {
    return switch (to) {
      case DOUBLE ->
          switch (from) {
            case INTEGER, BIGINT -> Conversions::longsToDoubles;
            case NUMERIC -> Kernels.strict(operands -> ((BigDecimal) operands[0]).doubleValue());
            default -> null;
          };
      case NUMERIC ->
          from == EngineType.INTEGER || from == EngineType.BIGINT
              ? Kernels.strict(operands -> BigDecimal.valueOf((Long) operands[0]))
              : null;
      case TIMESTAMP ->
          from == EngineType.DATE
              ? Kernels.longs(days -> Math.multiplyExact(days, MILLIS_PER_DAY))
              : null;
      default -> null;
    };
  }

  /** Whether values of the two are held alike, or one is a bare NULL. */
  private static boolean isAlike(EngineType from, EngineType to) {
    return from == to
        || from == EngineType.ANY
        || to == EngineType.ANY
        || (from == EngineType.INTEGER && to == EngineType.BIGINT)
        || (from == EngineType.BIGINT && to == EngineType.INTEGER);
  }

  private static void longsToDoubles(
      ColumnVector[] operands, int size, ColumnVector result, Runnable look) {
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
