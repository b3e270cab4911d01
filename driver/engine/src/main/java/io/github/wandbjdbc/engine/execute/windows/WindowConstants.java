package io.github.wandbjdbc.engine.execute.windows;

import static java.util.Objects.requireNonNull;

import io.github.wandbjdbc.engine.values.ColumnVector;
import io.github.wandbjdbc.engine.values.EngineType;
import io.github.wandbjdbc.engine.values.Kind;
import io.github.wandbjdbc.engine.values.windows.Operand;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import org.apache.calcite.rex.RexLiteral;
import org.jspecify.annotations.Nullable;

/** Constants of windows as columns, of as many rows as there are. */
final class WindowConstants {
  private final int size;
  private final WindowBytes bytes;
  private final Map<Operand, ColumnVector> columns = new HashMap<>();

  WindowConstants(int size, WindowBytes bytes) {
    this.size = size;
    this.bytes = bytes;
  }

  /** The value of {@code literal} as columns hold it; null is NULL. */
  static @Nullable Object value(RexLiteral literal) {
    if (literal.isNull()) {
      return null;
    }
    return switch (EngineType.of(literal.getType())) {
      case BOOLEAN -> RexLiteral.booleanValue(literal) ? 1L : 0L;
      case DOUBLE -> requireNonNull(literal.getValueAs(Double.class));
      case NUMERIC -> requireNonNull(literal.getValueAs(BigDecimal.class));
      case TEXT -> requireNonNull(literal.getValueAs(String.class));
      case DATE, TIME -> (long) requireNonNull(literal.getValueAs(Integer.class));
      case INTEGER, BIGINT, TIMESTAMP, MONTHS, DURATION ->
          requireNonNull(literal.getValueAs(Long.class));
      case ANY -> throw new IllegalArgumentException("unknown kind of literal: " + literal);
    };
  }

  /** {@code constant} in each row. */
  ColumnVector column(Operand constant) {
    ColumnVector known = columns.get(constant);
    if (known != null) {
      return known;
    }
    bytes.reserve(9L * size);
    ColumnVector column = ColumnVector.of(Kind.of(constant.type()), size);
    for (int i = 0; i < size; i++) {
      column.set(i, constant.constant());
    }
    columns.put(constant, column);
    return column;
  }
}
