package io.github.wandbjdbc.schema;

import io.github.wandbjdbc.rows.tables.ArtifactTables;
import io.github.wandbjdbc.rows.tables.FileTables;
import io.github.wandbjdbc.rows.tables.LogTables;
import io.github.wandbjdbc.rows.tables.ReportTables;
import io.github.wandbjdbc.rows.tables.RunTables;
import io.github.wandbjdbc.rows.tables.SweepTables;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The tables that every project has. */
final class ProjectTables {
  private ProjectTables() {}

  /** All of them, by name. */
  static List<TableKind> all() {
    return All.BY_NAME;
  }

  /** The names of all of them, sorted. */
  static List<String> names() {
    return all().stream().map(TableKind::tableName).toList();
  }

  /** The table called {@code name}, in any case. */
  static Optional<TableKind> named(String name) {
    // Those that most statements read needn't wait for the columns of all the others.
    Optional<TableKind> wide = named(name, wide());
    return wide.isPresent() ? wide : named(name, all());
  }

  private static Optional<TableKind> named(String name, List<TableKind> kinds) {
    return kinds.stream().filter(kind -> kind.tableName().equalsIgnoreCase(name)).findFirst();
  }

  private static List<TableKind> wide() {
    return List.of(WideTable.values());
  }

  /** Made when a statement names a table that isn't wide, or wishes to know of all. */
  private static final class All {
    static final List<TableKind> BY_NAME =
        Stream.concat(
                wide().stream(),
                Stream.of(
                        RunTables.ALL,
                        FileTables.ALL,
                        LogTables.ALL,
                        SweepTables.ALL,
                        ArtifactTables.ALL,
                        ReportTables.ALL)
                    .flatMap(List::stream)
                    .map(ListedTable::new))
            .sorted(Comparator.comparing(TableKind::tableName))
            .toList();
  }
}
