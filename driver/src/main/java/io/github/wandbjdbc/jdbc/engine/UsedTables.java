package io.github.wandbjdbc.jdbc.engine;

import io.github.wandbjdbc.schema.Versioned;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.schema.Schema;
import org.apache.calcite.schema.Table;
import org.apache.calcite.schema.Wrapper;
import org.jspecify.annotations.Nullable;

/** The tables that a plan was made of, by their full names, and what they were like then. */
final class UsedTables {
  private final Map<List<String>, Object> versions = new HashMap<>();

  void add(List<String> names, Table table) {
    versions.put(List.copyOf(names), version(table));
  }

  /** Whether they are still the same in {@code root}. */
  boolean areSameIn(Schema root) {
    return versions.entrySet().stream()
        .allMatch(used -> used.getValue().equals(version(find(root, used.getKey()))));
  }

  private static @Nullable Table find(Schema root, List<String> names) {
    Schema schema = root;
    for (String name : names.subList(0, names.size() - 1)) {
      schema = schema == null ? null : schema.subSchemas().get(name);
    }
    return schema == null ? null : schema.tables().get(names.get(names.size() - 1));
  }

  private static Object version(@Nullable Table table) {
    Versioned versioned = table instanceof Wrapper wrapper ? wrapper.unwrap(Versioned.class) : null;
    return versioned != null ? versioned.version() : table == null ? "none" : table;
  }
}
