package io.github.wandbjdbc.schema;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.Pages;
import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.client.WandbClient;
import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.client.WandbException.Kind;
import io.github.wandbjdbc.client.asof.AsOfClient;
import io.github.wandbjdbc.client.lifetime.SharedLease;
import io.github.wandbjdbc.engine.QueryEngine;
import io.github.wandbjdbc.engine.source.ColumnReferences;
import io.github.wandbjdbc.rows.Discovery;
import io.github.wandbjdbc.rows.Discovery.HistoryTables;
import io.github.wandbjdbc.rows.NamedKeys;
import io.github.wandbjdbc.rows.TableColumns;
import io.github.wandbjdbc.rows.tables.FoundTables;
import io.github.wandbjdbc.scan.ScanSource;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Answers what there is: entities, projects, and the columns of a project's tables, which it
 * remembers for a while.
 */
final class Catalog {
  private final WandbClient client;
  private final WandbClient tables;
  private final SchemaOptions options;
  private final Discovery discovery;
  private final SharedMetadata findings;
  private final SharedLease membership;
  private final ExpiringCache<Object, FoundTables> loggedTables;
  private @Nullable QueryEngine conditions;

  Catalog(WandbClient client, SchemaOptions options) {
    this.client = client;
    this.tables =
        options.asOf() == null
            ? client
            : new AsOfClient(client, options.asOf(), options.pushdown());
    this.options = options;
    this.discovery =
        new Discovery(
            client.seesAll() ? Integer.MAX_VALUE : options.discoveryRuns(),
            options.maxColumns(),
            options.pushdown(),
            options.discoveryTime(),
            System::nanoTime);
    this.loggedTables = new ExpiringCache<>(FoundTables.LIFETIME, System::nanoTime);
    SharedMetadata joined = SharedMetadata.join(client, options);
    this.findings = joined;
    this.membership = SharedLease.of(this, joined::leave);
  }

  /** Asks anew from now on. */
  void forget() {
    findings.forget();
    loggedTables.clear();
  }

  /** Shares no longer what was found out. */
  void close() {
    membership.end();
  }

  List<String> entities(CallScope scope) {
    return findings.entities.get("", scope, () -> client.viewer(scope).entities());
  }

  /** Where {@code runs} of {@code entity} are, as {@code finder} finds out. */
  RunPlaces places(String entity, Set<String> runs, Supplier<RunPlaces> finder, CallScope scope) {
    return findings.places.get(new SharedMetadata.NamedRuns(entity, runs), scope, finder);
  }

  /** Plans conditions on runs that stand in arguments. */
  synchronized QueryEngine conditions() {
    if (conditions == null) {
      conditions = new QueryEngine(WandbFunctions.operatorTable(), "");
    }
    return conditions;
  }

  /** The content of logged tables that was found, by the question for it. */
  ExpiringCache<Object, FoundTables> loggedTables() {
    return loggedTables;
  }

  /** More runs aren't read one by one. */
  long maxRuns() {
    return options.maxRuns();
  }

  /** Whom it asks. */
  WandbClient client() {
    return client;
  }

  /**
   * The file {@code name} of the run {@code runId} as its tables know it; empty if there is none.
   */
  Optional<InputStream> file(ProjectPath project, String runId, String name, CallScope scope) {
    return tables.runStreams().file(resolve(project, scope), runId, name, scope);
  }

  List<String> projects(String entity, CallScope scope) {
    return findings.projectNames.get(entity, scope, () -> list(entity, scope));
  }

  private List<String> list(String entity, CallScope scope) {
    List<String> names = new ArrayList<>();
    try (Pages<String> pages = client.projects(entity, scope)) {
      for (List<String> page = pages.next(); page != null; page = pages.next()) {
        names.addAll(page);
      }
    }
    return List.copyOf(names);
  }

  /** The columns of {@code runs} in {@code project}, which is named as its source names it. */
  TableColumns runs(ProjectPath project, CallScope scope) {
    return findings.runs.get(project, scope, () -> discovery.runs(client, project, scope));
  }

  /** The columns of the tables of steps, likewise. */
  HistoryTables history(ProjectPath project, CallScope scope) {
    return findings.histories.get(project, scope, () -> discovery.history(client, project, scope));
  }

  /** The columns of {@code table}, if they are known, or found out without a request; else null. */
  @Nullable TableColumns knownColumns(WideTable table, ProjectPath project, CallScope scope) {
    if (client.pageSizes().isEmpty()) {
      return table.columns(this, project, scope);
    }
    HistoryTables histories = findings.histories.known(project);
    return switch (table) {
      case RUNS -> findings.runs.known(project);
      case HISTORY -> histories == null ? null : histories.history();
      case SAMPLED_HISTORY -> histories == null ? null : histories.sampled();
      case HISTORY_WITH_PARENTS -> histories == null ? null : histories.withParents();
    };
  }

  /**
   * The findings about {@code name}, which a statement has for a column of {@code table} that isn't
   * among those {@code shown}.
   */
  NamedKeys named(
      WideTable table, ProjectPath project, TableColumns shown, String name, CallScope scope) {
    boolean ofRuns = table == WideTable.RUNS;
    return findings.named.get(
        new SharedMetadata.NamedKey(project, ofRuns, name),
        scope,
        () -> Discovery.find(client, project, name, ofRuns, shown, scope));
  }

  /** Whether a statement that may mean {@code references} can be answered by fixed columns. */
  boolean needsNoDiscovery(WideTable table, ColumnReferences references) {
    // Without pushdown no selection of keys is sent: all columns of a step are read.
    boolean isReadWhole =
        (table == WideTable.HISTORY || table == WideTable.HISTORY_WITH_PARENTS)
            && !options.pushdown();
    return !isReadWhole && !table.mayDiscoverAny(references);
  }

  /** How scans ask, of a table with {@code columns}. */
  ScanSource source(TableColumns columns) {
    return new ScanSource(
        tables, options.pushdown(), options.typeMismatch(), options.maxRuns(), columns.notices());
  }

  /** The project that {@code path} means: of just this name, else ignoring case. */
  ProjectPath resolve(ProjectPath path, CallScope scope) {
    return findings.projects.get(path, scope, () -> find(path, scope));
  }

  /** Likewise, empty if it is known that there is none, which is remembered, too. */
  Optional<ProjectPath> existing(ProjectPath path, CallScope scope) {
    return findings.existing.get(
        path,
        scope,
        () -> {
          try {
            return Optional.of(resolve(path, scope));
          } catch (WandbException e) {
            if (isUnknown(e)) {
              return Optional.empty();
            }
            throw e;
          }
        });
  }

  /** Whether {@code e} says that there is no such thing, surely: nothing else failed on the way. */
  private static boolean isUnknown(WandbException e) {
    return (e.kind() == Kind.UNKNOWN_ENTITY
            || e.kind() == Kind.UNKNOWN_PROJECT
            || e.kind() == Kind.NOT_FOUND)
        && Arrays.stream(e.getSuppressed()).noneMatch(WandbException.class::isInstance);
  }

  private ProjectPath find(ProjectPath path, CallScope scope) {
    List<String> listed = findings.projectNames.known(path.entity());
    if (listed != null && listed.contains(path.project())) {
      return path;
    }
    Optional<ProjectPath> exact = client.project(path, scope);
    if (exact.isPresent()) {
      return exact.get();
    }
    String entity;
    List<String> names;
    try {
      entity = resolveEntity(path.entity(), scope);
      names = projects(entity, scope);
    } catch (WandbException e) {
      throw saysMore(e) ? e : UnknownName.project(path, e, client.seesAll());
    }
    return choose(path, entity, names, client.seesAll());
  }

  /** The project of {@code entity} that {@code path} means, which none is called exactly. */
  private static ProjectPath choose(
      ProjectPath path, String entity, List<String> names, boolean isLocal) {
    List<String> alike = alike(path.project(), names);
    if (alike.size() > 1) {
      throw new WandbException(
          Kind.UNKNOWN_PROJECT,
          "project %s: %s differ only in case; write one of them exactly".formatted(path, alike));
    }
    if (alike.isEmpty()) {
      throw UnknownName.project(path, names, isLocal);
    }
    return new ProjectPath(entity, alike.get(0));
  }

  /** Whether {@code e} says more than that there is no such project. */
  private static boolean saysMore(WandbException e) {
    return e.kind() == Kind.UNKNOWN_ENTITY
        || e.kind() == Kind.CANCELLED
        || e.kind() == Kind.TIMEOUT;
  }

  /** The entity that {@code name} means, likewise. */
  String resolveEntity(String name, CallScope scope) {
    return findings.entityNames.get(name, scope, () -> findEntity(name, scope));
  }

  private String findEntity(String name, CallScope scope) {
    List<String> entities = entities(scope);
    if (entities.contains(name)) {
      return name;
    }
    List<String> alike = alike(name, entities);
    if (alike.size() > 1) {
      throw new WandbException(
          Kind.UNKNOWN_ENTITY,
          "entity %s: %s differ only in case; write one of them exactly".formatted(name, alike));
    }
    if (alike.isEmpty()) {
      // An entity that the viewer is no member of is known by what it lets others see.
      try (Pages<String> pages = client.projects(name, scope)) {
        pages.next();
      } catch (WandbException e) {
        throw e.kind() == Kind.UNKNOWN_ENTITY
            ? UnknownName.entity(name, entities, e, client.seesAll())
            : e;
      }
      return name;
    }
    return alike.get(0);
  }

  private static List<String> alike(String name, List<String> names) {
    return names.stream().filter(name::equalsIgnoreCase).distinct().sorted().toList();
  }
}
