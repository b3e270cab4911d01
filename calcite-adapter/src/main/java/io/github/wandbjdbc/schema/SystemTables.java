package io.github.wandbjdbc.schema;

import static io.github.wandbjdbc.rows.ColumnType.BIGINT;
import static io.github.wandbjdbc.rows.ColumnType.BOOLEAN;
import static io.github.wandbjdbc.rows.ColumnType.DOUBLE;
import static io.github.wandbjdbc.rows.ColumnType.TIMESTAMP;
import static io.github.wandbjdbc.rows.ColumnType.VARCHAR;

import com.google.common.base.Suppliers;
import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.FileCache;
import io.github.wandbjdbc.client.Pages;
import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.client.Viewer;
import io.github.wandbjdbc.client.diagnostics.CachedFile;
import io.github.wandbjdbc.client.diagnostics.CallRecord;
import io.github.wandbjdbc.client.diagnostics.LimiterState;
import io.github.wandbjdbc.client.diagnostics.ServerFinding;
import io.github.wandbjdbc.client.teams.TeamMember;
import io.github.wandbjdbc.client.teams.TeamProject;
import io.github.wandbjdbc.rows.FixedColumns;
import io.github.wandbjdbc.rows.ItemTable;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/**
 * The tables that belong to no project: {@code information_schema}, which tells what there is and
 * how requests went, and the schema {@code *}, which stands for all projects of an entity. No
 * project can be called {@code *}; one that is called {@code information_schema} keeps its tables,
 * as they have other names.
 */
final class SystemTables {
  static final String INFORMATION_SCHEMA = "information_schema";
  static final String ALL_PROJECTS = "*";

  static final String TABLE_SCHEMA = "table_schema";

  private static final String COLUMNS = "columns";
  private static final String CATALOG = "The entity.";
  private static final String SCHEMA = "The project.";

  private final Supplier<List<ItemTable<?>>> informationSchema;
  private final Supplier<List<ItemTable<?>>> allProjects;

  private final long maxProjects;

  SystemTables(Catalog catalog, SchemaOptions options) {
    this.maxProjects = options.maxRuns();
    // Made when they are asked for: most statements don't.
    this.informationSchema =
        Suppliers.memoize(
            () -> {
              Descriptions descriptions = new Descriptions(catalog, this);
              return List.of(
                  schemata(descriptions),
                  tables(descriptions),
                  columns(descriptions),
                  requests(),
                  limits(),
                  server(),
                  cache("cache", FileCache::files));
            });
    this.allProjects =
        Suppliers.memoize(
            () ->
                List.of(
                    projects(catalog),
                    new AllRuns(catalog, options.maxRuns(), FixedColumns.RUNS).table(),
                    users(),
                    teams(),
                    members()));
  }

  /** So many projects are asked at the most by a statement that names none. */
  long maxProjects() {
    return maxProjects;
  }

  /** The system's tables in {@code schema}, none if it is a project's alone. */
  List<ItemTable<?>> in(String schema) {
    return schema.equalsIgnoreCase(INFORMATION_SCHEMA)
        ? informationSchema.get()
        : schema.equals(ALL_PROJECTS) ? allProjects.get() : List.of();
  }

  /** The table {@code name} of {@code schema}, both in any case. */
  Optional<ItemTable<?>> named(String schema, String name) {
    return in(schema).stream().filter(table -> table.name().equalsIgnoreCase(name)).findFirst();
  }

  /**
   * The project whose part of {@code table}, one in the schema {@code named}, a statement reads:
   * that schema, which stands for all projects, unless the table shows the current project's alone
   * to those who name none.
   */
  static ProjectPath place(ItemTable<?> table, ProjectPath named, StatementView view) {
    ProjectPath current = view.current();
    return current != null
            && table.name().equals(COLUMNS)
            && current.entity().equalsIgnoreCase(named.entity())
            && !view.references().isInCondition(TABLE_SCHEMA)
        ? current
        : named;
  }

  private static ItemTable<Descriptions.Schema> schemata(Descriptions descriptions) {
    return ItemTable.<Descriptions.Schema>named(
            "schemata", "One row per project of the entity, and per schema of the system.")
        .required("catalog_name", VARCHAR, Descriptions.Schema::entity, CATALOG)
        .key("schema_name", Descriptions.Schema::name, SCHEMA)
        .primaryKey("catalog_name", "schema_name")
        .likelyRows(100)
        .listedBy((client, request, scope) -> descriptions.schemata(request, scope));
  }

  private static ItemTable<Descriptions.OfTable> tables(Descriptions descriptions) {
    return ItemTable.<Descriptions.OfTable>named("tables", "One row per table of each project.")
        .required("table_catalog", VARCHAR, Descriptions.OfTable::entity, CATALOG)
        .key(TABLE_SCHEMA, Descriptions.OfTable::schema, SCHEMA)
        .key("table_name", Descriptions.OfTable::name, "The table.")
        .required("table_type", VARCHAR, Descriptions.OfTable::type, "BASE TABLE or SYSTEM TABLE.")
        .required(
            "remarks", VARCHAR, Descriptions.OfTable::remarks, "A description of the table's rows.")
        .primaryKey("table_catalog", "table_schema", "table_name")
        .likelyRows(1000)
        .listedBy((client, request, scope) -> descriptions.tables(request, scope));
  }

  private static ItemTable<Descriptions.OfColumn> columns(Descriptions descriptions) {
    return ItemTable.<Descriptions.OfColumn>named(
            COLUMNS,
            "One row per column of each table of the current project, or of the projects that a"
                + " condition on table_schema names.")
        .required("table_catalog", VARCHAR, Descriptions.OfColumn::entity, CATALOG)
        .key(TABLE_SCHEMA, Descriptions.OfColumn::schema, SCHEMA)
        .key("table_name", Descriptions.OfColumn::table, "The table.")
        .required("column_name", VARCHAR, column -> column.column().name(), "The column.")
        .required(
            "ordinal_position", BIGINT, Descriptions.OfColumn::position, "Its position, from 1.")
        .required("data_type", VARCHAR, column -> column.column().type().name(), "Its SQL type.")
        .required("is_nullable", VARCHAR, Descriptions.OfColumn::isNullable, "YES or NO.")
        .column(
            "exact_key",
            VARCHAR,
            Descriptions.OfColumn::key,
            "The exact name of the metric, or the path in config or summary; NULL for other"
                + " columns.")
        .required(
            "remarks", VARCHAR, column -> column.column().remarks(), "A description of the column.")
        .primaryKey("table_catalog", "table_schema", "table_name", "column_name")
        .likelyRows(50_000)
        .listedBy((client, request, scope) -> descriptions.columns(request, scope));
  }

  private static ItemTable<CallRecord> requests() {
    return ItemTable.<CallRecord>named(
            "requests", "One row per attempt at a request of this connection, the newest thousand.")
        .required("started_at", TIMESTAMP, CallRecord::startedAt, "The time of sending, UTC.")
        .required("operation", VARCHAR, CallRecord::operation, "The GraphQL operation.")
        .required("subject", VARCHAR, CallRecord::subject, "A description of the request.")
        .required(
            "attempt",
            BIGINT,
            call -> (long) call.attempt(),
            "1 for the first attempt, more for repetitions after a failure.")
        .required(
            "waited_seconds",
            DOUBLE,
            call -> seconds(call.waited()),
            "The time it waited for other requests, for the quota, or after a failure.")
        .required(
            "took_seconds",
            DOUBLE,
            call -> seconds(call.took()),
            "The time from sending it to the end of the answer.")
        .required("bytes", BIGINT, CallRecord::bytes, "The uncompressed size of the answer.")
        .column(
            "status",
            BIGINT,
            call -> call.status() == null ? null : (Object) call.status().longValue(),
            "The HTTP status; NULL if there was no answer.")
        .column("failure", VARCHAR, CallRecord::failure, "The error; NULL if there was none.")
        .likelyRows(1000)
        .listedBy((client, request, scope) -> Pages.of(scope.log().newest()));
  }

  private static ItemTable<LimiterState> limits() {
    return ItemTable.<LimiterState>named(
            "limits",
            "The limits on requests of all connections of the JVM with this host and API key:"
                + " one row, none for local files.")
        .required(
            "max_concurrent",
            BIGINT,
            state -> (long) state.maxConcurrent(),
            "The maximum number of concurrent requests.")
        .required(
            "allowed",
            BIGINT,
            state -> (long) state.allowed(),
            "The maximum at present: lower after the server has limited the rate.")
        .required(
            "under_way",
            BIGINT,
            state -> (long) state.underWay(),
            "The number of current requests.")
        .required(
            "waiting",
            BIGINT,
            state -> (long) state.waiting(),
            "The number of requests that wait for one of these to end.")
        .required(
            "quiet_seconds",
            DOUBLE,
            state -> seconds(state.quiet()),
            "The time until the next request, because the server's quota is used up.")
        .likelyRows(1)
        .listedBy(
            (client, request, scope) ->
                Pages.of(client.limiter().map(List::of).orElseGet(List::of)));
  }

  private static ItemTable<ServerFinding> server() {
    return ItemTable.<ServerFinding>named(
            "server",
            "One row per fact that the driver discovered about the server; none for local files.")
        .required("name", VARCHAR, ServerFinding::name, "The fact.")
        .required("value", VARCHAR, ServerFinding::value, "The value.")
        .required(
            "found_at", TIMESTAMP, ServerFinding::foundAt, "The time of the last discovery, UTC.")
        .required(
            "found_by", VARCHAR, ServerFinding::foundBy, "The request or answer that showed it.")
        .primaryKey("name")
        .likelyRows(20)
        .listedBy((client, request, scope) -> Pages.of(client.serverFindings()));
  }

  /** The files that are cached on disk, or were until the table {@code name} was read. */
  static ItemTable<CachedFile> cache(
      String name, BiFunction<FileCache, CallScope, List<CachedFile>> files) {
    return ItemTable.<CachedFile>named(
            name,
            "One row per exported file that is cached on disk, wholly or in part, for this host and"
                + " user.")
        .required("entity", VARCHAR, CachedFile::entity, CATALOG)
        .required("project", VARCHAR, CachedFile::project, SCHEMA)
        .required("run_id", VARCHAR, CachedFile::run, "The run's id. From Run.name.")
        .required("file", VARCHAR, CachedFile::file, "Its address, without a signature.")
        .required("bytes", BIGINT, CachedFile::bytes, "The number of cached bytes.")
        .required(
            "last_used_at", TIMESTAMP, CachedFile::lastUsed, "The time of the last access, UTC.")
        .likelyRows(1000)
        .listedBy((client, request, scope) -> Pages.of(files.apply(client.cache(), scope)));
  }

  private static ItemTable<TeamProject> projects(Catalog catalog) {
    String entity = "entity";
    return ItemTable.<TeamProject>named("projects", "One row per project of the entity.")
        .required(entity, VARCHAR, TeamProject::entity, CATALOG)
        .key("project", TeamProject::name, "The project, which is a schema. From Project.name.")
        .column(
            "description",
            VARCHAR,
            TeamProject::description,
            "The project's description. From Project.description.")
        .column(
            "created_at",
            TIMESTAMP,
            TeamProject::createdAt,
            "The time of its creation, UTC. From Project.createdAt.")
        .column(
            "last_active_at",
            TIMESTAMP,
            TeamProject::lastActiveAt,
            "The time when one of its runs was last active, UTC. From Project.lastActive.")
        .column("runs", BIGINT, TeamProject::runs, "The number of its runs. From Project.runCount.")
        .column(
            "sweeps",
            BIGINT,
            TeamProject::sweeps,
            "The number of its sweeps. From Project.totalSweeps.")
        .column(
            "storage_bytes",
            BIGINT,
            TeamProject::storageBytes,
            "The bytes that its files take. From Project.storageBytes.")
        .column(
            "visibility",
            VARCHAR,
            TeamProject::visibility,
            "Who may see it, in the server's words. From Project.access.")
        .primaryKey(entity, "project")
        .likelyRows(100)
        .listedBy(
            (client, request, scope) -> {
              String of = request.project().entity();
              List<String> names = catalog.projects(of, scope);
              boolean areNames =
                  !request.columns().isEmpty()
                      && Set.of(entity, "project").containsAll(request.columns());
              return areNames || names.isEmpty()
                  ? Pages.of(names.stream().map(name -> TeamProject.named(of, name)).toList())
                  : client.teamProjects(of, scope);
            });
  }

  private static ItemTable<TeamMember> members() {
    return ItemTable.<TeamMember>named("members", "One row per member of the entity's team.")
        .column(
            "username",
            VARCHAR,
            TeamMember::username,
            "The user's name, as in runs. From Member.username.")
        .column("name", VARCHAR, TeamMember::name, "The user's own name. From Member.name.")
        .column("email", VARCHAR, TeamMember::email, "Their e-mail address. From Member.email.")
        .column(
            "role",
            VARCHAR,
            TeamMember::role,
            "admin, member, or another of the server's words. From Member.role, or Member.admin.")
        .likelyRows(10)
        .listedBy((client, request, scope) -> client.members(request.project().entity(), scope));
  }

  private static ItemTable<Viewer> users() {
    return ItemTable.<Viewer>named("users", "The current user: one row, none without an API key.")
        .column("username", VARCHAR, Viewer::username, "The user's name. From User.username.")
        .column("entity", VARCHAR, Viewer::entity, "The default entity. From User.entity.")
        .likelyRows(1)
        .listedBy(
            (client, request, scope) -> {
              Viewer viewer = client.viewer(scope);
              return Pages.of(viewer.username() == null ? List.of() : List.of(viewer));
            });
  }

  private static ItemTable<Object[]> teams() {
    return ItemTable.<Object[]>named(
            "teams", "One row per entity of the current user: their own, and their teams.")
        .key("entity", team -> team[0], "The entity. From User.entity and User.teams.")
        .required("is_default", BOOLEAN, team -> team[1], "Whether it is the default entity.")
        .primaryKey("entity")
        .likelyRows(10)
        .listedBy(
            (client, request, scope) -> {
              Viewer viewer = client.viewer(scope);
              return Pages.of(
                  viewer.entities().stream()
                      .map(entity -> new Object[] {entity, entity.equals(viewer.entity())})
                      .toList());
            });
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }
}
