package io.github.wandbjdbc.client.asof;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.ConsoleLine;
import io.github.wandbjdbc.client.Pages;
import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.client.RunField;
import io.github.wandbjdbc.client.RunFile;
import io.github.wandbjdbc.client.RunFilter;
import io.github.wandbjdbc.client.RunStreams;
import io.github.wandbjdbc.client.SystemMetric;
import io.github.wandbjdbc.client.WandbClient;
import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.client.WandbException.Kind;
import io.github.wandbjdbc.client.asof.TimeBound.Doubt;
import io.github.wandbjdbc.client.logged.Alert;
import io.github.wandbjdbc.client.logged.MetricDefinition;
import io.github.wandbjdbc.client.logged.RunEnvironment;
import io.github.wandbjdbc.client.logged.TableContent;
import io.github.wandbjdbc.client.logged.TextLine;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The data of runs beside their history as of a time: each item by its own time, and without one by
 * its run's last sign of life.
 */
record AsOfStreams(WandbClient client, TimeBound bound) implements RunStreams {

  @Override
  public Pages<SystemMetric> systemMetrics(
      ProjectPath project, RunFilter runs, int samples, CallScope scope) {
    Items items = new Items(runTimes(project, runs, scope), Doubt.MEASUREMENTS, scope);
    return items
        .times
        .until(
            client
                .runStreams()
                .systemMetrics(
                    project, bound.bounded(runs), samples, scope.alsoReading("recorded_at")))
        .filter(
            metric -> {
              if (samples < Integer.MAX_VALUE) {
                tellOfSamples(items.times.of(metric.runId()), metric.runId(), scope);
              }
              return isOfTime(items, metric.runId(), metric.recordedAt());
            });
  }

  private void tellOfSamples(RunTime run, String runId, CallScope scope) {
    if (!bound.isBefore(run.createdAt()) && !bound.hasEnded(run)) {
      bound.warn(
          scope,
          Doubt.SAMPLES,
          ("%s: samples of such runs were chosen among later moments as well, so these are others,"
                  + " and fewer")
              .formatted(TimeBound.open(runId, run)));
    }
  }

  /** {@inheritDoc} All are read, since the last ones may be later. */
  @Override
  public Pages<ConsoleLine> consoleLogs(
      ProjectPath project, RunFilter runs, long last, CallScope scope) {
    Items items = new Items(runTimes(project, runs, scope), Doubt.LINES, scope);
    return items
        .times
        .until(
            client
                .runStreams()
                .consoleLogs(
                    project, bound.bounded(runs), Long.MAX_VALUE, scope.alsoReading("written_at")))
        .filter(line -> isOfTime(items, line.runId(), line.writtenAt()));
  }

  /** {@inheritDoc} What was changed later is left out, since it isn't known how it was before. */
  @Override
  public Pages<RunFile> files(
      ProjectPath project,
      RunFilter runs,
      @Nullable Set<String> names,
      @Nullable String pattern,
      CallScope scope) {
    Items items = new Items(runTimes(project, runs, scope), Doubt.FILES, scope);
    return items
        .times
        .until(
            client
                .runStreams()
                .files(
                    project, bound.bounded(runs), names, pattern, scope.alsoReading("updated_at")))
        .filter(file -> isOfTime(items, file.runId(), file.updatedAt()) || isLost(file, items));
  }

  /** {@inheritDoc} A file that was changed later is left out, as {@code files} leaves it out. */
  @Override
  public Pages<TextLine> lines(ProjectPath project, RunFilter runs, String name, CallScope scope) {
    List<Object> ofTime = withFile(project, runs, name, scope);
    return ofTime.isEmpty()
        ? Pages.none()
        : client.runStreams().lines(project, new RunFilter.In(RunField.ID, ofTime), name, scope);
  }

  /** {@inheritDoc} A file that was changed later is left out, likewise. */
  @Override
  public Optional<InputStream> file(
      ProjectPath project, String runId, String name, CallScope scope) {
    RunFilter run = new RunFilter.In(RunField.ID, List.of(runId));
    return withFile(project, run, name, scope).contains(runId)
        ? client.runStreams().file(project, runId, name, scope)
        : Optional.empty();
  }

  /** The ids of those of {@code runs} that had the file {@code name}. */
  private List<Object> withFile(ProjectPath project, RunFilter runs, String name, CallScope scope) {
    List<Object> ofTime = new ArrayList<>();
    try (Pages<RunFile> files = files(project, runs, Set.of(name), null, scope)) {
      for (List<RunFile> page = files.next(); page != null; page = files.next()) {
        page.stream()
            .filter(file -> file.name().equals(name))
            .forEach(file -> ofTime.add(file.runId()));
      }
    }
    return ofTime;
  }

  /** {@inheritDoc} Never: which of them were there then isn't looked up. */
  @Override
  public Pages<TableContent> tables(
      ProjectPath project, RunFilter runs, List<String> keys, boolean located, CallScope scope) {
    throw new WandbException(
        Kind.BAD_STATEMENT,
        "logged tables can't be read as of a time: leave the property asOf out, and choose them by"
            + " _step or by a join with history, which is read as of a time");
  }

  @Override
  public Pages<Alert> alerts(ProjectPath project, RunFilter runs, CallScope scope) {
    Items items = new Items(runTimes(project, runs, scope), Doubt.ALERTS, scope);
    return items
        .times
        .until(client.runStreams().alerts(project, bound.bounded(runs), scope))
        .filter(alert -> isOfTime(items, alert.runId(), alert.raisedAt()));
  }

  @Override
  public Pages<MetricDefinition> metricDefinitions(
      ProjectPath project, RunFilter runs, CallScope scope) {
    Items items = new Items(runTimes(project, runs, scope), Doubt.DEFINITIONS, scope);
    return items
        .times
        .until(client.runStreams().metricDefinitions(project, bound.bounded(runs), scope))
        .filter(metric -> isOfTime(items, metric.runId(), null));
  }

  /** {@inheritDoc} The end of a run that came later is left out. */
  @Override
  public Pages<RunEnvironment> environments(ProjectPath project, RunFilter runs, CallScope scope) {
    Items items = new Items(runTimes(project, runs, scope), Doubt.ENVIRONMENTS, scope);
    return items
        .times
        .until(client.runStreams().environments(project, bound.bounded(runs), scope))
        .filter(environment -> isOfTime(items, environment.runId(), null))
        .flatMap(
            environment ->
                List.of(
                    bound.hasEnded(items.times.of(environment.runId()))
                        ? environment
                        : environment.withoutEnd()));
  }

  /** Never; tells that {@code file} may have been there before it was changed. */
  private boolean isLost(RunFile file, Items items) {
    if (!bound.isBefore(items.times.of(file.runId()).createdAt())) {
      bound.warn(
          items.scope,
          Doubt.LOST_FILES,
          ("file %s of run %s, and perhaps others, was changed after that: such files are left out,"
                  + " since it isn't known whether and how they were there before")
              .formatted(file.name(), file.runId()));
    }
    return false;
  }

  private RunTimes runTimes(ProjectPath project, RunFilter runs, CallScope scope) {
    return new RunTimes(client, bound, project, runs, scope);
  }

  /** Items of one kind, and the times of their runs. */
  private record Items(RunTimes times, Doubt doubt, CallScope scope) {}

  private boolean isOfTime(Items items, String runId, @Nullable Instant time) {
    if (bound.isBefore(time)) {
      return false;
    }
    RunTime run = items.times.of(runId);
    if (bound.isBefore(run.createdAt())) {
      return false;
    }
    if (time == null && !bound.hasEnded(run)) {
      bound.warn(
          items.scope,
          items.doubt,
          "%s: %s of such runs without a time are kept, and may be later ones"
              .formatted(TimeBound.open(runId, run), items.doubt.items()));
    }
    return true;
  }
}
