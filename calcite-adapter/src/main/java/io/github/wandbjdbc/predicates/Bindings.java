package io.github.wandbjdbc.predicates;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/** The values that placeholders have in one execution. */
public final class Bindings {
  private final Map<Placeholder, @Nullable Object> values = new HashMap<>();

  /** Gives each of {@code placeholders} the value of the same index. */
  public Bindings(List<Placeholder> placeholders, @Nullable Object[] values) {
    for (int i = 0; i < placeholders.size(); i++) {
      this.values.put(placeholders.get(i), normalize(placeholders.get(i), values[i]));
    }
  }

  /**
   * The value of {@code value} itself, or of the placeholder that it is; null is SQL's NULL. That
   * of a {@link Placeholder.RunBatch} is a list.
   */
  public @Nullable Object resolve(Object value) {
    return value instanceof Placeholder ? values.get(value) : value;
  }

  /** As literals come: numbers as {@link BigDecimal}, timestamps as {@link Instant}. */
  private static @Nullable Object normalize(Placeholder placeholder, @Nullable Object value) {
    if (!(value instanceof Number number)
        || !(placeholder instanceof Placeholder.Computed computed)) {
      return value;
    }
    if (computed.expression().getType().getSqlTypeName() == SqlTypeName.TIMESTAMP) {
      return Instant.ofEpochMilli(number.longValue());
    }
    if (number instanceof BigDecimal) {
      return number;
    }
    double approximate = number.doubleValue();
    if (!Double.isFinite(approximate)) {
      return approximate;
    }
    return number instanceof Double || number instanceof Float
        ? new BigDecimal(approximate)
        : (Object) BigDecimal.valueOf(number.longValue());
  }
}
