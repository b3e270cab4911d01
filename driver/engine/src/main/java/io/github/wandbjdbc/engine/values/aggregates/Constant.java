package io.github.wandbjdbc.engine.values.aggregates;

import io.github.wandbjdbc.engine.values.Accumulator;
import io.github.wandbjdbc.engine.values.Column;
import org.jspecify.annotations.Nullable;

/** One value for all groups, whatever their rows. */
final class Constant implements Accumulator {
  private final @Nullable Object value;

  /** Of {@code value}, in the class in which columns give it; null is NULL. */
  Constant(@Nullable Object value) {
    this.value = value;
  }

  @Override
  public void grow(int groups) {}

  @Override
  public void add(int group, Column[] operands, int place) {}

  @Override
  public void result(int group, Column to, int place) {
    to.set(place, value);
  }

  @Override
  public void reset(int group) {}

  @Override
  public long bytes() {
    return 0;
  }
}
