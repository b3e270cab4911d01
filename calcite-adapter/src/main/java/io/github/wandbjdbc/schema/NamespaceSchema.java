package io.github.wandbjdbc.schema;

import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.Multimap;
import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.engine.source.ColumnReferences;
import io.github.wandbjdbc.predicates.SchemaFunctions;
import io.github.wandbjdbc.rows.ItemTable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.calcite.schema.Function;
import org.apache.calcite.schema.Schema;
import org.apache.calcite.schema.Table;
import org.apache.calcite.schema.impl.AbstractSchema;
import org.apache.calcite.schema.lookup.Lookup;
import org.jspecify.annotations.Nullable;

/**
 * One level of names as one statement sees it: the root, an entity or a project.
 *
 * <p>Our own planner finds entities and projects by name and lists none: it lists whatever it can
 * reach, which would ask for all projects of all entities whenever a statement is planned. Planners
 * of others find only what is listed.
 */
final class NamespaceSchema extends AbstractSchema {
  private final Lookup<Table> tables;
  private final Lookup<Schema> subSchemas;
  private final ImmutableListMultimap<String, Function> functions;

  private NamespaceSchema(
      Lookup<Table> tables, Lookup<Schema> subSchemas, Map<String, Function> ofProject) {
    this.tables = tables;
    this.subSchemas = subSchemas;
    this.functions =
        ImmutableListMultimap.<String, Function>builder()
            .putAll(SchemaFunctions.all().entrySet())
            .putAll(ofProject.entrySet())
            .build();
  }

  /** The level that holds entities, as our own planner sees it. */
  static Schema root(Catalog catalog, ColumnReferences references, CallScope scope) {
    return new NamespaceSchema(
        Lookup.empty(),
        new NamedLookup<>(name -> entity(catalog, name, List::of, references, scope), List::of),
        Map.of());
  }

  /** The level that holds entities, which are listed. */
  static Schema listedRoot(Catalog catalog, CallScope scope) {
    return new NamespaceSchema(
        Lookup.empty(),
        new NamedLookup<>(
            name -> listedEntity(catalog, name, scope), () -> catalog.entities(scope)),
        Map.of());
  }

  /** The level that holds the projects of {@code entity}, which are listed. */
  static Schema listedEntity(Catalog catalog, String entity, CallScope scope) {
    return entity(
        catalog,
        entity,
        () -> catalog.projects(catalog.resolveEntity(entity, scope), scope),
        ColumnReferences.ANY,
        scope);
  }

  private static Schema entity(
      Catalog catalog,
      String entity,
      Supplier<List<String>> projects,
      ColumnReferences references,
      CallScope scope) {
    return new NamespaceSchema(
        Lookup.empty(),
        new NamedLookup<>(
            name -> project(catalog, new ProjectPath(entity, name), references, scope), projects),
        Map.of());
  }

  /** The level that holds the tables of {@code project}, for statements of any kind. */
  static Schema project(Catalog catalog, ProjectPath project, CallScope scope) {
    return project(catalog, project, ColumnReferences.ANY, scope);
  }

  private static Schema project(
      Catalog catalog, ProjectPath project, ColumnReferences references, CallScope scope) {
    return new NamespaceSchema(
        new NamedLookup<>(
            name -> table(catalog, project, name, references, scope), WandbSchema::tableNames),
        Lookup.empty(),
        Map.of(
            HistoryPartitionsFunction.NAME,
            new HistoryPartitionsFunction(catalog, project, scope),
            ClearCacheFunction.NAME,
            new ClearCacheFunction(catalog, project)));
  }

  private static @Nullable Table table(
      Catalog catalog,
      ProjectPath project,
      String name,
      ColumnReferences references,
      CallScope scope) {
    Optional<ItemTable<?>> ofSystem = catalog.system().named(project.project(), name);
    if (ofSystem.isPresent()) {
      return new SystemTable(catalog, ofSystem.get(), project);
    }
    return project.project().equals(SystemTables.ALL_PROJECTS)
        ? null
        : ProjectTables.named(name)
            .map(kind -> new WandbTable(catalog, kind, project, references, scope))
            .orElse(null);
  }

  @Override
  public Lookup<Table> tables() {
    return tables;
  }

  @Override
  public Lookup<? extends Schema> subSchemas() {
    return subSchemas;
  }

  @Override
  public boolean isMutable() {
    return false;
  }

  /** A path of schemas that is searched for functions may end at any level. */
  @Override
  protected Multimap<String, Function> getFunctionMultimap() {
    return functions;
  }
}
