package io.github.wandbjdbc.rows;

/** Told of each key that a run holds, once for each value met under it. */
@FunctionalInterface
interface KeySink {
  /** A value of {@code kind} was met under {@code path}. */
  void add(String path, DiscoveredKeys.Kind kind);
}
