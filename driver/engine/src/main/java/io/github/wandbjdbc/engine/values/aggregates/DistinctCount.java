package io.github.wandbjdbc.engine.values.aggregates;

import io.github.wandbjdbc.engine.values.Accumulator;
import io.github.wandbjdbc.engine.values.ColumnVector;
import io.github.wandbjdbc.engine.values.LongColumn;
import io.github.wandbjdbc.engine.values.ObjectColumn;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** APPROX_COUNT_DISTINCT, which is exact. */
final class DistinctCount implements Accumulator {
  private static final long BYTES_EACH = 48;

  private @Nullable Set<Object>[] values = sets(0);
  private long bytes;

  @SuppressWarnings({"unchecked", "rawtypes"}) // There are no arrays of generic types.
  private static @Nullable Set<Object>[] sets(int count) {
    return (Set<Object>[]) new Set[count];
  }

  @Override
  public void grow(int groups) {
    values = Arrays.copyOf(values, groups);
  }

  @Override
  public void add(int group, ColumnVector[] operands, int place) {
    Object value = operands[0].get(place);
    if (value == null) {
      return;
    }
    Set<Object> known = values[group];
    if (known == null) {
      known = new HashSet<>();
      values[group] = known;
    }
    if (known.add(key(value))) {
      bytes += BYTES_EACH + ObjectColumn.bytesOf(value);
    }
  }

  /** Equal for values that are one. */
  private static Object key(Object value) {
    if (value instanceof Double number) {
      // -0.0 becomes 0.0.
      return number + 0.0;
    }
    if (value instanceof BigDecimal number) {
      return number.stripTrailingZeros();
    }
    if (value instanceof List<?> row) {
      List<@Nullable Object> keys = new ArrayList<>();
      for (Object item : row) {
        keys.add(item == null ? null : key(item));
      }
      return keys;
    }
    return value;
  }

  @Override
  public void result(int group, ColumnVector to, int place) {
    Set<Object> known = values[group];
    ((LongColumn) to).set(place, known == null ? 0 : known.size());
  }

  @Override
  public void reset(int group) {
    Set<Object> known = values[group];
    if (known != null) {
      known.forEach(value -> bytes -= BYTES_EACH + ObjectColumn.bytesOf(value));
    }
    values[group] = null;
  }

  @Override
  public long bytes() {
    return 8L * values.length + bytes;
  }
}
