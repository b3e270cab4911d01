package io.github.wandbjdbc.client.parquet;

import io.github.wandbjdbc.client.Misfit;
import io.github.wandbjdbc.client.ValueType;
import io.github.wandbjdbc.client.values.LoggedValues;
import io.github.wandbjdbc.client.values.StoredNumber;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a value goes, and what it should be.
 *
 * @param index of the wanted column
 * @param besideMaps whether a map is none
 */
record ValueTarget(int index, ValueType type, boolean besideMaps) {

  /** Puts {@code value} into {@code row} of {@code rows}, unless there is none. */
  void put(LoggedValues rows, int row, @Nullable Object value) {
    if (value != null && !(besideMaps && isMap(value))) {
      rows.set(row, index, fitted(value));
    }
  }

  private static boolean isMap(Object value) {
    return value instanceof Map<?, ?> map
        && !map.isEmpty()
        && !(map.get("_type") instanceof String);
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
      return StoredNumber.of(number);
    }
    if (value instanceof Long number) {
      return (double) number;
    }
    if (value instanceof BigDecimal number && !Double.isInfinite(number.doubleValue())) {
      return number.doubleValue();
    }
    Double named = value instanceof String text ? StoredNumber.named(text) : null;
    return named == null ? new Misfit(Value.json(value)) : named;
  }

  private static String text(Object value) {
    if (value instanceof String text) {
      return text;
    }
    return value instanceof Double number && !Double.isFinite(number)
        ? StoredNumber.name(number)
        : Value.json(value);
  }
}
