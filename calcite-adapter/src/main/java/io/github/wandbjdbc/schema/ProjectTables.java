package io.github.wandbjdbc.schema;

import io.github.wandbjdbc.rows.RunTables;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The tables that every project has. */
final class ProjectTables {
  /** By name. */
  static final List<TableKind> ALL =
      Stream.concat(
              Stream.of(WideTable.values()).map(TableKind.class::cast),
              RunTables.ALL.stream().map(ListedTable::new))
          .sorted(java.util.Comparator.comparing(TableKind::tableName))
          .toList();

  private ProjectTables() {}

  /** The table called {@code name}, in any case. */
  static Optional<TableKind> named(String name) {
    return ALL.stream().filter(kind -> kind.tableName().equalsIgnoreCase(name)).findFirst();
  }
}
