package io.github.wandbjdbc.engine.execute;

import io.github.wandbjdbc.engine.values.Batch;
import io.github.wandbjdbc.engine.values.ColumnVector;
import java.util.Arrays;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Some of the rows of another batch, or of held rows, in an order of their own; a place below 0 is
 * a row of NULLs. Each column is gathered when it is asked for. For use again and again.
 */
public final class GatheredBatch implements Batch {
  private final IntFunction<ColumnVector> source;
  private @Nullable ColumnVector[] columns = new @Nullable ColumnVector[8];
  private boolean[] gathered = new boolean[8];
  private int[] places = new int[0];
  private boolean padded;
  private int size;

  /** No rows yet, of the columns of {@code source}, each of which is always of one kind. */
  public GatheredBatch(IntFunction<ColumnVector> source) {
    this.source = source;
  }

  /** Likewise, of {@code width} columns. */
  public GatheredBatch(IntFunction<ColumnVector> source, int width) {
    this(source);
    this.columns = new @Nullable ColumnVector[width];
    this.gathered = new boolean[width];
  }

  /** The rows at {@code count} of {@code of}, from {@code from} on, at least one; itself. */
  public GatheredBatch at(int[] of, int from, int count) {
    begin(count);
    for (int i = 0; i < count; i++) {
      places[i] = of[from + i];
      padded |= places[i] < 0;
    }
    return this;
  }

  /** The {@code count} rows from place {@code first} on, at least one; itself. */
  public GatheredBatch from(int first, int count) {
    begin(count);
    for (int i = 0; i < count; i++) {
      places[i] = first + i;
    }
    return this;
  }

  private void begin(int count) {
    if (places.length < count) {
      places = new int[Math.max(count, Math.min(2 * count, MOST_ROWS))];
    }
    padded = false;
    size = count;
    Arrays.fill(gathered, false);
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public ColumnVector column(int index) {
    if (index >= columns.length) {
      columns = Arrays.copyOf(columns, 2 * index);
      gathered = Arrays.copyOf(gathered, 2 * index);
    }
    ColumnVector to = columns[index];
    if (to == null || !gathered[index]) {
      ColumnVector from = source.apply(index);
      if (to == null) {
        to = ColumnVector.of(from.kind(), Math.max(size, places.length));
        columns[index] = to;
      }
      gather(from, to);
      gathered[index] = true;
    }
    return to;
  }

  private void gather(ColumnVector from, ColumnVector to) {
    if (!padded) {
      to.gather(from, places, size);
      return;
    }
    to.clearNulls();
    to.grow(size);
    for (int i = 0; i < size; i++) {
      if (places[i] < 0) {
        to.setNull(i);
      } else {
        to.copy(i, from, places[i]);
      }
    }
  }
}
