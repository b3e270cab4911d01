package io.github.wandbjdbc.engine.values.numbers;

import static io.github.wandbjdbc.engine.values.ValueType.ANY;
import static io.github.wandbjdbc.engine.values.ValueType.BIGINT;
import static io.github.wandbjdbc.engine.values.ValueType.DOUBLE;
import static io.github.wandbjdbc.engine.values.ValueType.INTEGER;
import static io.github.wandbjdbc.engine.values.ValueType.NUMERIC;

import io.github.wandbjdbc.engine.values.Column;
import io.github.wandbjdbc.engine.values.Entry;
import io.github.wandbjdbc.engine.values.Family;
import io.github.wandbjdbc.engine.values.Kernel;
import io.github.wandbjdbc.engine.values.LongColumn;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Functions that count NULLs, and that give something in place of NULL, NaN or 0. */
public final class NullFunctions implements Family {
  @Override
  public String title() {
    return "NULL, and what stands for it";
  }

  @Override
  public List<String> names() {
    return List.of("NUM_NULLS", "NUM_NONNULLS", "NANVL", "ZEROIFNULL", "NULLIFZERO");
  }

  @Override
  public Entry entry(String name) {
    Entry.Builder entry = Entry.named(name);
    return switch (name) {
      case "NUM_NULLS" ->
          entry
              .manual("NUM_NULLS(x, …): the number of values that are NULL")
              .neverNull(INTEGER, counting(true), ANY, ANY)
              .variadic()
              .entry();
      case "NUM_NONNULLS" ->
          entry
              .manual("NUM_NONNULLS(x, …): the number of values that are not NULL")
              .neverNull(INTEGER, counting(false), ANY, ANY)
              .variadic()
              .entry();
      case "NANVL" ->
          entry
              .manual("NANVL(x, y): y if x is NaN, otherwise x")
              .nullable(DOUBLE, NullFunctions::notNan, DOUBLE, DOUBLE)
              .entry();
      case "ZEROIFNULL" ->
          entry
              .manual("ZEROIFNULL(x): 0 for NULL, otherwise x")
              .neverNull(INTEGER, notNull(0L), INTEGER)
              .neverNull(BIGINT, notNull(0L), BIGINT)
              .neverNull(NUMERIC, notNull(BigDecimal.ZERO), NUMERIC)
              .neverNull(DOUBLE, notNull(0.0), DOUBLE)
              .entry();
      case "NULLIFZERO" ->
          entry
              .manual("NULLIFZERO(x): NULL for 0, otherwise x")
              .strictOrNull(INTEGER, NullFunctions::notZero, INTEGER)
              .strictOrNull(BIGINT, NullFunctions::notZero, BIGINT)
              .strictOrNull(NUMERIC, NullFunctions::notZero, NUMERIC)
              .strictOrNull(DOUBLE, NullFunctions::notZero, DOUBLE)
              .entry();
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static Kernel counting(boolean nulls) {
    return (operands, size, result, look) -> {
      long[] to = ((LongColumn) result).values();
      for (int i = 0; i < size; i++) {
        long count = 0;
        for (Column operand : operands) {
          count += operand.isNull(i) == nulls ? 1 : 0;
        }
        to[i] = count;
      }
    };
  }

  private static Kernel notNull(Object zero) {
    return (operands, size, result, look) -> {
      for (int i = 0; i < size; i++) {
        if (operands[0].isNull(i)) {
          result.set(i, zero);
        } else {
          result.copy(i, operands[0], i);
        }
      }
    };
  }

  private static void notNan(Column[] operands, int size, Column result, Runnable look) {
    for (int i = 0; i < size; i++) {
      boolean isNan = operands[0].get(i) instanceof Double number && number.isNaN();
      result.set(i, operands[isNan ? 1 : 0].get(i));
    }
  }

  private static void notZero(Column[] operands, int size, Column result, Runnable look) {
    for (int i = 0; i < size; i++) {
      if (isZero(operands[0].get(i))) {
        result.setNull(i);
      } else {
        result.copy(i, operands[0], i);
      }
    }
  }

  private static boolean isZero(@Nullable Object number) {
    if (number instanceof BigDecimal decimal) {
      return decimal.signum() == 0;
    }
    return number != null && ((Number) number).doubleValue() == 0;
  }
}
