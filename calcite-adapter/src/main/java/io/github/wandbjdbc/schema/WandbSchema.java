package io.github.wandbjdbc.schema;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.client.WandbClient;
import io.github.wandbjdbc.engine.source.ColumnReferences;
import io.github.wandbjdbc.engine.source.StatementSource;
import io.github.wandbjdbc.rows.ForeignKey;
import io.github.wandbjdbc.rows.TableColumns;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.calcite.schema.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The experiments of one source as SQL sees them: entities hold projects, projects hold the tables
 * {@code runs}, {@code history} and {@code sampled_history}.
 *
 * <p>Safe for use by several threads. Remembers the columns that it discovered, together with all
 * open schemas of the same source and credential that discover alike; a client that it was given
 * stays the caller's, who closes it. Every call may throw {@link
 * io.github.wandbjdbc.client.WandbException}.
 */
public final class WandbSchema implements AutoCloseable {
  private final SchemaTables tables;
  private final Map<String, SchemaTables> attached;
  private final SchemaOptions options;
  private final Namespace namespace;
  private final Runnable end;

  WandbSchema(WandbClient client, SchemaOptions options, Namespace namespace, Runnable end) {
    this(SchemaTables.of(new Catalog(client, options), options), Map.of(), options, namespace, end);
  }

  private WandbSchema(
      SchemaTables tables,
      Map<String, SchemaTables> attached,
      SchemaOptions options,
      Namespace namespace,
      Runnable end) {
    this.tables = tables;
    this.attached = attached;
    this.options = options;
    this.namespace = namespace;
    this.end = end;
  }

  /** The experiments behind {@code client}; asks it nothing yet. */
  public static WandbSchema over(WandbClient client, SchemaOptions options) {
    return new WandbSchema(client, options, Namespace.ROOT, () -> {});
  }

  /**
   * The same schema, which has the entities of others besides.
   *
   * @param folders by the name of the one entity that each has, which is none of ours
   * @param how they are discovered and read
   */
  public WandbSchema with(Map<String, ? extends WandbClient> folders, SchemaOptions how) {
    Map<String, SchemaTables> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    all.putAll(attached);
    folders.forEach(
        (name, client) -> all.put(name, SchemaTables.of(new Catalog(client, how), how)));
    return new WandbSchema(tables, all, options, namespace, end);
  }

  /** Says whose experiments, and how they are asked for: for connections of Calcite's own. */
  public static WandbSchemaBuilder builder() {
    return new WandbSchemaBuilder();
  }

  /**
   * The schema to add to a root schema of Calcite's: the tables of the project that the builder was
   * told, else the projects of the entity, else the entities. It serves any number of statements,
   * and looks for tables anew in each.
   *
   * <p>It needn't be closed: what it shares is left once no schema and no plan knows of it.
   */
  public Schema schema() {
    return namespace.in(tables);
  }

  /**
   * The root schema as one statement sees it, whose sub-schemas are entities, and theirs projects.
   * Any entity or project can be named without asking for it; a table asks when its row type is
   * wanted, and fails with {@code UNKNOWN_PROJECT} if there is no such project. Neither are listed
   * here: planners list whatever they can reach.
   *
   * @param references the columns that the statement may mean: tables show the others of those that
   *     they would have to discover or not
   * @param scope what planning asks belongs to it
   */
  public Schema root(ColumnReferences references, CallScope scope) {
    return root(new StatementView(references, scope, null));
  }

  /** The root schema as the statement of {@code view} sees it, likewise. */
  Schema root(StatementView view) {
    return NamespaceSchema.root(this::of, view);
  }

  /**
   * This schema as the source of one statement.
   *
   * @param scope what the statement asks belongs to it
   */
  public StatementSource source(CallScope scope) {
    return source(scope, null);
  }

  /** The same for a statement whose names are looked up in {@code current}; null if nowhere. */
  public StatementSource source(CallScope scope, @Nullable ProjectPath current) {
    return new SchemaSource(this::of, scope, current);
  }

  /** The same for a statement that may mean any column. */
  public Schema root(CallScope scope) {
    return root(ColumnReferences.ANY, scope);
  }

  /**
   * The project that {@code path} means: the one of just that name, else the only one that differs
   * in case. {@code UNKNOWN_ENTITY} or {@code UNKNOWN_PROJECT} if there is none or more than one.
   */
  public ProjectPath resolve(ProjectPath path, CallScope scope) {
    return of(path.entity()).catalog().resolve(path, scope);
  }

  /**
   * The project that {@code path} means, likewise, or empty: that there is none is remembered as
   * long as other answers are, which is for those who only look around.
   */
  public Optional<ProjectPath> existing(ProjectPath path, CallScope scope) {
    return of(path.entity()).catalog().existing(path, scope);
  }

  /** The columns of the primary key of the table {@code name}, which are the same everywhere. */
  public static List<String> primaryKey(String name) {
    return kind(name).primaryKey();
  }

  /** The keys that lead from the table {@code name} to others, likewise. */
  public static List<ForeignKey> foreignKeys(String name) {
    return kind(name).foreignKeys();
  }

  /** The entity that {@code name} means, likewise; {@code UNKNOWN_ENTITY} if there is none. */
  public String resolveEntity(String name, CallScope scope) {
    return of(name).catalog().resolveEntity(name, scope);
  }

  /** The entities of the viewer: their own, and their teams; and those that are attached. */
  public List<String> entities(CallScope scope) {
    List<String> entities = new ArrayList<>(tables.catalog().entities(scope));
    entities.addAll(attached.keySet());
    return List.copyOf(entities);
  }

  /** The projects of {@code entity}; asks for names only. */
  public List<String> projects(String entity, CallScope scope) {
    return of(entity).catalog().projects(entity, scope);
  }

  /** The names of the tables of every project, sorted. */
  public static List<String> tableNames() {
    return ProjectTables.names();
  }

  /** A description of a row of the table {@code name}. */
  public static String tableRemarks(String name) {
    return kind(name).remarks();
  }

  /**
   * The table {@code name} of a project with its columns, which are discovered if need be; {@code
   * scope} is warned of those that are missing.
   */
  public TableDescription table(ProjectPath project, String name, CallScope scope) {
    TableKind kind = kind(name);
    Catalog catalog = of(project.entity()).catalog();
    ProjectPath resolved = catalog.resolve(project, scope);
    TableColumns columns = kind.columns(catalog, resolved, scope);
    columns.notices().forEach(notice -> notice.tell(scope));
    return new TableDescription(
        kind.tableName(), kind.remarks(), columns.columns(), kind.primaryKey(), kind.foreignKeys());
  }

  /**
   * The bytes of the file {@code name} of the run {@code runId}, from the first on; empty if the
   * run has none, or there is no such run. The source is asked for it by these names alone.
   */
  public Optional<InputStream> file(
      ProjectPath project, String runId, String name, CallScope scope) {
    return of(project.entity()).catalog().file(project, runId, name, scope);
  }

  /** All tables of a project, by name. */
  public List<TableDescription> tables(ProjectPath project, CallScope scope) {
    return tableNames().stream().map(name -> table(project, name, scope)).toList();
  }

  /** Forgets what was discovered, so that the next statement asks anew. */
  public void forget() {
    all().forEach(each -> each.catalog().forget());
  }

  /** Has no part any more in what is remembered, and closes the client if a builder opened it. */
  @Override
  public void close() {
    all().forEach(each -> each.catalog().close());
    end.run();
  }

  private List<SchemaTables> all() {
    List<SchemaTables> all = new ArrayList<>(attached.values());
    all.add(tables);
    return all;
  }

  /** The tables among which {@code entity} is, in any case. */
  private SchemaTables of(String entity) {
    return attached.getOrDefault(entity, tables);
  }

  private static TableKind kind(String name) {
    return ProjectTables.named(name)
        .orElseThrow(() -> new IllegalArgumentException("there is no table " + name));
  }

  @Override
  public String toString() {
    return "WandbSchema[" + options + "]";
  }
}
