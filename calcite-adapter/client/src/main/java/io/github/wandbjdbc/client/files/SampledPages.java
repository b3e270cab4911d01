package io.github.wandbjdbc.client.files;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.HistoryRow;
import io.github.wandbjdbc.client.Pages;
import io.github.wandbjdbc.client.SampledHistoryRequest;
import io.github.wandbjdbc.client.StepRange;
import io.github.wandbjdbc.client.ValueColumn;
import io.github.wandbjdbc.client.files.log.HistoryRecord;
import io.github.wandbjdbc.client.reading.AxisWindow;
import io.github.wandbjdbc.client.values.LoggedValues;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A sample of each run's history, a page for each run. A run is read twice: once to count the
 * points of each series, once to take the chosen ones; so a sample is the same each time. Before
 * that a range of the axis is looked for.
 */
final class SampledPages implements Pages<HistoryRow> {
  private final Iterator<LocalRun> runs;
  private final SampledHistoryRequest request;
  private final Instant now;
  private final CallScope scope;
  private boolean closed;

  SampledPages(List<LocalRun> runs, SampledHistoryRequest request, Instant now, CallScope scope) {
    this.runs = runs.iterator();
    this.request = request;
    this.now = now;
    this.scope = scope;
  }

  @Override
  public @Nullable List<HistoryRow> next() {
    if (closed || !runs.hasNext()) {
      return null;
    }
    LocalRun run = runs.next();
    try {
      List<Series> series = series();
      LoggedRowReader reader = new LoggedRowReader(request.columns(), false);
      StepRange wanted = steps(run, reader);
      try (StepMerge steps = StepMerge.of(run, wanted, scope)) {
        count(steps, reader, series);
      }
      try (StepMerge steps = StepMerge.of(run, wanted, scope)) {
        List<HistoryRow> page = choose(run, steps, reader, series);
        run.warn(now, scope);
        scope.progress().endRun();
        return page;
      }
    } catch (IOException e) {
      throw LoggedHistoryPages.failure(run, request.steps().first(), e);
    }
  }

  @Override
  public void close() {
    closed = true;
  }

  /** The steps to sample: those of the wanted range of the axis, if a run goes along that. */
  private StepRange steps(LocalRun run, LoggedRowReader reader) throws IOException {
    if (request.range() == null) {
      return request.steps();
    }
    AxisWindow window = new AxisWindow(request);
    try (StepMerge steps = StepMerge.of(run, request.steps(), scope)) {
      for (HistoryRecord row = steps.next(); row != null; row = steps.next()) {
        scope.check();
        window.see(new HistoryRow(run.id(), row.step(), reader.read(row), 0));
      }
    }
    return Objects.requireNonNullElse(window.steps(), request.steps());
  }

  private void count(StepMerge steps, LoggedRowReader reader, List<Series> series)
      throws IOException {
    for (HistoryRecord row = steps.next(); row != null; row = steps.next()) {
      scope.check();
      LoggedValues values = reader.read(row);
      for (Series one : series) {
        if (one.isPoint(values)) {
          one.count();
        }
      }
    }
  }

  private List<HistoryRow> choose(
      LocalRun run, StepMerge steps, LoggedRowReader reader, List<Series> series)
      throws IOException {
    List<HistoryRow> page = new ArrayList<>();
    for (HistoryRecord row = steps.next(); row != null; row = steps.next()) {
      scope.check();
      LoggedValues values = reader.read(row);
      LoggedValues sampled = new LoggedValues(1, values.width());
      boolean isChosen = false;
      for (Series one : series) {
        if (one.isPoint(values) && one.choose()) {
          isChosen = true;
          one.columns().forEach(column -> sampled.copy(0, column, values, 0));
        }
      }
      if (isChosen) {
        joining().forEach(column -> sampled.copy(0, column, values, 0));
        page.add(new HistoryRow(run.id(), row.step(), sampled, 0));
      }
    }
    page.sort(request.order());
    return page;
  }

  /** A series for each metric or one for all; with neither metric nor time, one of all steps. */
  private List<Series> series() {
    List<Integer> metrics =
        IntStream.range(0, request.columns().size())
            .filter(i -> !joins(request.columns().get(i)))
            .boxed()
            .toList();
    if (metrics.isEmpty()) {
      metrics =
          IntStream.range(0, request.columns().size())
              .filter(i -> !request.isOfAxis(request.columns().get(i)))
              .boxed()
              .toList();
    }
    if (metrics.isEmpty() || request.together()) {
      return List.of(series(metrics));
    }
    return metrics.stream().map(i -> series(List.of(i))).toList();
  }

  private Series series(List<Integer> metrics) {
    List<Integer> all = new ArrayList<>(metrics);
    IntStream.range(0, request.columns().size())
        .filter(i -> request.columns().get(i).key().equals(request.axis()))
        .forEach(all::add);
    return new Series(all, request.samples());
  }

  /** The columns that each series carries along. */
  private List<Integer> joining() {
    return IntStream.range(0, request.columns().size())
        .filter(i -> joins(request.columns().get(i)))
        .boxed()
        .toList();
  }

  private boolean joins(ValueColumn column) {
    return switch (column.key()) {
      case "_step", "_runtime", "_timestamp" -> true;
      default -> request.isOfAxis(column);
    };
  }
}
