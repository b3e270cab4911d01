package io.github.wandbjdbc.client.parquet;

import io.github.wandbjdbc.client.LoggedValues;
import io.github.wandbjdbc.client.Misfit;
import io.github.wandbjdbc.client.ValueType;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Where a value goes, and what it should be.
 *
 * @param index of the wanted column
 */
record Target(int index, ValueType type) {

  /** Puts {@code value} into {@code row} of {@code rows}, unless it is null. */
  void put(LoggedValues rows, int row, @Nullable Object value) {
    if (value != null) {
      rows.set(row, index, fitted(value));
    }
  }

  /** The value as a row of the API would give it. */
  private Object fitted(Object value) {
    return switch (type) {
      case NUMBER -> number(value);
      case BOOLEAN -> value instanceof Boolean ? value : new Misfit(Value.json(value));
      case TEXT -> text(value);
    };
  }

  private static Object number(Object value) {
    if (value instanceof Double number) {
      return number + 0.0; // turns -0.0 into 0.0
    }
    if (value instanceof Long number) {
      return (double) number;
    }
    if (value instanceof BigDecimal number && !Double.isInfinite(number.doubleValue())) {
      return number.doubleValue();
    }
    if (value instanceof String text) {
      switch (text) {
        case "NaN" -> {
          return Double.NaN;
        }
        case "Infinity" -> {
          return Double.POSITIVE_INFINITY;
        }
        case "-Infinity" -> {
          return Double.NEGATIVE_INFINITY;
        }
        default -> {
          // Text that is no number.
        }
      }
    }
    return new Misfit(Value.json(value));
  }

  private static String text(Object value) {
    if (value instanceof String text) {
      return text;
    }
    return value instanceof Double number && !Double.isFinite(number)
        ? Double.toString(number)
        : Value.json(value);
  }
}
