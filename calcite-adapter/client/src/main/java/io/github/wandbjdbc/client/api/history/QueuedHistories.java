package io.github.wandbjdbc.client.api.history;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.HistoryRequest;
import io.github.wandbjdbc.client.RunFilter;
import io.github.wandbjdbc.client.StepRange;
import io.github.wandbjdbc.client.api.exports.ExportLists;
import io.github.wandbjdbc.client.api.graphql.ApiContext;
import io.github.wandbjdbc.client.api.paging.PageSize;
import io.github.wandbjdbc.client.api.paging.RunReference;
import io.github.wandbjdbc.client.api.runs.ProjectMeasurements;
import io.github.wandbjdbc.client.api.runs.RunQueue;
import io.github.wandbjdbc.client.api.runs.RunQueue.Waiting;
import io.github.wandbjdbc.client.api.runs.RunSelector;
import io.github.wandbjdbc.client.api.steps.StepSearch;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The histories of the runs of a scan, in the order of the runs. Short runs that follow each other
 * are asked for together.
 */
final class QueuedHistories implements AutoCloseable {
  /** So many values come with one answer about series at the most, and half as many at first. */
  private static final int MAX_POINTS = 200_000;

  /** So many named runs aren't listed before: of more, few may exist. */
  private static final int MAX_NAMED = 2 * ShortRunSize.MAX_RUNS;

  /** So many pages of one run are no more than that, where pages are small. */
  private static final int MAX_PAGES = 50;

  private final ApiContext context;
  private final HistoryRequest request;
  private final StepSearch search;
  private final HistoryRowReader reader;
  private final PageSize pageSize;
  private final @Nullable KeySeries series;
  private final ExportLists exports;
  private final CallScope scope;
  private final ProjectMeasurements measurements;
  private final ShortRunSize ofSeries;
  private final ShortRunSize ofRows;
  private final RunQueue runs;

  /**
   * The histories that {@code request} wants.
   *
   * @param search finds the steps of times
   * @param series a way to read less than whole rows, or null
   * @param exports what is exported of the runs of the scan
   */
  QueuedHistories(
      ApiContext context,
      HistoryRequest request,
      StepSearch search,
      HistoryRowReader reader,
      PageSize pageSize,
      @Nullable KeySeries series,
      ExportLists exports,
      CallScope scope) {
    this.context = context;
    this.request = request;
    this.search = search;
    this.reader = reader;
    this.pageSize = pageSize;
    this.series = series;
    this.exports = exports;
    this.scope = scope;
    this.measurements = ProjectMeasurements.of(context, request.project());
    int page = pageSize.rows();
    int rows = MAX_POINTS / (series == null ? 1 : series.size());
    this.ofSeries =
        new ShortRunSize(measurements, page, Math.min(rows / 2, (long) MAX_PAGES * page), rows);
    this.ofRows = new ShortRunSize(measurements, page, page, pageSize.most());
    this.runs = queue();
  }

  private RunQueue queue() {
    RunSelector choice = RunSelector.of(request.runs());
    Set<String> ids = choice.ids();
    boolean areNamed = ids != null && choice.rest().equals(RunFilter.ALL);
    return ids != null && areNamed && (ids.size() == 1 || areTakenForShort(choice, ids))
        ? RunQueue.named(request.project(), ids)
        : RunQueue.listedWithRows(context, request.project(), request.runs(), scope);
  }

  /** Whether histories of the runs called {@code ids} are asked for though nobody has said more. */
  private boolean areTakenForShort(RunSelector choice, Set<String> ids) {
    return ids.size() <= MAX_NAMED
        && isAllWanted()
        && bySeries()
        && !measurements.hasLongRuns()
        && !measurements.failsAtShortRuns()
        && !measurements.refuses(choice.shape());
  }

  /**
   * Opens the history of the next run, or those of some runs that are asked for together; none
   * after the last.
   *
   * @param remaining how many rows are of use
   */
  List<RunHistory> open(long remaining) {
    boolean bySeries = bySeries();
    ShortRunSize size = bySeries ? ofSeries : ofRows;
    List<RunReference> together = new ArrayList<>();
    long sum = 0;
    long most = 0;
    while (sum < remaining && (together.isEmpty() || isAllWanted() || runs.isAtHand())) {
      Waiting next = runs.peek();
      long rows = next == null ? -1 : rows(next, bySeries);
      if (rows < 0 || measurements.failsAtShortRuns() || !size.fits(together.size(), sum, rows)) {
        break;
      }
      sum += rows;
      most = Math.max(most, rows);
      RunReference run = runs.next();
      if (run != null) {
        together.add(run);
      }
    }
    if (together.isEmpty()) {
      RunReference run = runs.next();
      return run == null ? List.of() : List.of(queued(run, null));
    }
    if (together.size() == 1) {
      return List.of(queued(together.get(0), null));
    }
    ShortRuns asked =
        new ShortRuns(
            context, request, reader, bySeries ? series : null, together, most, size, scope);
    return together.stream().map(run -> queued(run, asked)).toList();
  }

  /** The ids of runs that are known to come next. */
  Stream<String> waiting() {
    return runs.waiting();
  }

  @Override
  public void close() {
    runs.close();
  }

  private boolean isAllWanted() {
    return request.limit() == Long.MAX_VALUE;
  }

  private boolean bySeries() {
    return series != null && series.isWorthTrying() && !measurements.failsAtSeries();
  }

  /** How many rows {@code run} is taken to have; -1 if there is no telling. */
  private long rows(Waiting run, boolean bySeries) {
    boolean isGuessed = run.rows() < 0;
    if (isGuessed && (!bySeries || !isAllWanted() || measurements.hasLongRuns())) {
      return -1;
    }
    long rows = isGuessed ? context.options().historyPageSize() : run.rows();
    return Math.min(rows, request.steps().width());
  }

  /** The history of {@code steps} of {@code run}, by itself. */
  RunHistory history(RunReference run, StepRange steps) {
    return history(run, steps, null);
  }

  private RunHistory queued(RunReference run, @Nullable ShortRuns together) {
    return history(run, request.steps(), together);
  }

  private RunHistory history(RunReference run, StepRange steps, @Nullable ShortRuns together) {
    TimeWindow times = new TimeWindow(request, search, scope);
    return new RunHistory(
        context, run, steps, times, reader, pageSize, series, together, exports, scope);
  }
}
