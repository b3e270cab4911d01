package io.github.wandbjdbc.client;

import io.github.wandbjdbc.client.values.StoredNumber;

/** What a reader wants a logged value to be. */
public enum ValueType {
  /** A {@link Double}, as {@link StoredNumber} has it: some strings are numbers too. */
  NUMBER,
  /** A {@link Boolean}. */
  BOOLEAN,
  /** A {@link String}: a string as itself, anything else as its JSON text. */
  TEXT;

  /** What the whole number {@code value} is to such a reader. */
  public Object ofWhole(long value) {
    return switch (this) {
      case NUMBER -> (double) value;
      case BOOLEAN -> new Misfit(Long.toString(value));
      case TEXT -> Long.toString(value);
    };
  }
}
