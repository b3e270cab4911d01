package io.github.wandbjdbc.rows;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.HistoryRequest;
import io.github.wandbjdbc.client.HistoryRow;
import io.github.wandbjdbc.client.PageSizes;
import io.github.wandbjdbc.client.Pages;
import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.client.Run;
import io.github.wandbjdbc.client.RunFilter;
import io.github.wandbjdbc.client.RunsRequest;
import io.github.wandbjdbc.client.SampledHistoryRequest;
import io.github.wandbjdbc.client.Viewer;
import io.github.wandbjdbc.client.WandbClient;
import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.client.WandbException.Kind;
import io.github.wandbjdbc.schema.HeldExperiments;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Experiments of a source that does something before each page of runs, and before samples. */
final class UnsteadyExperiments implements WandbClient {
  private final HeldExperiments held;
  private final PageEvent beforePage;
  private final Runnable beforeSample;

  /** Told the number of pages that went before. */
  interface PageEvent {
    void before(int pages);
  }

  UnsteadyExperiments(HeldExperiments held, PageEvent beforePage, Runnable beforeSample) {
    this.held = held;
    this.beforePage = beforePage;
    this.beforeSample = beforeSample;
  }

  /** Fails after so many pages of runs. */
  static UnsteadyExperiments failing(HeldExperiments held, int pages, Kind kind) {
    return new UnsteadyExperiments(
        held,
        before -> {
          if (before == pages) {
            throw new WandbException(kind, "it " + kind);
          }
        },
        () -> {});
  }

  @Override
  public Pages<Run> runs(RunsRequest request, CallScope scope) {
    Pages<Run> pages = held.runs(request, scope);
    return new Pages<>() {
      private int read;

      @Override
      public @Nullable List<Run> next() {
        List<Run> page = pages.next();
        if (page != null) {
          scope.check();
          beforePage.before(read++);
        }
        return page;
      }

      @Override
      public void close() {
        pages.close();
      }
    };
  }

  @Override
  public Pages<HistoryRow> sampledHistory(SampledHistoryRequest request, CallScope scope) {
    beforeSample.run();
    return held.sampledHistory(request, scope);
  }

  @Override
  public Viewer viewer(CallScope scope) {
    return held.viewer(scope);
  }

  @Override
  public Pages<String> projects(String entity, CallScope scope) {
    return held.projects(entity, scope);
  }

  @Override
  public Optional<ProjectPath> project(ProjectPath path, CallScope scope) {
    return held.project(path, scope);
  }

  @Override
  public long count(ProjectPath project, RunFilter filter, CallScope scope) {
    return held.count(project, filter, scope);
  }

  @Override
  public Pages<HistoryRow> history(HistoryRequest request, CallScope scope) {
    return held.history(request, scope);
  }

  @Override
  public Optional<PageSizes> pageSizes() {
    return Optional.empty();
  }

  @Override
  public void close() {}
}
