package io.github.wandbjdbc.schema;

/** A table whose columns may be others tomorrow. */
public interface Versioned {

  /**
   * What plans over the table depend on: two versions are equal if a plan made for the one serves
   * for the other.
   */
  Object version();
}
