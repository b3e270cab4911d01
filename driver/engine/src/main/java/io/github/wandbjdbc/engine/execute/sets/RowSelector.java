package io.github.wandbjdbc.engine.execute.sets;

import io.github.wandbjdbc.engine.execute.GatheredBatch;
import io.github.wandbjdbc.engine.execute.expressions.RowPredicate;
import io.github.wandbjdbc.engine.values.Batch;
import io.github.wandbjdbc.engine.values.ColumnVector;
import org.jspecify.annotations.Nullable;

/** Gives those rows of batches that satisfy a condition. */
final class RowSelector {
  private final RowPredicate condition;
  private final int[] places = new int[Batch.MOST_ROWS];
  private final GatheredBatch selected;
  private @Nullable Batch batch;

  RowSelector(RowPredicate condition, int width) {
    this.condition = condition;
    this.selected = new GatheredBatch(this::column, width);
  }

  private ColumnVector column(int index) {
    if (batch == null) {
      throw new IllegalStateException("no rows were selected");
    }
    return batch.column(index);
  }

  /** Those of {@code of}, itself if they are all; null if there are none. */
  @Nullable Batch of(Batch of) {
    int count = condition.select(of, places);
    if (count == 0 || count == of.size()) {
      return count == 0 ? null : of;
    }
    batch = of;
    return selected.at(places, 0, count);
  }
}
