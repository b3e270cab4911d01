package io.github.wandbjdbc.client;

import io.github.wandbjdbc.client.diagnostics.LimiterState;
import io.github.wandbjdbc.client.diagnostics.ServerFinding;
import io.github.wandbjdbc.client.teams.TeamMember;
import io.github.wandbjdbc.client.teams.TeamProject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * A client for experiments: projects, runs, history and sampled history.
 *
 * <p>Safe for use by several threads. Every call may throw {@link WandbException}, whose kind says
 * what went wrong; calls that return {@link Pages} may throw it from the call itself or from any
 * page.
 */
public interface WandbClient extends AutoCloseable {

  /**
   * Who asks; {@code UNAUTHENTICATED} if the credential is refused. One request to the API, none
   * for local files.
   */
  Viewer viewer(CallScope scope);

  /**
   * The names of the projects of {@code entity}, in the source's order. {@code UNKNOWN_ENTITY} if
   * there is no such entity.
   */
  Pages<String> projects(String entity, CallScope scope);

  /**
   * The same projects with what their entity's list tells of them, as far as {@link
   * CallScope#reads} it; a source that has no such list tells their names.
   */
  default Pages<TeamProject> teamProjects(String entity, CallScope scope) {
    scope.warn("projects: this source knows no more of projects than their names");
    return projects(entity, scope).flatMap(name -> List.of(TeamProject.named(entity, name)));
  }

  /** The members of the team {@code entity}; of a source that has no teams none. */
  default Pages<TeamMember> members(String entity, CallScope scope) {
    scope.warn("members: this source knows no teams");
    return Pages.none();
  }

  /**
   * The project under the name that its source gives it, or empty if there is none or it may not be
   * seen: the API answers both alike.
   */
  Optional<ProjectPath> project(ProjectPath path, CallScope scope);

  /**
   * The runs that {@code request} asks for, each once, fetched a page at a time as the caller
   * advances. Close it to stop early. {@code UNKNOWN_PROJECT} if the project is missing or may not
   * be seen.
   */
  Pages<Run> runs(RunsRequest request, CallScope scope);

  /**
   * All runs that {@code request} accepts, those first that are first in its order as far as that
   * is certain. Runs without a number are last in either direction.
   *
   * @param value the number that the order is about, of a time the milliseconds since 1970; NaN if
   *     the run has no finite one
   */
  default FirstRuns firstRuns(RunsRequest request, ToDoubleFunction<Run> value, CallScope scope) {
    return FirstRuns.unordered(runs(request.withOrder(null).withLimit(Long.MAX_VALUE), scope));
  }

  /**
   * How many runs of {@code project} the filter accepts; only exact filters ({@link
   * RunFilter#isExact}) may be counted.
   */
  long count(ProjectPath project, RunFilter filter, CallScope scope);

  /**
   * Every step that the runs logged in the asked range, one row each, ordered by run (creation) and
   * step. No page mixes two runs. What is missing against what the source states is told through
   * {@link CallScope#warn}.
   */
  Pages<HistoryRow> history(HistoryRequest request, CallScope scope);

  /**
   * The source's own downsampled view of the runs' histories; the same request may give other
   * points another time.
   */
  Pages<HistoryRow> sampledHistory(SampledHistoryRequest request, CallScope scope);

  /** The data of runs beside their history. */
  default RunStreams runStreams() {
    return RunStreams.NONE;
  }

  /** The sweeps of projects. */
  default Sweeps sweeps() {
    return Sweeps.NONE;
  }

  /** The reports of projects. */
  default Reports reports() {
    return Reports.NONE;
  }

  /** The artifacts of projects, and which runs made and used them. */
  default Artifacts artifacts() {
    return Artifacts.NONE;
  }

  /** The keys that any run of a project holds. */
  default KeySearch keySearch() {
    return KeySearch.NONE;
  }

  /** The time as of which it answers; empty if it answers as of now. */
  default Optional<Instant> asOf() {
    return Optional.empty();
  }

  /**
   * An identity of the client's rights: equal for clients of one source with the same rights, so
   * that discoveries of one hold for the other. Each is alone with it unless a client knows better.
   */
  default Object viewpoint() {
    return this;
  }

  /**
   * Whether it looks at all that there is, as of local files, so that nothing is left out for the
   * sake of requests, and nothing hidden.
   */
  default boolean seesAll() {
    return false;
  }

  /** How far requests are held back; empty if nothing is requested, as of local files. */
  default Optional<LimiterState> limiter() {
    return Optional.empty();
  }

  /** The findings about the server so far; empty for local files. */
  default List<ServerFinding> serverFindings() {
    return List.of();
  }

  /** The files that are cached on disk. */
  default FileCache cache() {
    return FileCache.NONE;
  }

  /** How much a request brings; empty if nothing is requested, as of local files. */
  Optional<PageSizes> pageSizes();

  @Override
  void close();
}
