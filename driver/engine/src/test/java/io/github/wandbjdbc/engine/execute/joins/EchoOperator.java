package io.github.wandbjdbc.engine.execute.joins;

import io.github.wandbjdbc.engine.source.Execution;
import io.github.wandbjdbc.engine.source.Operator;
import io.github.wandbjdbc.engine.values.Batch;
import io.github.wandbjdbc.engine.values.ColumnVector;
import io.github.wandbjdbc.engine.values.LongColumn;
import org.jspecify.annotations.Nullable;

/** One row: the first field of a correlation's left row, looked up when the column is asked for. */
final class EchoOperator implements Operator {
  private final Object variable;
  private final Execution execution;
  private boolean given;

  EchoOperator(Object variable, Execution execution) {
    this.variable = variable;
    this.execution = execution;
  }

  @Override
  public @Nullable Batch next() {
    if (given) {
      return null;
    }
    given = true;
    return new Batch() {
      @Override
      public int size() {
        return 1;
      }

      @Override
      public ColumnVector column(int index) {
        LongColumn column = new LongColumn(1);
        if (execution.get(variable) instanceof @Nullable Object[] row) {
          column.set(0, row[0]);
        }
        return column;
      }
    };
  }

  @Override
  public void close() {}
}
