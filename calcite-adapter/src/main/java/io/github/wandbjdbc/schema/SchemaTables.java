package io.github.wandbjdbc.schema;

import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.rows.ItemTable;
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
    if (ofSystem.isPresent()) {
      return new SystemTable(
          catalog, ofSystem.get(), SystemTables.place(ofSystem.get(), project, view));
    }
    return project.project().equals(SystemTables.ALL_PROJECTS)
        ? null
        : ProjectTables.named(name)
            .map(kind -> new WandbTable(catalog, kind, project, view))
            .orElse(null);
  }
}
