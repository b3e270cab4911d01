package io.github.wandbjdbc.engine.execute.windows;

import io.github.wandbjdbc.engine.values.ColumnVector;
import io.github.wandbjdbc.engine.values.LongColumn;
import org.jspecify.annotations.Nullable;

/** Which rows an aggregate of a window takes: those that its FILTER is TRUE for. */
final class WindowRowFilter {
  private final @Nullable LongColumn condition;
  private final ColumnVector[] operands;

  /** By {@code condition}, all if that is null; {@code operands} are those of the aggregate. */
  WindowRowFilter(@Nullable ColumnVector condition, ColumnVector[] operands) {
    this.condition = (LongColumn) condition;
    this.operands = operands;
  }

  /** The operands of the aggregate, by place. */
  ColumnVector[] operands() {
    return operands;
  }

  /** Whether the aggregate is given the row at {@code place}. */
  boolean takes(int place) {
    return condition == null || (!condition.isNull(place) && condition.values()[place] != 0);
  }

  /** Whether it is, and none of the operands is NULL there. */
  boolean takesValue(int place) {
    if (!takes(place)) {
      return false;
    }
    for (ColumnVector operand : operands) {
      if (operand.isNull(place)) {
        return false;
      }
    }
    return true;
  }
}
