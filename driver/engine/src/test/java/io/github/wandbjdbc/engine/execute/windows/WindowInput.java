package io.github.wandbjdbc.engine.execute.windows;

import io.github.wandbjdbc.engine.source.Operator;
import io.github.wandbjdbc.engine.values.Batch;
import io.github.wandbjdbc.engine.values.ColumnBatch;
import io.github.wandbjdbc.engine.values.ColumnVector;
import io.github.wandbjdbc.engine.values.Kind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows in memory, in small batches whose arrays are overwritten as soon as the next is asked for.
 */
final class WindowInput implements Operator {
  private final List<List<@Nullable Object>> rows;
  private final ColumnVector[] columns;
  private final int batchSize;
  private int given;
  private boolean closed;

  WindowInput(List<Kind> kinds, List<List<@Nullable Object>> rows, int batchSize) {
    this.rows = rows;
    this.batchSize = batchSize;
    this.columns =
        kinds.stream().map(kind -> ColumnVector.of(kind, batchSize)).toArray(ColumnVector[]::new);
  }

  @Override
  public @Nullable Batch next() {
    for (ColumnVector column : columns) {
      column.spoil();
    }
    int count = Math.min(batchSize, rows.size() - given);
    if (count == 0) {
      return null;
    }
    for (int i = 0; i < count; i++) {
      for (int k = 0; k < columns.length; k++) {
        columns[k].set(i, rows.get(given + i).get(k));
      }
    }
    given += count;
    return new ColumnBatch(columns, count);
  }

  @Override
  public void close() {
    closed = true;
  }

  boolean isClosed() {
    return closed;
  }
}
