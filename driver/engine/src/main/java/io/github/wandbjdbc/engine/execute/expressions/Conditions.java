package io.github.wandbjdbc.engine.execute.expressions;

import io.github.wandbjdbc.engine.values.Batch;
import io.github.wandbjdbc.engine.values.LongColumn;
import java.util.List;

/** Conditions over expressions of type BOOLEAN. */
final class Conditions {
  private Conditions() {}

  /** That {@code value} is true. */
  static RowPredicate isTrue(Expression value) {
    return (batch, places) -> {
      LongColumn column = (LongColumn) value.of(batch);
      long[] values = column.values();
      int count = 0;
      if (column.hasNulls()) {
        for (int i = 0; i < batch.size(); i++) {
          if (values[i] != 0 && !column.isNull(i)) {
            places[count++] = i;
          }
        }
      } else {
        for (int i = 0; i < batch.size(); i++) {
          if (values[i] != 0) {
            places[count++] = i;
          }
        }
      }
      return count;
    };
  }

  /** That all hold; each looks at the rows only that those before have left. */
  static RowPredicate all(List<RowPredicate> conditions) {
    return conditions.size() == 1
        ? conditions.get(0)
        : new All(conditions.toArray(new RowPredicate[0]));
  }

  private static final class All implements RowPredicate {
    private final RowPredicate[] conditions;
    private final SelectedBatch left = new SelectedBatch();
    private int[] among = new int[Batch.MOST_ROWS];

    All(RowPredicate[] conditions) {
      this.conditions = conditions;
    }

    @Override
    public int select(Batch batch, int[] places) {
      int count = conditions[0].select(batch, places);
      for (int k = 1; k < conditions.length && count > 0; k++) {
        if (among.length < count) {
          among = new int[count];
        }
        int still = conditions[k].select(left.of(batch, places, count), among);
        for (int i = 0; i < still; i++) {
          places[i] = places[among[i]];
        }
        count = still;
      }
      return count;
    }
  }
}
