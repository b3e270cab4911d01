package io.github.wandbjdbc.engine.execute;

import io.github.wandbjdbc.engine.execute.expressions.Expression;
import io.github.wandbjdbc.engine.values.Batch;
import io.github.wandbjdbc.engine.values.ColumnVector;

/** The value of field {@code index}. */
public record FieldExpression(int index) implements Expression {
  @Override
  public ColumnVector of(Batch batch) {
    return batch.column(index);
  }
}
