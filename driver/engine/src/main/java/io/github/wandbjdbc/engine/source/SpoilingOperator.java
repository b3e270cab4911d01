package io.github.wandbjdbc.engine.source;

import io.github.wandbjdbc.engine.values.Batch;
import io.github.wandbjdbc.engine.values.ColumnBatch;
import io.github.wandbjdbc.engine.values.ColumnVector;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Gives the rows of another operator in batches of its own, each of which it overwrites as soon as
 * the next is asked for: whoever reads a batch that no longer holds gives wrong rows, and is found.
 * With assertions on, as tests run, each part of a plan is opened with one of these.
 */
public final class SpoilingOperator implements Operator {
  static final boolean IS_ON = SpoilingOperator.class.desiredAssertionStatus();

  private final Operator input;
  private final int width;
  private final List<ColumnVector> given = new ArrayList<>();

  /** The rows of {@code input}, which have {@code width} fields. */
  public SpoilingOperator(Operator input, int width) {
    this.input = input;
    this.width = width;
  }

  @Override
  public @Nullable Batch next() {
    spoil();
    Batch batch = input.next();
    if (batch == null) {
      return null;
    }
    ColumnVector[] columns = new ColumnVector[width];
    for (int i = 0; i < width; i++) {
      ColumnVector from = batch.column(i);
      columns[i] = ColumnVector.of(from.kind(), batch.size());
      for (int k = 0; k < batch.size(); k++) {
        columns[i].copy(k, from, k);
      }
      given.add(columns[i]);
    }
    return new ColumnBatch(columns, batch.size());
  }

  private void spoil() {
    given.forEach(ColumnVector::spoil);
    given.clear();
  }

  @Override
  public void close() {
    spoil();
    input.close();
  }
}
