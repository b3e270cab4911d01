package io.github.wandbjdbc.engine.source;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The names by which a source's tables and columns are known elsewhere. */
public interface NameHints {
  /** Of a source that knows no other names. */
  NameHints NONE = new NameHints() {};

  /** The column of {@code table} that {@code name} means to those who come from elsewhere. */
  default Optional<String> column(String table, String name) {
    return Optional.empty();
  }

  /** The table that {@code name} means to them. */
  default Optional<String> table(String name) {
    return Optional.empty();
  }

  /** A replacement for function {@code name} of another system. */
  default Optional<String> function(String name) {
    return Optional.empty();
  }

  /**
   * Sentences on {@code name}, which is a column of none of {@code tables}: such as where there is
   * one, and how that table is joined. They begin in lower case and have no full stop.
   */
  default List<String> advice(String name, Set<String> tables) {
    return List.of();
  }
}
