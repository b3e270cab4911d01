package io.github.wandbjdbc.client.asof;

import io.github.wandbjdbc.client.Artifacts;
import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.FileCache;
import io.github.wandbjdbc.client.HistoryRequest;
import io.github.wandbjdbc.client.HistoryRow;
import io.github.wandbjdbc.client.KeySearch;
import io.github.wandbjdbc.client.PageSizes;
import io.github.wandbjdbc.client.Pages;
import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.client.Reports;
import io.github.wandbjdbc.client.Run;
import io.github.wandbjdbc.client.RunFilter;
import io.github.wandbjdbc.client.RunStreams;
import io.github.wandbjdbc.client.RunsRequest;
import io.github.wandbjdbc.client.SampledHistoryRequest;
import io.github.wandbjdbc.client.Sweeps;
import io.github.wandbjdbc.client.Viewer;
import io.github.wandbjdbc.client.WandbClient;
import io.github.wandbjdbc.client.asof.TimeBound.Doubt;
import io.github.wandbjdbc.client.diagnostics.LimiterState;
import io.github.wandbjdbc.client.diagnostics.ServerFinding;
import io.github.wandbjdbc.client.teams.TeamMember;
import io.github.wandbjdbc.client.teams.TeamProject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Answers as of a time, from a client that answers as of now: runs that were created until then,
 * and what they had logged until then. What can't be told of that time is told in a warning, once a
 * statement for each kind of it.
 *
 * <p>A step is of the time that it was logged with. One without a time counts if its run gave no
 * sign of life after the time asked for; else it is kept, with a warning.
 */
public final class AsOfClient implements WandbClient {
  private final WandbClient client;
  private final TimeBound bound;

  /**
   * Answers from {@code client}, which stays the caller's, as of {@code time}.
   *
   * @param isSent whether runs that were created later needn't be listed, where the source can
   *     leave them out
   */
  public AsOfClient(WandbClient client, Instant time, boolean isSent) {
    this.client = client;
    this.bound = new TimeBound(time, isSent);
  }

  @Override
  public Optional<Instant> asOf() {
    return Optional.of(bound.time());
  }

  @Override
  public Viewer viewer(CallScope scope) {
    return client.viewer(scope);
  }

  @Override
  public Pages<String> projects(String entity, CallScope scope) {
    return client.projects(entity, scope);
  }

  @Override
  public Pages<TeamProject> teamProjects(String entity, CallScope scope) {
    scope.warn("asOf: what is told of projects beside their names is as of now");
    return client.teamProjects(entity, scope);
  }

  @Override
  public Pages<TeamMember> members(String entity, CallScope scope) {
    scope.warn("asOf: members are as of now");
    return client.members(entity, scope);
  }

  @Override
  public Optional<ProjectPath> project(ProjectPath path, CallScope scope) {
    return client.project(path, scope);
  }

  @Override
  public Pages<Run> runs(RunsRequest request, CallScope scope) {
    return new AsOfRuns(client, bound).list(request, scope);
  }

  /** Lists the runs, since servers count them by exact filters alone. */
  @Override
  public long count(ProjectPath project, RunFilter filter, CallScope scope) {
    try (RunTimes runs = new RunTimes(client, bound, project, filter, scope)) {
      return runs.idsOfEarly().size();
    }
  }

  @Override
  public Pages<HistoryRow> history(HistoryRequest request, CallScope scope) {
    return new AsOfHistories(client, bound).whole(request, scope);
  }

  @Override
  public Pages<HistoryRow> sampledHistory(SampledHistoryRequest request, CallScope scope) {
    return new AsOfHistories(client, bound).sampled(request, scope);
  }

  @Override
  public RunStreams runStreams() {
    return new AsOfStreams(client, bound);
  }

  @Override
  public Sweeps sweeps() {
    return new AsOfSweeps(client.sweeps(), bound);
  }

  @Override
  public Reports reports() {
    return (project, scope) ->
        client
            .reports()
            .list(project, scope.alsoReading("created_at", "updated_at"))
            .filter(
                report -> {
                  if (bound.isBefore(report.createdAt())) {
                    return false;
                  }
                  if (bound.isBefore(report.updatedAt())) {
                    bound.warn(
                        scope,
                        Doubt.REPORTS,
                        "report %s, and perhaps others, was changed after that, and is as it is now"
                            .formatted(report.id()));
                  }
                  return true;
                });
  }

  @Override
  public Artifacts artifacts() {
    return new AsOfArtifacts(client, bound);
  }

  @Override
  public KeySearch keySearch() {
    return client.keySearch();
  }

  @Override
  public Object viewpoint() {
    return client.viewpoint();
  }

  @Override
  public Optional<LimiterState> limiter() {
    return client.limiter();
  }

  @Override
  public List<ServerFinding> serverFindings() {
    return client.serverFindings();
  }

  @Override
  public FileCache cache() {
    return client.cache();
  }

  @Override
  public Optional<PageSizes> pageSizes() {
    return client.pageSizes();
  }

  @Override
  public void close() {
    // The client stays its owner's.
  }
}
