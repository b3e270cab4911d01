package io.github.wandbjdbc.client;

import io.github.wandbjdbc.client.values.StoredNumber;

/** The type in which a reader wants a logged value. */
public enum ValueType {
  /** A {@link Double}, as {@link StoredNumber} has it: some strings are numbers too. */
  NUMBER,
  /** A {@link Boolean}. */
  BOOLEAN,
  /** A {@link String}: a string as itself, anything else as its JSON text. */
  TEXT;

  /** The whole number {@code value} as such a reader gets it. */
  public Object ofWhole(long value) {
    return switch (this) {
      case NUMBER -> (double) value;
      case BOOLEAN -> new Misfit(Long.toString(value));
      case TEXT -> Long.toString(value);
    };
  }
}
