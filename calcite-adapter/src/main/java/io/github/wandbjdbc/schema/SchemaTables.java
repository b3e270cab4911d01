package io.github.wandbjdbc.schema;

import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.rows.Column;
import io.github.wandbjdbc.rows.ItemTable;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.schema.Table;
import org.jspecify.annotations.Nullable;

/**
 * The tables of a schema.
 *
 * @param catalog tells which entities and projects there are, and their columns
 * @param system the tables that belong to no project
 */
record SchemaTables(Catalog catalog, SystemTables system) {

  /** The tables of all that {@code catalog} tells of. */
  static SchemaTables of(Catalog catalog, SchemaOptions options) {
    return new SchemaTables(catalog, new SystemTables(catalog, options));
  }

  /** The table {@code name} of {@code project} as one statement sees it, or null. */
  @Nullable Table find(ProjectPath project, String name, StatementView view) {
    Optional<ItemTable<?>> ofSystem = system.named(project.project(), name);
    NamedProjects named = new NamedProjects(catalog, system.maxProjects());
    boolean isOfAll = project.project().equals(SystemTables.ALL_PROJECTS);
    if (isOfAll && WideTable.RUNS.tableName().equalsIgnoreCase(name)) {
      List<Column> columns = new RunColumnsOfProjects(catalog, named).of(project.entity(), view);
      ItemTable<?> runs = new AllRuns(catalog, system.maxProjects(), columns).table();
      return new SystemTable(catalog, runs, project, NamedProjects.ofRuns(view));
    }
    if (ofSystem.isPresent()) {
      return new SystemTable(
          catalog, ofSystem.get(), SystemTables.place(ofSystem.get(), project, view));
    }
    Optional<TableKind> kind = ProjectTables.named(name);
    if (!isOfAll) {
      return kind.map(table -> new WandbTable(catalog, table, project, view)).orElse(null);
    }
    return kind.orElse(null) instanceof WideTable wide
            && Descriptions.OF_ALL_PROJECTS.contains(wide)
        ? new HistoriesOfProjects(catalog, wide, project.entity(), named, view)
        : null;
  }
}
