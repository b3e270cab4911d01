package io.github.wandbjdbc.schema;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.scan.StatementProgress;
import org.apache.calcite.schema.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The level of names that planners of others are given.
 *
 * @param entity null for the level that holds entities
 * @param project null for the level that holds projects
 */
record Namespace(@Nullable String entity, @Nullable String project) {
  static final Namespace ROOT = new Namespace(null, null);

  /** The level as all statements see it: planners of others tell us of none. */
  Schema in(SchemaTables tables) {
    CallScope scope = StatementProgress.loggedScope();
    if (entity == null) {
      return NamespaceSchema.listedRoot(tables, scope);
    }
    return project == null
        ? NamespaceSchema.listedEntity(tables, entity, scope)
        : NamespaceSchema.project(tables, new ProjectPath(entity, project), scope);
  }
}
