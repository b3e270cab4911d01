package io.github.wandbjdbc.engine.values;

import java.math.BigDecimal;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.LongBinaryOperator;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/** Kernels over methods on single values. All but {@link #nullable} give NULL for any NULL. */
public final class Kernels {
  private Kernels() {}

  /** A method on values none of which is null, in the classes of {@link ColumnVector#get}. */
  @FunctionalInterface
  public interface Strict {
    /** The value, null for NULL. */
    @Nullable Object apply(Object[] operands);
  }

  /** A method on values any of which may be null, in the classes of {@link ColumnVector#get}. */
  @FunctionalInterface
  public interface OfNullable {
    /** The value, null for NULL. */
    @Nullable Object apply(@Nullable Object[] operands);
  }

  /** A method on texts that may take long. */
  @FunctionalInterface
  public interface Long1 {
    /** The value, null for NULL. */
    @Nullable Object apply(Object[] operands, Runnable look);
  }

  /** Of a double, a double. */
  public static Kernel doubles(DoubleUnaryOperator function) {
    return (operands, size, result, look) -> {
      ColumnVector operand = operands[0];
      double[] from = ((DoubleColumn) operand).values();
      double[] to = ((DoubleColumn) result).values();
      for (int i = 0; i < size; i++) {
        if (operand.isNull(i)) {
          result.setNull(i);
        } else {
          to[i] = function.applyAsDouble(from[i]);
        }
      }
    };
  }

  /** Of two doubles, a double. */
  public static Kernel doubles(DoubleBinaryOperator function) {
    return (operands, size, result, look) -> {
      double[] left = ((DoubleColumn) operands[0]).values();
      double[] right = ((DoubleColumn) operands[1]).values();
      double[] to = ((DoubleColumn) result).values();
      for (int i = 0; i < size; i++) {
        if (operands[0].isNull(i) || operands[1].isNull(i)) {
          result.setNull(i);
        } else {
          to[i] = function.applyAsDouble(left[i], right[i]);
        }
      }
    };
  }

  /** Of what is held as a long, likewise. */
  public static Kernel longs(LongUnaryOperator function) {
    return (operands, size, result, look) -> {
      ColumnVector operand = operands[0];
      long[] from = ((LongColumn) operand).values();
      long[] to = ((LongColumn) result).values();
      for (int i = 0; i < size; i++) {
        if (operand.isNull(i)) {
          result.setNull(i);
        } else {
          to[i] = function.applyAsLong(from[i]);
        }
      }
    };
  }

  /** Of two that are held as longs, likewise. */
  public static Kernel longs(LongBinaryOperator function) {
    return (operands, size, result, look) -> {
      long[] left = ((LongColumn) operands[0]).values();
      long[] right = ((LongColumn) operands[1]).values();
      long[] to = ((LongColumn) result).values();
      for (int i = 0; i < size; i++) {
        if (operands[0].isNull(i) || operands[1].isNull(i)) {
          result.setNull(i);
        } else {
          to[i] = function.applyAsLong(left[i], right[i]);
        }
      }
    };
  }

  /** Of values none of which is NULL. */
  public static Kernel strict(Strict function) {
    return looking((operands, look) -> function.apply(operands));
  }

  /** Of values none of which is NULL; for functions that may take long for one. */
  public static Kernel looking(Long1 function) {
    return (operands, size, result, look) -> {
      Object[] values = new Object[operands.length];
      rows:
      for (int i = 0; i < size; i++) {
        for (int k = 0; k < operands.length; k++) {
          Object value = operands[k].get(i);
          if (value == null) {
            result.setNull(i);
            continue rows;
          }
          values[k] = value;
        }
        result.set(i, function.apply(values, look));
      }
    };
  }

  /** Of values any of which may be NULL. */
  public static Kernel nullable(OfNullable function) {
    return (operands, size, result, look) -> {
      @Nullable Object[] values = new @Nullable Object[operands.length];
      for (int i = 0; i < size; i++) {
        for (int k = 0; k < operands.length; k++) {
          values[k] = operands[k].get(i);
        }
        result.set(i, function.apply(values));
      }
    };
  }

  /**
   * The first {@code size} values of a column of numbers as doubles, anything where one is NULL;
   * not to be written to.
   */
  public static double[] asDoubles(ColumnVector column, int size) {
    if (column instanceof DoubleColumn doubles) {
      return doubles.values();
    }
    double[] converted = new double[size];
    if (column instanceof LongColumn longs) {
      long[] values = longs.values();
      for (int i = 0; i < size; i++) {
        converted[i] = values[i];
      }
      return converted;
    }
    for (int i = 0; i < size; i++) {
      Object value = column.get(i);
      converted[i] = value == null ? 0 : ((BigDecimal) value).doubleValue();
    }
    return converted;
  }

  /** {@code true} as BOOLEAN is held. */
  public static long bool(boolean value) {
    return value ? 1 : 0;
  }
}
