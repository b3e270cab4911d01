package io.github.wandbjdbc.rows;

import io.github.wandbjdbc.client.CallScope;

/**
 * Something that the reader of a table should know about columns that it may lack.
 *
 * @param text what is missing, why, and what to try
 */
public record Notice(Kind kind, String text) {

  /** Why columns may be missing. */
  public enum Kind {
    /** There are more keys than columns may be. */
    MANY_KEYS,
    /** The source failed before all runs were looked at that should have been. */
    FEWER_RUNS,
    /** Of some runs nothing could be read. */
    ODD_RUNS
  }

  /** Tells whoever reads the rows in {@code scope}. */
  public void tell(CallScope scope) {
    switch (kind) {
      case MANY_KEYS, FEWER_RUNS -> scope.warn(text);
      case ODD_RUNS -> scope.warnOnce(text);
    }
  }
}
