package io.github.wandbjdbc.engine.source;

import org.jspecify.annotations.Nullable;

/** A table whose columns may be others tomorrow. */
public interface Versioned {

  /**
   * The version that plans over the table depend on: two versions are equal if a plan made for the
   * one can be used for the other.
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
