package io.github.wandbjdbc.engine.execute;

import io.github.wandbjdbc.engine.source.Execution;
import io.github.wandbjdbc.engine.source.Operator;
import io.github.wandbjdbc.engine.source.RowSource;
import io.github.wandbjdbc.engine.values.Batch;
import io.github.wandbjdbc.engine.values.ColumnBatch;
import io.github.wandbjdbc.engine.values.ColumnVector;
import io.github.wandbjdbc.engine.values.Kind;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Rows that come one after the other, in batches: to its first row a batch adds only what is at
 * hand, so that nobody who wants few rows waits for many.
 */
public final class RowsOperator implements Operator {
  /** Room for a row or few, as most statements about runs have. */
  private static final int FEWEST_ROWS = 16;

  private final Supplier<? extends RowSource> supplier;
  private final Execution execution;
  private final ColumnVector[] columns;
  private @Nullable RowSource source;
  private boolean ended;

  /** The rows of {@code source}, opened when the first batch is wanted. */
  public RowsOperator(Supplier<? extends RowSource> source, List<Kind> kinds, Execution execution) {
    this.supplier = source;
    this.execution = execution;
    this.columns =
        kinds.stream().map(kind -> ColumnVector.of(kind, FEWEST_ROWS)).toArray(ColumnVector[]::new);
  }

  @Override
  public @Nullable Batch next() {
    execution.scope().check();
    if (ended) {
      return null;
    }
    if (source == null) {
      source = supplier.get();
    }
    RowSource rows = source;
    if (!rows.advance()) {
      close();
      return null;
    }
    for (ColumnVector column : columns) {
      column.clearNulls();
    }
    int size = 0;
    do {
      add(rows, size++);
    } while (size < Batch.MOST_ROWS && rows.isAtHand() && rows.advance());
    return new ColumnBatch(columns, size);
  }

  private void add(RowSource rows, int place) {
    for (int i = 0; i < columns.length; i++) {
      ColumnVector column = columns[i];
      if (place == column.capacity()) {
        column.grow(Math.min(Batch.MOST_ROWS, 4 * place));
      }
      rows.read(i, column, place);
    }
  }

  @Override
  public void close() {
    ended = true;
    RowSource opened = source;
    source = null;
    if (opened != null) {
      opened.close();
    }
  }
}
