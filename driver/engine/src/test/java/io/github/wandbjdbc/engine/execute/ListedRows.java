package io.github.wandbjdbc.engine.execute;

import io.github.wandbjdbc.engine.source.Operator;
import io.github.wandbjdbc.engine.values.Batch;
import io.github.wandbjdbc.engine.values.ColumnBatch;
import io.github.wandbjdbc.engine.values.ColumnVector;
import io.github.wandbjdbc.engine.values.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows in memory, given a few at a time; knows how many batches it was asked for. */
public final class ListedRows implements Operator {
  private final List<Kind> kinds;
  private final List<List<@Nullable Object>> rows;
  private final int batchSize;
  private int given;
  private int asked;
  private boolean closed;

  /** {@code rows}, whose values are held as {@code kinds} say. */
  public ListedRows(List<Kind> kinds, List<List<@Nullable Object>> rows, int batchSize) {
    this.kinds = kinds;
    this.rows = rows;
    this.batchSize = batchSize;
  }

  @Override
  public @Nullable Batch next() {
    asked++;
    if (closed || given == rows.size()) {
      return null;
    }
    int count = Math.min(batchSize, rows.size() - given);
    ColumnVector[] columns = new ColumnVector[kinds.size()];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = ColumnVector.of(kinds.get(i), count);
      for (int k = 0; k < count; k++) {
        columns[i].set(k, rows.get(given + k).get(i));
      }
    }
    given += count;
    return new ColumnBatch(columns, count);
  }

  /** How often it was asked for a batch. */
  public int asked() {
    return asked;
  }

  /** Whether it was closed. */
  public boolean isClosed() {
    return closed;
  }

  @Override
  public void close() {
    closed = true;
  }

  /** All rows that {@code operator} gives; it is closed then. */
  public static List<List<@Nullable Object>> all(Operator operator, int width) {
    List<List<@Nullable Object>> all = new ArrayList<>();
    try (operator) {
      for (Batch batch = operator.next(); batch != null; batch = operator.next()) {
        for (int i = 0; i < batch.size(); i++) {
          List<@Nullable Object> row = new ArrayList<>();
          for (int k = 0; k < width; k++) {
            row.add(batch.column(k).get(i));
          }
          all.add(row);
        }
      }
    }
    return all;
  }
}
