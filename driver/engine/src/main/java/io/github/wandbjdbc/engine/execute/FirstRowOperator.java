package io.github.wandbjdbc.engine.execute;

import io.github.wandbjdbc.engine.source.Operator;
import io.github.wandbjdbc.engine.values.Batch;
import io.github.wandbjdbc.engine.values.DoubleColumn;
import org.jspecify.annotations.Nullable;

/** The rows of its input, of which the first is looked at: whether a value of it is NaN. */
public final class FirstRowOperator implements Operator {
  private final Operator input;
  private final int key;
  private final Runnable ifNan;
  private boolean isFirst = true;

  /** Runs {@code ifNan} where field {@code key} of the first row of {@code input} is NaN. */
  public FirstRowOperator(Operator input, int key, Runnable ifNan) {
    this.input = input;
    this.key = key;
    this.ifNan = ifNan;
  }

  @Override
  public @Nullable Batch next() {
    Batch batch = input.next();
    if (isFirst && batch != null && batch.size() > 0) {
      isFirst = false;
      if (batch.column(key) instanceof DoubleColumn doubles
          && !doubles.isNull(0)
          && Double.isNaN(doubles.values()[0])) {
        ifNan.run();
      }
    }
    return batch;
  }

  @Override
  public void close() {
    input.close();
  }
}
