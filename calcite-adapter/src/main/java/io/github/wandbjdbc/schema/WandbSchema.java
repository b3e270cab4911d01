package io.github.wandbjdbc.schema;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.client.WandbClient;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.calcite.schema.Schema;

/**
 * The experiments of one source as SQL sees them: entities hold projects, projects hold the tables
 * {@code runs}, {@code history} and {@code sampled_history}.
 *
 * <p>Safe for use by several threads. Remembers the columns that it discovered, together with all
 * open schemas of the same source and credential that discover alike; the client stays the
 * caller's, who closes it. Every call may throw {@link io.github.wandbjdbc.client.WandbException}.
 */
public final class WandbSchema implements AutoCloseable {
  private final Catalog catalog;
  private final SchemaOptions options;
  private final AtomicBoolean isClosed = new AtomicBoolean();

  private WandbSchema(WandbClient client, SchemaOptions options) {
    this.catalog = new Catalog(client, options);
    this.options = options;
  }

  /** The experiments behind {@code client}; asks it nothing yet. */
  public static WandbSchema over(WandbClient client, SchemaOptions options) {
    return new WandbSchema(client, options);
  }

  /**
   * The root schema as one statement sees it, whose sub-schemas are entities, and theirs projects.
   * Any entity or project can be named without asking for it; a table asks when its row type is
   * wanted, and fails with {@code UNKNOWN_PROJECT} if there is no such project. Neither are listed
   * here: planners list whatever they can reach.
   *
   * @param scope what planning asks belongs to it
   */
  public Schema root(CallScope scope) {
    return NamespaceSchema.root(catalog, scope);
  }

  /**
   * The project that {@code path} means: the one of just that name, else the only one that differs
   * in case. {@code UNKNOWN_ENTITY} or {@code UNKNOWN_PROJECT} if there is none or more than one.
   */
  public ProjectPath resolve(ProjectPath path, CallScope scope) {
    return catalog.resolve(path, scope);
  }

  /** The entity that {@code name} means, likewise; {@code UNKNOWN_ENTITY} if there is none. */
  public String resolveEntity(String name, CallScope scope) {
    return catalog.resolveEntity(name, scope);
  }

  /** The entities of the viewer: their own, and their teams. */
  public List<String> entities(CallScope scope) {
    return catalog.entities(scope);
  }

  /** The projects of {@code entity}; asks for names only. */
  public List<String> projects(String entity, CallScope scope) {
    return catalog.projects(entity, scope);
  }

  /** The names of the tables of every project, sorted. */
  public static List<String> tableNames() {
    return ProjectTables.ALL.stream().map(TableKind::tableName).toList();
  }

  /** What a row of the table {@code name} is. */
  public static String tableRemarks(String name) {
    return kind(name).remarks();
  }

  /** The table {@code name} of a project with its columns, which are discovered if need be. */
  public TableDescription table(ProjectPath project, String name, CallScope scope) {
    TableKind kind = kind(name);
    ProjectPath resolved = catalog.resolve(project, scope);
    return new TableDescription(
        kind.tableName(),
        kind.remarks(),
        kind.columns(catalog, resolved, scope).columns(),
        kind.primaryKey(),
        kind.foreignKeys());
  }

  /** All tables of a project, by name. */
  public List<TableDescription> tables(ProjectPath project, CallScope scope) {
    return tableNames().stream().map(name -> table(project, name, scope)).toList();
  }

  /** Forgets what was discovered, so that the next statement asks anew. */
  public void forget() {
    catalog.forget();
  }

  /** Has no part any more in what is remembered. */
  @Override
  public void close() {
    if (isClosed.compareAndSet(false, true)) {
      catalog.close();
    }
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
