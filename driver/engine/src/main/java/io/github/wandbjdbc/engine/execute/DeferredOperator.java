package io.github.wandbjdbc.engine.execute;

import io.github.wandbjdbc.engine.source.Operator;
import io.github.wandbjdbc.engine.values.Batch;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An operator that is opened when its first batch is wanted, if ever. */
public final class DeferredOperator implements Operator {
  private final Supplier<Operator> supplier;
  private @Nullable Operator opened;
  private boolean ended;

  public DeferredOperator(Supplier<Operator> supplier) {
    this.supplier = supplier;
  }

  @Override
  public @Nullable Batch next() {
    if (ended) {
      return null;
    }
    if (opened == null) {
      opened = supplier.get();
    }
    return opened.next();
  }

  @Override
  public void close() {
    ended = true;
    Operator operator = opened;
    opened = null;
    if (operator != null) {
      operator.close();
    }
  }
}
