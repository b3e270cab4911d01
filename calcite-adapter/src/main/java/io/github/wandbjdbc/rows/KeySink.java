package io.github.wandbjdbc.rows;

/** Told of each key that a run holds, once for each value met under it. */
@FunctionalInterface
interface KeySink {
  /**
   * A value of {@code kind} was met under {@code path}.
   *
   * @param nested whether {@code path} is inside a map, rather than a key by itself
   */
  void add(String path, DiscoveredKeys.Kind kind, boolean nested);
}
