package io.github.wandbjdbc.client;

/** What a reader wants a logged value to be. */
public enum ValueType {
  /**
   * A {@link Double}; the strings {@code "NaN"}, {@code "Infinity"} and {@code "-Infinity"} are
   * numbers too.
   */
  NUMBER,
  /** A {@link Boolean}. */
  BOOLEAN,
  /** A {@link String}: a string as itself, anything else as its JSON text. */
  TEXT
}
