package io.github.wandbjdbc.client.api;

import com.fasterxml.jackson.core.JsonParser;
import io.github.wandbjdbc.client.Artifacts;
import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.FileCache;
import io.github.wandbjdbc.client.FirstRuns;
import io.github.wandbjdbc.client.HistoryRequest;
import io.github.wandbjdbc.client.HistoryRow;
import io.github.wandbjdbc.client.KeySearch;
import io.github.wandbjdbc.client.PageSizes;
import io.github.wandbjdbc.client.Pages;
import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.client.Report;
import io.github.wandbjdbc.client.Reports;
import io.github.wandbjdbc.client.Run;
import io.github.wandbjdbc.client.RunFilter;
import io.github.wandbjdbc.client.RunStreams;
import io.github.wandbjdbc.client.RunsRequest;
import io.github.wandbjdbc.client.SampledHistoryRequest;
import io.github.wandbjdbc.client.Sweeps;
import io.github.wandbjdbc.client.Viewer;
import io.github.wandbjdbc.client.WandbClient;
import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.client.WandbException.Kind;
import io.github.wandbjdbc.client.api.artifacts.ApiArtifacts;
import io.github.wandbjdbc.client.api.bundles.Bundle;
import io.github.wandbjdbc.client.api.bundles.Replay;
import io.github.wandbjdbc.client.api.configuration.ApiKey;
import io.github.wandbjdbc.client.api.configuration.ApiOptions;
import io.github.wandbjdbc.client.api.configuration.BaseUrl;
import io.github.wandbjdbc.client.api.configuration.Credential;
import io.github.wandbjdbc.client.api.exports.ExportCache;
import io.github.wandbjdbc.client.api.exports.ExportSource;
import io.github.wandbjdbc.client.api.graphql.ApiContext;
import io.github.wandbjdbc.client.api.graphql.Document;
import io.github.wandbjdbc.client.api.graphql.GraphQl;
import io.github.wandbjdbc.client.api.graphql.Question;
import io.github.wandbjdbc.client.api.history.HistoryPages;
import io.github.wandbjdbc.client.api.history.RunEndPages;
import io.github.wandbjdbc.client.api.http.AttemptBounds;
import io.github.wandbjdbc.client.api.http.Endpoint;
import io.github.wandbjdbc.client.api.http.Storage;
import io.github.wandbjdbc.client.api.http.Timing;
import io.github.wandbjdbc.client.api.http.Transport;
import io.github.wandbjdbc.client.api.json.JsonFields;
import io.github.wandbjdbc.client.api.json.Node;
import io.github.wandbjdbc.client.api.paging.ConnectionPages;
import io.github.wandbjdbc.client.api.paging.NullAnswer;
import io.github.wandbjdbc.client.api.runs.ApiKeySearch;
import io.github.wandbjdbc.client.api.runs.OrderedRuns;
import io.github.wandbjdbc.client.api.runs.RunCount;
import io.github.wandbjdbc.client.api.runs.RunPages;
import io.github.wandbjdbc.client.api.runs.SettledRuns;
import io.github.wandbjdbc.client.api.samples.SampledHistoryPages;
import io.github.wandbjdbc.client.api.samples.SampledSteps;
import io.github.wandbjdbc.client.api.streams.ApiRunStreams;
import io.github.wandbjdbc.client.api.sweeps.ApiSweeps;
import io.github.wandbjdbc.client.api.teams.ApiTeams;
import io.github.wandbjdbc.client.cache.DiskCache;
import io.github.wandbjdbc.client.diagnostics.LimiterState;
import io.github.wandbjdbc.client.diagnostics.ServerFinding;
import io.github.wandbjdbc.client.lifetime.SharedLease;
import io.github.wandbjdbc.client.teams.TeamMember;
import io.github.wandbjdbc.client.teams.TeamProject;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Asks the Weights &amp; Biases API. */
public final class ApiClient implements WandbClient {
  private static final Duration METADATA_CACHE = Duration.ofMinutes(1);

  /** Longer than any connection lives. */
  private static final Duration UNTIL_TOLD = Duration.ofDays(36_500);

  private final ApiOptions options;
  private final Endpoint endpoint;
  private final GraphQl graphQl;
  private final ApiContext context;
  private final ExportSource exports;
  private final SharedLease membership;

  private ApiClient(
      ApiOptions options,
      Endpoint endpoint,
      Timing timing,
      Duration metadataCache,
      @Nullable DiskCache disk) {
    Transport transport = new Transport(options, endpoint, timing);
    this.options = options;
    this.endpoint = endpoint;
    this.graphQl = new GraphQl(transport, endpoint, options);
    String appUrl =
        BaseUrl.withoutSlashes(
            Objects.requireNonNullElse(options.appUrl(), options.baseUrl().appUrl()));
    this.context = new ApiContext(options, endpoint, graphQl, appUrl, timing, metadataCache);
    this.exports =
        new ExportSource(
            new Storage(options, endpoint, timing),
            disk == null ? null : new ExportCache(options, this::viewer, disk));
    this.membership = SharedLease.of(this, () -> endpoint.leave(options));
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

  /**
   * A client whose exchanges {@code bundle} keeps, or gives again; it shares nothing with others,
   * and what it learns holds until it is told to {@link #beginAfresh}.
   */
  public static ApiClient open(ApiOptions options, Bundle bundle) {
    return new ApiClient(options, Endpoint.join(options, bundle), Timing.SYSTEM, UNTIL_TOLD, null);
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
    Replay replay = endpoint.replay();
    if (replay != null && !replay.manifest().isAnonymous()) {
      return "whoever recorded it";
    }
    Credential credential = options.credential();
    return credential == null ? "nobody" : credential.holder();
  }

  private Viewer viewer(String what, AttemptBounds bounds, CallScope scope) {
    Replay replay = endpoint.replay();
    boolean isNobody =
        replay == null ? options.credential() == null : replay.manifest().isAnonymous();
    if (isNobody) {
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
                            .formatted(options.baseUrl(), context.appUrl())
                        : "%s doesn't know %s".formatted(options.baseUrl(), holder())));
  }

  /** The folder that its exchanges are kept in, or come from; empty if there is none. */
  public Optional<Bundle> bundle() {
    Bundle recording = endpoint.recording();
    return Optional.ofNullable(recording == null ? endpoint.replay() : recording);
  }

  /**
   * Forgets what was learnt of the server, but for what people are told of it: the next statement
   * asks as the first does.
   */
  public void beginAfresh() {
    endpoint.server().forget();
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
    return endpoint.server().findings().all();
  }

  @Override
  public Pages<String> projects(String entity, CallScope scope) {
    return new ProjectPages(graphQl, entity, scope);
  }

  @Override
  public Optional<ProjectPath> project(ProjectPath path, CallScope scope) {
    Question question = Question.about(Document.PROJECT, path, "project " + path);
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
    return SettledRuns.open(context, request, scope);
  }

  @Override
  public FirstRuns firstRuns(RunsRequest request, ToDoubleFunction<Run> value, CallScope scope) {
    return new OrderedRuns(context, request, value, scope);
  }

  @Override
  public long count(ProjectPath project, RunFilter filter, CallScope scope) {
    if (!filter.isExact()) {
      throw new IllegalArgumentException("runs by %s: more may be counted".formatted(filter));
    }
    Counted subject = new Counted(project, filter);
    Long known = scope.snapshot().get(Long.class, subject);
    return known == null
        ? scope
            .snapshot()
            .settle(Long.class, subject, new RunCount(context, project, filter, scope).get())
        : known;
  }

  /** Runs that are counted. */
  private record Counted(ProjectPath project, RunFilter filter) {}

  @Override
  public Pages<HistoryRow> history(HistoryRequest request, CallScope scope) {
    return request.ends().areAll()
        ? new HistoryPages(
            context, exports, new SampledSteps(context, request.project()), request, scope)
        : new RunEndPages(context, exports, request, scope);
  }

  @Override
  public Pages<HistoryRow> sampledHistory(SampledHistoryRequest request, CallScope scope) {
    return new SampledHistoryPages(context, request, scope);
  }

  @Override
  public Reports reports() {
    return (project, scope) ->
        new ConnectionPages<>(
            graphQl,
            Question.about(Document.REPORTS, project, "reports of " + project),
            List.of("project", "allViews"),
            NullAnswer.of(project, scope),
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
    return new ApiRunStreams(context, exports);
  }

  @Override
  public Pages<TeamProject> teamProjects(String entity, CallScope scope) {
    return new ApiTeams(graphQl).projects(entity, scope);
  }

  @Override
  public Pages<TeamMember> members(String entity, CallScope scope) {
    return new ApiTeams(graphQl).members(entity, scope);
  }

  @Override
  public Sweeps sweeps() {
    return new ApiSweeps(context);
  }

  @Override
  public Artifacts artifacts() {
    return new ApiArtifacts(context);
  }

  @Override
  public KeySearch keySearch() {
    return new ApiKeySearch(context);
  }

  @Override
  public FileCache cache() {
    return Objects.requireNonNullElse(exports.cache(), FileCache.NONE);
  }

  @Override
  public Optional<PageSizes> pageSizes() {
    return Optional.of(
        new PageSizes(
            options.firstPageSize(),
            options.largestPageSize(),
            Math.min(RunPages.FIRST_RUNS_WITH_KEYS, options.firstPageSize()),
            options.historyPageSize(),
            ApiOptions.MAX_HISTORY_PAGE_SIZE,
            SampledHistoryPages.MAX_RUNS));
  }

  @Override
  public void close() {
    membership.end();
  }

  ApiContext context() {
    return context;
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
}
