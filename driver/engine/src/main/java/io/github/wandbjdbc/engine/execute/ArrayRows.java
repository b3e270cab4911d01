package io.github.wandbjdbc.engine.execute;

import io.github.wandbjdbc.engine.source.RowSource;
import io.github.wandbjdbc.engine.values.Kernels;
import java.math.BigDecimal;
import org.apache.calcite.linq4j.Enumerator;
import org.jspecify.annotations.Nullable;

/**
 * Rows as Calcite's tables and table functions give them: arrays of values as Java has them, such
 * as an {@link Integer} or a {@link Boolean}.
 */
public final class ArrayRows implements RowSource {
  private final Enumerator<? extends @Nullable Object> rows;
  private final boolean atHand;
  private @Nullable Object[] row = new @Nullable Object[0];

  /**
   * The rows of {@code rows}, each an array, or, where rows have one field, its value.
   *
   * @param atHand whether they are in memory, and not fetched as they are asked for
   */
  public ArrayRows(Enumerator<? extends @Nullable Object> rows, boolean atHand) {
    this.rows = rows;
    this.atHand = atHand;
  }

  @Override
  public boolean advance() {
    if (!rows.moveNext()) {
      return false;
    }
    Object current = rows.current();
    row = current instanceof @Nullable Object[] array ? array : new @Nullable Object[] {current};
    return true;
  }

  @Override
  public @Nullable Object value(int index) {
    return held(row[index]);
  }

  /** {@code value} in the class that a column of its type gives. */
  private static @Nullable Object held(@Nullable Object value) {
    if (value instanceof Boolean truth) {
      return Kernels.bool(truth);
    }
    if (value instanceof Float number) {
      return number.doubleValue();
    }
    if (value instanceof Number number
        && !(value instanceof Double || value instanceof BigDecimal)) {
      return number.longValue();
    }
    return value instanceof Character letter ? letter.toString() : value;
  }

  @Override
  public boolean isAtHand() {
    return atHand;
  }

  @Override
  public void close() {
    rows.close();
  }
}
