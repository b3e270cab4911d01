package io.github.wandbjdbc.engine.execute.expressions;

import io.github.wandbjdbc.engine.values.Batch;
import io.github.wandbjdbc.engine.values.Column;
import io.github.wandbjdbc.engine.values.Kind;
import org.jspecify.annotations.Nullable;

/** The same value for each row. */
final class Constant implements Expression {
  private final @Nullable Object value;
  private final Column column;
  private int filled;

  Constant(@Nullable Object value, Kind kind) {
    this.value = value;
    this.column = Column.of(kind, 1);
  }

  /** The value, null for NULL. */
  @Nullable Object value() {
    return value;
  }

  @Override
  public Column of(Batch batch) {
    if (filled < batch.size()) {
      column.grow(Math.max(batch.size(), batch.size() == 1 ? 1 : Batch.MOST_ROWS));
      for (; filled < column.capacity(); filled++) {
        column.set(filled, value);
      }
    }
    return column;
  }
}
