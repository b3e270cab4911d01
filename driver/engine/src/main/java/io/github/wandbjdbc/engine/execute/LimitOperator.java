package io.github.wandbjdbc.engine.execute;

import io.github.wandbjdbc.engine.source.Operator;
import io.github.wandbjdbc.engine.values.Batch;
import io.github.wandbjdbc.engine.values.ColumnVector;
import org.jspecify.annotations.Nullable;

/**
 * Passes over the first rows and gives some of the others; asks for no batch more than it needs.
 */
public final class LimitOperator implements Operator {
  private final Operator input;
  private long offset;
  private long fetch;

  /** At most {@code fetch} rows of {@code input}, without the first {@code offset}. */
  public LimitOperator(Operator input, long offset, long fetch) {
    this.input = input;
    this.offset = offset;
    this.fetch = fetch;
  }

  @Override
  public @Nullable Batch next() {
    while (fetch > 0) {
      Batch batch = input.next();
      if (batch == null) {
        return null;
      }
      int from = (int) Math.min(offset, batch.size());
      offset -= from;
      int count = (int) Math.min(fetch, batch.size() - from);
      if (count > 0) {
        fetch -= count;
        return count == batch.size() ? batch : slice(batch, from, count);
      }
    }
    input.close();
    return null;
  }

  private static Batch slice(Batch batch, int from, int count) {
    if (from == 0) {
      return new First(batch, count);
    }
    int[] places = new int[count];
    for (int i = 0; i < count; i++) {
      places[i] = from + i;
    }
    return new GatheredBatch(batch::column).at(places, 0, count);
  }

  /** The first rows of a batch: its columns, but for those rows that are behind. */
  private record First(Batch batch, int size) implements Batch {
    @Override
    public ColumnVector column(int index) {
      return batch.column(index);
    }
  }

  @Override
  public void close() {
    input.close();
  }
}
