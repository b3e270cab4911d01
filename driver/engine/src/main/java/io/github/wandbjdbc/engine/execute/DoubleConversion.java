package io.github.wandbjdbc.engine.execute;

import io.github.wandbjdbc.engine.execute.expressions.Expression;
import io.github.wandbjdbc.engine.values.Batch;
import io.github.wandbjdbc.engine.values.ColumnVector;
import io.github.wandbjdbc.engine.values.DoubleColumn;

/** The doubles that numbers of another type become. */
final class DoubleConversion implements Expression {
  private final Expression number;
  private final DoubleColumn column = new DoubleColumn(Batch.MOST_ROWS);

  DoubleConversion(Expression number) {
    this.number = number;
  }

  @Override
  public ColumnVector of(Batch batch) {
    ColumnVector from = number.of(batch);
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
