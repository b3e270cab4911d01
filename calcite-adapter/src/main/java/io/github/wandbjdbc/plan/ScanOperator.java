package io.github.wandbjdbc.plan;

import io.github.wandbjdbc.engine.execute.expressions.Held;
import io.github.wandbjdbc.engine.source.Operator;
import io.github.wandbjdbc.engine.values.Batch;
import io.github.wandbjdbc.engine.values.Column;
import io.github.wandbjdbc.engine.values.ColumnBatch;
import io.github.wandbjdbc.engine.values.Kind;
import java.util.function.Supplier;
import org.apache.calcite.linq4j.Enumerator;
import org.jspecify.annotations.Nullable;

/** Gives the rows of a scan in batches, none of which waits for a page that isn't there yet. */
final class ScanOperator implements Operator {
  private final Supplier<Enumerator<Object[]>> source;
  private final Kind[] kinds;
  private final Column[] columns;
  private @Nullable Enumerator<Object[]> rows;
  private boolean ended;

  ScanOperator(Supplier<Enumerator<Object[]>> source, Kind[] kinds) {
    this.source = source;
    this.kinds = kinds;
    this.columns = new Column[kinds.length];
    for (int i = 0; i < kinds.length; i++) {
      columns[i] = kinds[i].column(16);
    }
  }

  @Override
  public @Nullable Batch next() {
    if (ended) {
      return null;
    }
    if (rows == null) {
      rows = source.get();
    }
    for (Column column : columns) {
      column.clearNulls();
    }
    int size = 0;
    do {
      if (!rows.moveNext()) {
        close();
        break;
      }
      add(rows.current(), size++);
    } while (size < Batch.MOST_ROWS && rows instanceof AtHand more && more.isAtHand());
    return size == 0 ? null : new ColumnBatch(columns, size);
  }

  private void add(@Nullable Object[] row, int place) {
    for (int i = 0; i < kinds.length; i++) {
      Column column = columns[i];
      if (place == column.capacity()) {
        column.grow(Math.min(Batch.MOST_ROWS, 4 * place));
      }
      column.set(place, Held.of(row[i], kinds[i]));
    }
  }

  @Override
  public void close() {
    ended = true;
    if (rows != null) {
      rows.close();
      rows = null;
    }
  }
}
