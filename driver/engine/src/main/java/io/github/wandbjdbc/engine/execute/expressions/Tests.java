package io.github.wandbjdbc.engine.execute.expressions;

import io.github.wandbjdbc.engine.values.Column;
import io.github.wandbjdbc.engine.values.Kernel;
import io.github.wandbjdbc.engine.values.Kernels;
import io.github.wandbjdbc.engine.values.LongColumn;
import org.apache.calcite.sql.SqlKind;

/** NOT, and the tests that never give NULL. */
final class Tests {
  private Tests() {}

  /** The kernel of {@code kind}, with one operand. */
  static Kernel kernel(SqlKind kind) {
    return switch (kind) {
      case NOT -> Kernels.longs(value -> 1 - value);
      case IS_NULL -> test((operand, i) -> operand.isNull(i));
      case IS_NOT_NULL -> test((operand, i) -> !operand.isNull(i));
      case IS_TRUE -> test((operand, i) -> !operand.isNull(i) && isSet(operand, i));
      case IS_FALSE -> test((operand, i) -> !operand.isNull(i) && !isSet(operand, i));
      case IS_NOT_TRUE -> test((operand, i) -> operand.isNull(i) || !isSet(operand, i));
      case IS_NOT_FALSE -> test((operand, i) -> operand.isNull(i) || isSet(operand, i));
      default -> throw new IllegalArgumentException(kind.toString());
    };
  }

  private static boolean isSet(Column column, int place) {
    return ((LongColumn) column).values()[place] != 0;
  }

  private interface Test {
    boolean holds(Column operand, int place);
  }

  private static Kernel test(Test test) {
    return (operands, size, result, look) -> {
      long[] to = ((LongColumn) result).values();
      for (int i = 0; i < size; i++) {
        to[i] = Kernels.bool(test.holds(operands[0], i));
      }
    };
  }
}
