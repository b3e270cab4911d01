package io.github.wandbjdbc.engine.execute.driven;

import io.github.wandbjdbc.engine.source.Operator;
import io.github.wandbjdbc.engine.values.Batch;
import io.github.wandbjdbc.engine.values.ColumnBatch;
import io.github.wandbjdbc.engine.values.ColumnVector;
import io.github.wandbjdbc.engine.values.Kind;
import java.util.Iterator;
import java.util.List;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Rows in memory as a source gives them that reuses its columns: they are spoiled as soon as the
 * next batch is asked for.
 */
public final class DrivenSource implements Operator {
  private final Iterator<? extends List<? extends @Nullable Object>> rows;
  private final ColumnVector[] columns;
  private final IntSupplier sizes;
  private int asked;
  private int given;
  private boolean closed;
  private int failsAt = Integer.MAX_VALUE;

  /** The rows of {@code rows}, in batches of the sizes that {@code sizes} says. */
  public DrivenSource(
      Iterable<? extends List<? extends @Nullable Object>> rows,
      List<Kind> kinds,
      IntSupplier sizes) {
    this.rows = rows.iterator();
    this.sizes = sizes;
    this.columns =
        kinds.stream()
            .map(kind -> ColumnVector.of(kind, Batch.MOST_ROWS))
            .toArray(ColumnVector[]::new);
  }

  /** Lets it fail when it is asked for the {@code count}th time. */
  public DrivenSource failingAt(int count) {
    failsAt = count;
    return this;
  }

  /** How often it was asked for a batch. */
  public int asked() {
    return asked;
  }

  /** How many rows it gave. */
  public int given() {
    return given;
  }

  /** Whether it was closed. */
  public boolean isClosed() {
    return closed;
  }

  @Override
  public @Nullable Batch next() {
    if (closed) {
      throw new IllegalStateException("asked after it was closed");
    }
    if (++asked >= failsAt) {
      throw new IllegalStateException("the source fails");
    }
    spoil();
    int most = sizes.getAsInt();
    int size = 0;
    while (size < most && rows.hasNext()) {
      List<? extends @Nullable Object> row = rows.next();
      for (int i = 0; i < columns.length; i++) {
        columns[i].set(size, row.get(i));
      }
      size++;
    }
    given += size;
    return size == 0 ? null : new ColumnBatch(columns, size);
  }

  private void spoil() {
    for (ColumnVector column : columns) {
      column.spoil();
    }
  }

  @Override
  public void close() {
    spoil();
    closed = true;
  }
}
