package io.github.wandbjdbc.client.api.history;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.HistoryRequest;
import io.github.wandbjdbc.client.HistoryRow;
import io.github.wandbjdbc.client.SampledHistoryRequest;
import io.github.wandbjdbc.client.SampledHistoryRequest.Range;
import io.github.wandbjdbc.client.StepRange;
import io.github.wandbjdbc.client.api.paging.RunReference;
import io.github.wandbjdbc.client.api.steps.RunExtent;
import io.github.wandbjdbc.client.api.steps.StepSearch;
import io.github.wandbjdbc.client.reading.AxisWindow;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Narrows the steps of one long run to those in which a time of it is of use. The server must call
 * the time monotonic, and no row or point that is read may speak against it.
 */
final class TimeWindow {
  /** So many pages have to be left for a sample to be worth its request. */
  private static final long WORTH_A_SAMPLE = 3;

  private final HistoryRequest request;
  private final StepSearch search;
  private final CallScope scope;
  private @Nullable SampledHistoryRequest followed;
  private double before = Double.NEGATIVE_INFINITY;

  TimeWindow(HistoryRequest request, StepSearch search, CallScope scope) {
    this.request = request;
    this.search = search;
    this.scope = scope;
  }

  /**
   * The steps of {@code run} in which its times may be of use; null if those are all, or the others
   * are too few to look for them.
   *
   * @param asked the first steps, of which {@code answer} tells
   * @param page how many rows are read at once
   */
  @Nullable StepRange steps(
      RunReference run, RunExtent extent, StepRange asked, HistoryAnswer answer, int page) {
    if (request.times().isEmpty() || extent.hasNoEnd() || rows(extent) <= WORTH_A_SAMPLE * page) {
      return null;
    }
    for (Map.Entry<String, Range> time : new TreeMap<>(request.times()).entrySet()) {
      if (answer.keys().monotonic().contains(time.getKey())) {
        SampledHistoryRequest points = points(extent.steps(), time.getKey(), time.getValue());
        StepRange near = near(run, points, asked, answer);
        if (near != null) {
          followed = points;
          return near.equals(extent.steps()) ? null : near;
        }
      }
    }
    return null;
  }

  /** Tells if the time of {@code rows}, which are the next ones of {@code run}, falls. */
  void see(RunReference run, List<HistoryRow> rows) {
    SampledHistoryRequest points = followed;
    if (points == null) {
      return;
    }
    for (HistoryRow row : rows) {
      Double position = points.position(row);
      if (position != null && position < before) {
        followed = null;
        scope.warn(
            "history of %s: %s falls at step %d, though the server calls it monotonic; rows may be missing, read again with pushdown=false"
                .formatted(run, points.axis(), row.step()));
        return;
      }
      before = position == null ? before : position;
    }
  }

  private static long rows(RunExtent extent) {
    return extent.expectedRows() < 0 ? extent.steps().width() : extent.expectedRows();
  }

  private SampledHistoryRequest points(StepRange steps, String key, Range range) {
    return SampledHistoryRequest.all(request.project(), 1)
        .withSteps(steps)
        .withColumns(request.columns())
        .along(key)
        .within(range);
  }

  private @Nullable StepRange near(
      RunReference run, SampledHistoryRequest points, StepRange asked, HistoryAnswer answer) {
    AxisWindow begin = new AxisWindow(points);
    answer.rows(asked.intersect(points.steps())).forEach(begin::see);
    StepRange known = begin.steps();
    Range range = points.range();
    if (known == null || range == null) {
      return null;
    }
    // Of all steps, though fewer would tell where the range lies: any of them may show a fall.
    StepRange found = search.steps(run.id(), points.steps(), points.axis(), range, scope);
    return found == null ? null : found.intersect(known);
  }
}
