package io.github.wandbjdbc.schema;

import io.github.wandbjdbc.rows.ArtifactTables;
import io.github.wandbjdbc.rows.FileTables;
import io.github.wandbjdbc.rows.ReportTables;
import io.github.wandbjdbc.rows.RunTables;
import io.github.wandbjdbc.rows.SweepTables;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The tables that every project has. */
final class ProjectTables {
  /** By name. */
  static final List<TableKind> ALL =
      Stream.concat(
              Stream.of(WideTable.values()).map(TableKind.class::cast),
              Stream.of(
                      RunTables.ALL,
                      FileTables.ALL,
                      SweepTables.ALL,
                      ArtifactTables.ALL,
                      ReportTables.ALL)
                  .flatMap(List::stream)
                  .map(ListedTable::new))
          .sorted(Comparator.comparing(TableKind::tableName))
          .toList();

  private ProjectTables() {}

  /** The table called {@code name}, in any case. */
  static Optional<TableKind> named(String name) {
    return ALL.stream().filter(kind -> kind.tableName().equalsIgnoreCase(name)).findFirst();
  }
}
