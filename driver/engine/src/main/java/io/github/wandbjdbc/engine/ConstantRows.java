package io.github.wandbjdbc.engine;

import io.github.wandbjdbc.engine.source.Operator;
import io.github.wandbjdbc.engine.values.Batch;
import io.github.wandbjdbc.engine.values.ColumnBatch;
import io.github.wandbjdbc.engine.values.ColumnVector;
import io.github.wandbjdbc.engine.values.ObjectColumn;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows that are known already, in one batch. */
final class ConstantRows implements Operator {
  private final List<@Nullable Object[]> rows;
  private final int width;
  private boolean given;

  ConstantRows(List<@Nullable Object[]> rows, int width) {
    this.rows = rows;
    this.width = width;
  }

  @Override
  public @Nullable Batch next() {
    if (given || rows.isEmpty()) {
      return null;
    }
    given = true;
    ColumnVector[] columns = new ColumnVector[width];
    for (int i = 0; i < width; i++) {
      columns[i] = new ObjectColumn(rows.size());
      for (int place = 0; place < rows.size(); place++) {
        columns[i].set(place, rows.get(place)[i]);
      }
    }
    return new ColumnBatch(columns, rows.size());
  }

  @Override
  public void close() {
    given = true;
  }
}
