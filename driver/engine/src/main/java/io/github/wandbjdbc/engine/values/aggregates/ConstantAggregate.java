package io.github.wandbjdbc.engine.values.aggregates;

import io.github.wandbjdbc.engine.values.Accumulator;
import io.github.wandbjdbc.engine.values.ColumnVector;
import org.jspecify.annotations.Nullable;

/** One value for all groups, whatever their rows. */
final class ConstantAggregate implements Accumulator {
  private final @Nullable Object value;

  /** Of {@code value}, in the class in which columns give it; null is NULL. */
  ConstantAggregate(@Nullable Object value) {
    this.value = value;
  }

  @Override
  public void grow(int groups) {}

  @Override
  public void add(int group, ColumnVector[] operands, int place) {}

  @Override
  public void result(int group, ColumnVector to, int place) {
    to.set(place, value);
  }

  @Override
  public void reset(int group) {}

  @Override
  public long bytes() {
    return 0;
  }
}
