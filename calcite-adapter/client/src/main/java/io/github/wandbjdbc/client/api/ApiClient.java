package io.github.wandbjdbc.client.api;

import com.fasterxml.jackson.core.JsonParser;
import io.github.wandbjdbc.client.Artifacts;
import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.FileCache;
import io.github.wandbjdbc.client.HistoryRequest;
import io.github.wandbjdbc.client.HistoryRow;
import io.github.wandbjdbc.client.LimiterState;
import io.github.wandbjdbc.client.Membership;
import io.github.wandbjdbc.client.PageSizes;
import io.github.wandbjdbc.client.Pages;
import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.client.Report;
import io.github.wandbjdbc.client.Reports;
import io.github.wandbjdbc.client.Run;
import io.github.wandbjdbc.client.RunField;
import io.github.wandbjdbc.client.RunFilter;
import io.github.wandbjdbc.client.RunStreams;
import io.github.wandbjdbc.client.RunsRequest;
import io.github.wandbjdbc.client.SampledHistoryRequest;
import io.github.wandbjdbc.client.ServerFinding;
import io.github.wandbjdbc.client.Sweeps;
import io.github.wandbjdbc.client.Viewer;
import io.github.wandbjdbc.client.WandbClient;
import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.client.WandbException.Kind;
import io.github.wandbjdbc.client.cache.DiskCache;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Asks the Weights &amp; Biases API. */
public final class ApiClient implements WandbClient {
  private static final Duration METADATA_CACHE = Duration.ofMinutes(1);

  private final ApiOptions options;
  private final Endpoint endpoint;
  private final GraphQl graphQl;
  private final Storage storage;
  private final String appUrl;
  private final @Nullable ExportCache cache;
  private final Membership membership;
  private final Timing timing;
  private final Duration metadataCache;

  private ApiClient(
      ApiOptions options,
      Endpoint endpoint,
      Timing timing,
      Duration metadataCache,
      @Nullable DiskCache disk) {
    this.timing = timing;
    this.metadataCache = metadataCache;
    Transport transport = new Transport(options, endpoint, timing);
    this.options = options;
    this.cache = disk == null ? null : new ExportCache(options, this::viewer, disk);
    this.endpoint = endpoint;
    this.storage = new Storage(options, endpoint, timing);
    this.graphQl = new GraphQl(transport, endpoint, options);
    this.appUrl =
        Objects.requireNonNullElse(options.appUrl(), options.baseUrl().appUrl())
            .replaceFirst("/+$", "");
    this.membership = Membership.of(this, () -> endpoint.leave(options));
  }

  /**
   * A client that sends nothing until it is asked something. Close it to free its connections.
   *
   * @throws WandbException if there is to be a cache, and it can't be where the options say
   */
  public static ApiClient open(ApiOptions options) {
    return open(options, METADATA_CACHE);
  }

  /**
   * The same.
   *
   * @param metadataCache how long it counts what was measured of the server; a minute if not said
   */
  public static ApiClient open(ApiOptions options, Duration metadataCache) {
    return open(options, metadataCache, Timing.SYSTEM);
  }

  static ApiClient open(ApiOptions options, Timing timing) {
    return open(options, METADATA_CACHE, timing);
  }

  private static ApiClient open(ApiOptions options, Duration metadataCache, Timing timing) {
    DiskCache disk = ExportCache.disk(options.exports());
    Endpoint endpoint = Endpoint.join(options);
    return new ApiClient(options, endpoint, timing, metadataCache, disk);
  }

  /** {@inheritDoc} Without a credential nothing is sent, and the answer is nobody. */
  @Override
  public Viewer viewer(CallScope scope) {
    return viewer(holder() + " at " + options.baseUrl(), AttemptBounds.ofStatement(options), scope);
  }

  /**
   * The viewer, as the first thing that is asked: to a host that doesn't answer this ends after
   * some 15 seconds, however often it may be tried again otherwise. Without a credential nothing is
   * sent.
   */
  public Viewer connect(CallScope scope) {
    return viewer(
        "connecting to %s as %s".formatted(options.baseUrl(), holder()),
        AttemptBounds.whileConnecting(options),
        scope);
  }

  private String holder() {
    Credential credential = options.credential();
    return credential == null ? "nobody" : credential.holder();
  }

  private Viewer viewer(String what, AttemptBounds bounds, CallScope scope) {
    if (options.credential() == null) {
      return Viewer.ANONYMOUS;
    }
    return graphQl
        .askDespiteErrors(Question.of(Document.VIEWER, what), bounds, scope, ViewerReader::read)
        .orElseThrow(
            () ->
                new WandbException(
                    Kind.UNAUTHENTICATED,
                    options.credential() instanceof ApiKey
                        ? "%s doesn't know the API key; %s/authorize shows yours"
                            .formatted(options.baseUrl(), appUrl)
                        : "%s doesn't know %s".formatted(options.baseUrl(), holder())));
  }

  /** {@inheritDoc} Clients with the same base URL and credential share it while one is open. */
  @Override
  public Object viewpoint() {
    return endpoint;
  }

  @Override
  public Optional<LimiterState> limiter() {
    return Optional.of(endpoint.limit().state(endpoint.quiet(System.nanoTime())));
  }

  @Override
  public List<ServerFinding> serverFindings() {
    return endpoint.findings().all();
  }

  @Override
  public Pages<String> projects(String entity, CallScope scope) {
    return new ProjectPages(graphQl, entity, scope);
  }

  @Override
  public Optional<ProjectPath> project(ProjectPath path, CallScope scope) {
    Question question = about(Document.PROJECT, path, "project " + path);
    try {
      return graphQl.ask(question, scope, data -> readProject(data, path));
    } catch (WandbException e) {
      if (e.kind() == Kind.UNKNOWN_PROJECT) {
        return Optional.empty();
      }
      throw e;
    }
  }

  @Override
  public Pages<Run> runs(RunsRequest request, CallScope scope) {
    if (request.limit() != Long.MAX_VALUE) {
      return new RunPages(this, request, scope);
    }
    CallScope part = scope.part();
    return new PagesAhead<>(new RunPages(this, request, part), part);
  }

  @Override
  public long count(ProjectPath project, RunFilter filter, CallScope scope) {
    if (!filter.isExact()) {
      throw new IllegalArgumentException("runs by %s: more may be counted".formatted(filter));
    }
    return new RunCount(this, project, filter, scope).get();
  }

  @Override
  public Pages<HistoryRow> history(HistoryRequest request, CallScope scope) {
    return new HistoryPages(this, request, scope);
  }

  @Override
  public Pages<HistoryRow> sampledHistory(SampledHistoryRequest request, CallScope scope) {
    return new SampledHistoryPages(this, request, scope);
  }

  @Override
  public Reports reports() {
    return (project, scope) ->
        new ConnectionPages<>(
            graphQl,
            about(Document.REPORTS, project, "reports of " + project),
            List.of("project", "allViews"),
            whenNull(project, scope),
            scope,
            edge -> report(edge.at("node")));
  }

  private static Report report(Node node) throws IOException {
    return new Report(
        node.required("id"),
        node.text("name"),
        node.text("displayName"),
        node.text("description"),
        node.at("user").text("username"),
        node.time("createdAt"),
        node.time("updatedAt"),
        node.text("spec"));
  }

  @Override
  public RunStreams runStreams() {
    return new ApiRunStreams(this);
  }

  @Override
  public Sweeps sweeps() {
    return new ApiSweeps(this);
  }

  @Override
  public Artifacts artifacts() {
    return new ApiArtifacts(this);
  }

  @Override
  public FileCache cache() {
    return cache == null ? FileCache.NONE : cache;
  }

  /** What is kept of exported files, or null if nothing is. */
  @Nullable ExportCache exportCache() {
    return cache;
  }

  @Override
  public Optional<PageSizes> pageSizes() {
    return Optional.of(
        new PageSizes(
            options.firstPageSize(),
            options.largestPageSize(),
            options.historyPageSize(),
            SampledHistoryPages.MAX_RUNS));
  }

  @Override
  public void close() {
    membership.end();
  }

  ApiOptions options() {
    return options;
  }

  Endpoint endpoint() {
    return endpoint;
  }

  /** What was measured of the server's filters on {@code project}. */
  ProjectMeasurements measurements(ProjectPath project) {
    return new ProjectMeasurements(endpoint, project, timing, metadataCache);
  }

  Storage storage() {
    return storage;
  }

  GraphQl graphQl() {
    return graphQl;
  }

  /** Where the web app is, without a trailing slash. */
  String appUrl() {
    return appUrl;
  }

  /** One run by its id, or null if there is none. */
  @Nullable Run run(
      ProjectPath project, String id, Set<RunField> fields, RunReader reader, CallScope scope) {
    Question question =
        about(Document.RUN, project, "run %s of %s".formatted(id, project))
            .with("run", id)
            .withFields(fields);
    Found found;
    try {
      found = graphQl.ask(question, scope, data -> Found.read(data, reader));
    } catch (WandbException e) {
      if (e.kind() == Kind.NOT_FOUND) {
        return null;
      }
      throw e;
    }
    if (!found.hasProject) {
      throw unknownProject(project);
    }
    return found.run;
  }

  /** Tells that there is no such run, where that is strange: it was listed just now. */
  void missing(ProjectPath project, String run, boolean isListed, CallScope scope) {
    if (!isListed) {
      return;
    }
    String message =
        "run %s of %s was listed, but is gone; rows of it may be missing".formatted(run, project);
    if (options.onRunError() == ApiOptions.OnRunError.FAIL) {
      throw new WandbException(Kind.NOT_FOUND, message);
    }
    scope.warn(message);
  }

  /** What it means that {@code project}, or something of it, is null. */
  ConnectionPages.Absence whenNull(ProjectPath project, CallScope scope) {
    return member -> {
      if (member.equals("project")) {
        throw unknownProject(project);
      } else if (member.endsWith("s")) {
        scope.warn("%s: the server answered null for its %s".formatted(project, member));
      }
    };
  }

  /** What it means that {@code run} of {@code project}, or something of it, is null. */
  ConnectionPages.Absence whenNull(
      ProjectPath project, String run, boolean isListed, CallScope scope) {
    return member -> {
      if (member.equals("project")) {
        throw unknownProject(project);
      } else if (member.equals("run")) {
        missing(project, run, isListed, scope);
      } else {
        scope.warn(
            "run %s of %s: the server answered null for its %s".formatted(run, project, member));
      }
    };
  }

  static WandbException unknownProject(ProjectPath project) {
    return new WandbException(
        Kind.UNKNOWN_PROJECT,
        "there is no project %s, or this API key has no access to it: the API answers both alike"
            .formatted(project));
  }

  /** A question about {@code project}. */
  static Question about(Document document, ProjectPath project, String what) {
    return Question.of(document, what)
        .with("entity", project.entity())
        .with("project", project.project());
  }

  private static Optional<ProjectPath> readProject(JsonParser data, ProjectPath asked)
      throws IOException {
    String[] names = new String[] {asked.entity(), ""};
    JsonFields.at(
        data,
        "project",
        project ->
            JsonFields.each(
                project,
                (name, value) -> {
                  String text = JsonFields.text(value);
                  if (name.equals("name") && text != null) {
                    names[1] = text;
                  } else if (name.equals("entityName") && text != null) {
                    names[0] = text;
                  }
                }));
    return names[1].isEmpty() ? Optional.empty() : Optional.of(new ProjectPath(names[0], names[1]));
  }

  /** The answer about one run. */
  private static final class Found {
    private boolean hasProject;
    private @Nullable Run run;

    static Found read(JsonParser data, RunReader reader) throws IOException {
      Found found = new Found();
      JsonFields.at(
          data,
          "project",
          project -> {
            found.hasProject = !JsonFields.isNull(project);
            JsonFields.at(project, "run", node -> found.run = reader.read(node));
          });
      return found;
    }
  }
}
