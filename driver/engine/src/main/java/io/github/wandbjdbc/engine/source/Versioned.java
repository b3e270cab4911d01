package io.github.wandbjdbc.engine.source;

import org.jspecify.annotations.Nullable;

/** A table whose columns may be others tomorrow. */
public interface Versioned {

  /**
   * What plans over the table depend on: two versions are equal if a plan made for the one serves
   * for the other.
   */
  Object version();

  /** Why a column may be missing that will be there tomorrow; null if none is. */
  default @Nullable String shortfall() {
    return null;
  }

  /** Whether it is known, without asking anybody, that there is a column {@code name}. */
  default boolean isKnownColumn(String name) {
    return false;
  }
}
