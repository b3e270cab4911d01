package io.github.wandbjdbc.client;

/**
 * One value wanted of every row: a history key, or a path into config or summary.
 *
 * @param key the key as logged; the names of nested objects are joined with dots
 * @param type what the value should be; what can't be that arrives as a {@link Misfit}
 * @param besideMaps whether a map in its place, whose values are wanted by keys of their own,
 *     counts as none
 */
public record ValueColumn(String key, ValueType type, boolean besideMaps) {

  /** A value that may be anything, maps too. */
  public ValueColumn(String key, ValueType type) {
    this(key, type, false);
  }
}
