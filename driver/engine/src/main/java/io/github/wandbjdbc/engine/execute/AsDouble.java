package io.github.wandbjdbc.engine.execute;

import io.github.wandbjdbc.engine.execute.expressions.Expression;
import io.github.wandbjdbc.engine.values.Batch;
import io.github.wandbjdbc.engine.values.Column;
import io.github.wandbjdbc.engine.values.DoubleColumn;

/** The doubles that numbers of another type become. */
final class AsDouble implements Expression {
  private final Expression number;
  private final DoubleColumn column = new DoubleColumn(Batch.MOST_ROWS);

  AsDouble(Expression number) {
    this.number = number;
  }

  @Override
  public Column of(Batch batch) {
    Column from = number.of(batch);
    if (from instanceof DoubleColumn) {
      return from;
    }
    column.clearNulls();
    column.grow(batch.size());
    for (int i = 0; i < batch.size(); i++) {
      if (from.get(i) instanceof Number value) {
        column.set(i, value.doubleValue());
      } else {
        column.setNull(i);
      }
    }
    return column;
  }
}
