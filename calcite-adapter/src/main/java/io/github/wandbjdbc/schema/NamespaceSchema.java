package io.github.wandbjdbc.schema;

import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.Multimap;
import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.predicates.SchemaFunctions;
import java.util.List;
import java.util.function.Supplier;
import org.apache.calcite.schema.Function;
import org.apache.calcite.schema.Schema;
import org.apache.calcite.schema.Table;
import org.apache.calcite.schema.impl.AbstractSchema;
import org.apache.calcite.schema.lookup.Lookup;

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
  private final Supplier<Multimap<String, Function>> ofProject;

  private NamespaceSchema(
      Lookup<Table> tables,
      Lookup<Schema> subSchemas,
      Supplier<Multimap<String, Function>> ofProject) {
    this.tables = tables;
    this.subSchemas = subSchemas;
    this.ofProject = ofProject;
  }

  /**
   * The level that holds entities, as our own planner sees it.
   *
   * @param tables among which the tables of an entity are
   */
  static Schema root(java.util.function.Function<String, SchemaTables> tables, StatementView view) {
    return new NamespaceSchema(
        Lookup.empty(),
        new NamedLookup<>(name -> entity(tables.apply(name), name, List::of, view), List::of),
        ImmutableListMultimap::of);
  }

  /** The level that holds entities, which are listed. */
  static Schema listedRoot(SchemaTables tables, CallScope scope) {
    return new NamespaceSchema(
        Lookup.empty(),
        new NamedLookup<>(
            name -> listedEntity(tables, name, scope), () -> tables.catalog().entities(scope)),
        ImmutableListMultimap::of);
  }

  /** The level that holds the projects of {@code entity}, which are listed. */
  static Schema listedEntity(SchemaTables tables, String entity, CallScope scope) {
    return entity(
        tables,
        entity,
        () -> tables.catalog().projects(tables.catalog().resolveEntity(entity, scope), scope),
        StatementView.ofAny(scope));
  }

  private static Schema entity(
      SchemaTables tables, String entity, Supplier<List<String>> projects, StatementView view) {
    return new NamespaceSchema(
        Lookup.empty(),
        new NamedLookup<>(name -> project(tables, new ProjectPath(entity, name), view), projects),
        ImmutableListMultimap::of);
  }

  /** The level that holds the tables of {@code project}, for statements of any kind. */
  static Schema project(SchemaTables tables, ProjectPath project, CallScope scope) {
    return project(tables, project, StatementView.ofAny(scope));
  }

  private static Schema project(SchemaTables tables, ProjectPath project, StatementView view) {
    return new NamespaceSchema(
        new NamedLookup<>(
            name ->
                mayBeMeant(tables, project, name, view) ? tables.find(project, name, view) : null,
            ProjectTables::names),
        Lookup.empty(),
        () ->
            ImmutableListMultimap.<String, Function>builder()
                .putAll(ListedFunction.of(tables, project, view.scope()))
                .put(ClearCacheFunction.NAME, new ClearCacheFunction(tables.catalog(), project))
                .build());
  }

  /**
   * Whether {@code table} of {@code project} may be meant. {@code runs.runs} is looked for wherever
   * a column of {@code runs} is called as its table, or a result is: then nobody speaks of a
   * project, unless there is one.
   */
  private static boolean mayBeMeant(
      SchemaTables tables, ProjectPath project, String table, StatementView view) {
    return !table.equalsIgnoreCase(project.project())
        || tables.catalog().existing(project, view.scope()).isPresent();
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
    return ImmutableListMultimap.<String, Function>builder()
        .putAll(SchemaFunctions.all().entrySet())
        .putAll(ofProject.get())
        .build();
  }
}
