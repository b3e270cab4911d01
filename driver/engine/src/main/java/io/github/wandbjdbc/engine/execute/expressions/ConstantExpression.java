package io.github.wandbjdbc.engine.execute.expressions;

import io.github.wandbjdbc.engine.values.Batch;
import io.github.wandbjdbc.engine.values.ColumnVector;
import io.github.wandbjdbc.engine.values.Kind;
import org.jspecify.annotations.Nullable;

/** The same value for each row. */
final class ConstantExpression implements Expression {
  private final @Nullable Object value;
  private final ColumnVector column;
  private int filled;

  ConstantExpression(@Nullable Object value, Kind kind) {
    this.value = value;
    this.column = ColumnVector.of(kind, 1);
  }

  /** The value, null for NULL. */
  @Nullable Object value() {
    return value;
  }

  @Override
  public ColumnVector of(Batch batch) {
    if (filled < batch.size()) {
      column.grow(Math.max(batch.size(), batch.size() == 1 ? 1 : Batch.MOST_ROWS));
      for (; filled < column.capacity(); filled++) {
        column.set(filled, value);
      }
    }
    return column;
  }
}
