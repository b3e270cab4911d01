package io.github.wandbjdbc.rows;

import java.util.List;

/**
 * The findings about a name that a statement has for a column.
 *
 * @param found the keys that are called so, in any case
 * @param near names of other keys that were met, which hold that name
 */
public record NamedKeys(List<FoundKey> found, List<String> near) {
  public NamedKeys {
    found = List.copyOf(found);
    near = List.copyOf(near);
  }

  /** The keys that {@code name} means: exactly that one, else those that differ in case alone. */
  public List<FoundKey> meant(String name, boolean isQuoted) {
    List<FoundKey> exact = exactly(name);
    return isQuoted && !exact.isEmpty() ? exact : found;
  }

  /** The key called {@code name}, letter for letter. */
  public List<FoundKey> exactly(String name) {
    return found.stream().filter(key -> key.name().equals(name)).toList();
  }
}
