package io.github.wandbjdbc.sql.benchmark;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.HistoryKeys;
import io.github.wandbjdbc.client.HistoryKeys.TypeCount;
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
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A source with one run, {@code long} of {@code lab/long}, whose pages are in memory: what is
 * measured over it is all that a row passes from there.
 *
 * @param metrics that the run logged, numbers all of them
 * @param history the pages of its history, as they are asked for
 */
record HeldHistory(
    List<String> metrics, long steps, Function<HistoryRequest, Iterator<List<HistoryRow>>> history)
    implements WandbClient {
  static final ProjectPath PROJECT = new ProjectPath("lab", "long");
  static final String RUN = "long";

  @Override
  public Viewer viewer(CallScope scope) {
    return Viewer.ANONYMOUS;
  }

  @Override
  public Pages<String> projects(String entity, CallScope scope) {
    return Pages.of(List.of(PROJECT.project()));
  }

  @Override
  public Optional<ProjectPath> project(ProjectPath path, CallScope scope) {
    return Optional.of(path).filter(PROJECT::equals);
  }

  @Override
  public Pages<Run> runs(RunsRequest request, CallScope scope) {
    Map<String, List<TypeCount>> keys =
        metrics.stream()
            .collect(
                Collectors.toMap(
                    metric -> metric, metric -> List.of(new TypeCount("number", steps, Map.of()))));
    return Pages.of(
        List.of(
            new Run(
                RUN,
                null,
                "finished",
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                List.of(),
                null,
                null,
                null,
                steps,
                null,
                "{}",
                "{}",
                null,
                new HistoryKeys(steps - 1, steps, keys))));
  }

  @Override
  public long count(ProjectPath project, RunFilter filter, CallScope scope) {
    return 1;
  }

  @Override
  public Pages<HistoryRow> history(HistoryRequest request, CallScope scope) {
    Iterator<List<HistoryRow>> pages = history.apply(request);
    return new Pages<>() {
      @Override
      public List<HistoryRow> next() {
        return pages.hasNext() ? pages.next() : null;
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public Pages<HistoryRow> sampledHistory(SampledHistoryRequest request, CallScope scope) {
    return Pages.none();
  }

  @Override
  public Optional<PageSizes> pageSizes() {
    return Optional.empty();
  }

  @Override
  public void close() {}
}
