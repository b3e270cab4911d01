package io.github.wandbjdbc.engine;

import io.github.wandbjdbc.engine.source.ColumnReferences;
import io.github.wandbjdbc.engine.source.StatementSource;
import io.github.wandbjdbc.engine.source.Versioned;
import io.github.wandbjdbc.engine.validate.names.NameResolver;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.schema.Schema;
import org.apache.calcite.schema.Table;
import org.jspecify.annotations.Nullable;

/**
 * The tables that a plan was made of, by their full names, and what they were like then to a
 * statement that may mean the same columns.
 */
final class UsedTables {
  private final ColumnReferences references;
  private final Map<List<String>, Object> versions = new HashMap<>();

  UsedTables(ColumnReferences references, Map<List<String>, Table> tables) {
    this.references = references;
    tables.forEach((names, table) -> versions.put(names, version(table)));
  }

  /** None, which never change. */
  static UsedTables none() {
    return new UsedTables(ColumnReferences.ANY, Map.of());
  }

  /** Whether they are still the same in the schema of {@code source}. */
  boolean areSameIn(StatementSource source) {
    Schema schema = source.schema(references);
    return versions.entrySet().stream()
        .allMatch(used -> used.getValue().equals(version(find(schema, used.getKey()))));
  }

  private static @Nullable Table find(Schema root, List<String> names) {
    Schema schema = root;
    for (String name : names.subList(0, names.size() - 1)) {
      schema = schema == null ? null : schema.subSchemas().get(name);
    }
    return schema == null ? null : schema.tables().get(names.get(names.size() - 1));
  }

  private static Object version(@Nullable Table table) {
    Versioned versioned = table == null ? null : NameResolver.versioned(table);
    return versioned != null ? versioned.version() : table == null ? "none" : table;
  }
}
