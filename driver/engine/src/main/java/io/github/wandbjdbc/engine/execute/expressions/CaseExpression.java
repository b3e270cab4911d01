package io.github.wandbjdbc.engine.execute.expressions;

import io.github.wandbjdbc.engine.values.Batch;
import io.github.wandbjdbc.engine.values.ColumnVector;
import io.github.wandbjdbc.engine.values.Kind;
import java.util.List;

/** CASE. A branch is computed only for the rows that it is chosen for. */
final class CaseExpression implements Expression {
  private final RowPredicate[] conditions;
  private final Expression[] values;
  private final ColumnVector result;
  private final SelectedBatch open = new SelectedBatch();
  private final SelectedBatch chosen = new SelectedBatch();
  private int[] left = new int[Batch.MOST_ROWS];
  private int[] taken = new int[Batch.MOST_ROWS];

  /**
   * @param values one for each condition, and one for the rest
   */
  CaseExpression(List<RowPredicate> conditions, List<Expression> values, Kind kind) {
    this.conditions = conditions.toArray(new RowPredicate[0]);
    this.values = values.toArray(new Expression[0]);
    this.result = ColumnVector.of(kind, 1);
  }

  @Override
  public ColumnVector of(Batch batch) {
    int size = batch.size();
    if (left.length < size) {
      left = new int[size];
      taken = new int[size];
    }
    result.clearNulls();
    result.grow(size);
    for (int i = 0; i < size; i++) {
      left[i] = i;
    }
    int remaining = size;
    for (int k = 0; k < conditions.length && remaining > 0; k++) {
      int count = conditions[k].select(open.of(batch, left, remaining), taken);
      if (count == 0) {
        continue;
      }
      // Places among what was left become places of the batch; the others stay left.
      int next = 0;
      int stay = 0;
      for (int i = 0; i < remaining; i++) {
        if (next < count && taken[next] == i) {
          taken[next++] = left[i];
        } else {
          left[stay++] = left[i];
        }
      }
      remaining = stay;
      choose(values[k], batch, taken, count);
    }
    if (remaining > 0) {
      choose(values[values.length - 1], batch, left, remaining);
    }
    return result;
  }

  private void choose(Expression value, Batch batch, int[] places, int count) {
    ColumnVector computed = value.of(chosen.of(batch, places, count));
    for (int i = 0; i < count; i++) {
      result.copy(places[i], computed, i);
    }
  }
}
