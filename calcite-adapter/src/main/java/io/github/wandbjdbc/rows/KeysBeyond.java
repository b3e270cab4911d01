package io.github.wandbjdbc.rows;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The keys that were met while a table's columns were looked for and that aren't among them: there
 * were too many, or they are system metrics for all that is known.
 *
 * @param byName the keys, by names in any case
 */
public record KeysBeyond(Map<String, List<FoundKey>> byName) {
  static final KeysBeyond NONE = new KeysBeyond(Map.of());

  /** Those of {@code keys}. */
  static KeysBeyond of(List<FoundKey> keys) {
    if (keys.isEmpty()) {
      return NONE;
    }
    Map<String, List<FoundKey>> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    keys.forEach(key -> byName.merge(key.name(), List.of(key), KeysBeyond::both));
    return new KeysBeyond(byName);
  }

  private static List<FoundKey> both(List<FoundKey> some, List<FoundKey> others) {
    return java.util.stream.Stream.of(some, others).flatMap(List::stream).toList();
  }

  /** Those called {@code name} in any case. */
  List<FoundKey> named(String name) {
    return byName.getOrDefault(name, List.of());
  }
}
