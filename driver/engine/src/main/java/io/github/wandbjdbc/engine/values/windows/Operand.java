package io.github.wandbjdbc.engine.values.windows;

import org.apache.calcite.rel.type.RelDataType;
import org.jspecify.annotations.Nullable;

/**
 * An operand of a window's call: a field of the input, or a constant.
 *
 * @param field the index of the field, below 0 for a constant
 * @param constant the constant, in the class of {@link
 *     io.github.wandbjdbc.engine.values.ColumnVector#get}; null is NULL, or that it is a field
 */
public record Operand(RelDataType type, int field, @Nullable Object constant) {
  /** Field {@code index} of the input. */
  public static Operand field(RelDataType type, int index) {
    return new Operand(type, index, null);
  }

  /** The same for all rows. */
  public static Operand constant(RelDataType type, @Nullable Object value) {
    return new Operand(type, -1, value);
  }

  /** Whether it is the same for all rows. */
  public boolean isConstant() {
    return field < 0;
  }
}
