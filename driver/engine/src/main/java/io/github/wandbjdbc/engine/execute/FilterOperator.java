package io.github.wandbjdbc.engine.execute;

import io.github.wandbjdbc.engine.execute.expressions.RowPredicate;
import io.github.wandbjdbc.engine.execute.expressions.SelectedBatch;
import io.github.wandbjdbc.engine.source.Execution;
import io.github.wandbjdbc.engine.source.Operator;
import io.github.wandbjdbc.engine.values.Batch;
import org.jspecify.annotations.Nullable;

/** Gives the rows of its input that satisfy a condition. */
public final class FilterOperator implements Operator {
  private final Operator input;
  private final RowPredicate condition;
  private final Execution execution;
  private final SelectedBatch selected;
  private int[] places = new int[Batch.MOST_ROWS];

  public FilterOperator(Operator input, RowPredicate condition, Execution execution) {
    this.input = input;
    this.condition = condition;
    this.execution = execution;
    this.selected = new SelectedBatch();
  }

  @Override
  public @Nullable Batch next() {
    while (true) {
      execution.scope().check();
      Batch batch = input.next();
      if (batch == null) {
        return null;
      }
      if (places.length < batch.size()) {
        places = new int[batch.size()];
      }
      int count = condition.select(batch, places);
      if (count > 0) {
        return count == batch.size() ? batch : selected.of(batch, places, count);
      }
    }
  }

  @Override
  public void close() {
    input.close();
  }
}
