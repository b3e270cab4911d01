package io.github.wandbjdbc.rows;

import org.jspecify.annotations.Nullable;

/** Takes one value, a number as what it is rather than as an object. */
public interface ValueSink {
  /** Takes a number, NaN and the infinities included. */
  void number(double value);

  /** Takes a whole number. */
  void whole(long value);

  /** Takes a value of another type, or null. */
  void other(@Nullable Object value);
}
