package io.github.wandbjdbc.engine.execute.expressions;

import io.github.wandbjdbc.engine.values.Batch;
import io.github.wandbjdbc.engine.values.ColumnVector;
import io.github.wandbjdbc.engine.values.Kind;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A value that is the same for each row of a batch, and looked up anew for each batch. */
final class Variable implements Expression {
  private final Supplier<@Nullable Object> value;
  private final ColumnVector column;

  Variable(Supplier<@Nullable Object> value, Kind kind) {
    this.value = value;
    this.column = ColumnVector.of(kind, 1);
  }

  @Override
  public ColumnVector of(Batch batch) {
    Object now = value.get();
    column.clearNulls();
    column.grow(batch.size());
    for (int i = 0; i < batch.size(); i++) {
      column.set(i, now);
    }
    return column;
  }
}
