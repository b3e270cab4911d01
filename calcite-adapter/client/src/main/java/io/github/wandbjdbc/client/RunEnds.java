package io.github.wandbjdbc.client;

/**
 * How many rows are wanted of each run: from its first step on, and up to its last one. A source
 * may give more.
 */
public record RunEnds(long first, long last) {
  /** All rows. */
  public static final RunEnds ALL = new RunEnds(Long.MAX_VALUE, Long.MAX_VALUE);

  public RunEnds {
    if (first < 0 || last < 0) {
      throw new IllegalArgumentException("%d first and %d last rows".formatted(first, last));
    }
  }

  /** Whether all rows are wanted. */
  public boolean areAll() {
    return first == Long.MAX_VALUE || last == Long.MAX_VALUE;
  }
}
