package io.github.wandbjdbc.engine.execute;

import io.github.wandbjdbc.engine.execute.expressions.Held;
import io.github.wandbjdbc.engine.source.RowSource;
import io.github.wandbjdbc.engine.values.Kind;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.apache.calcite.linq4j.Enumerator;
import org.jspecify.annotations.Nullable;

/**
 * Rows as Calcite's tables and table functions give them: arrays of values as Java has them, such
 * as an {@link Integer} or a {@link Boolean}.
 */
public final class ArrayRows implements RowSource {
  private final Enumerator<? extends @Nullable Object> rows;
  private final List<Kind> kinds;
  private final BooleanSupplier atHand;
  private @Nullable Object[] row = new @Nullable Object[0];

  /**
   * The rows of {@code rows}, each an array, or, where rows have one field, its value.
   *
   * @param kinds how the fields of the rows are held
   * @param atHand whether the next row is there, and not fetched once it is asked for
   */
  public ArrayRows(
      Enumerator<? extends @Nullable Object> rows, List<Kind> kinds, BooleanSupplier atHand) {
    this.rows = rows;
    this.kinds = List.copyOf(kinds);
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
    return Held.of(row[index], kinds.get(index));
  }

  @Override
  public boolean isAtHand() {
    return atHand.getAsBoolean();
  }

  @Override
  public void close() {
    rows.close();
  }
}
