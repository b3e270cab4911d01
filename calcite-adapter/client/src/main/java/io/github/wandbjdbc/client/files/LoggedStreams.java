package io.github.wandbjdbc.client.files;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.ConsoleLine;
import io.github.wandbjdbc.client.Pages;
import io.github.wandbjdbc.client.ProjectPath;
import io.github.wandbjdbc.client.RunField;
import io.github.wandbjdbc.client.RunFile;
import io.github.wandbjdbc.client.RunFilter;
import io.github.wandbjdbc.client.RunStreams;
import io.github.wandbjdbc.client.SystemMetric;
import io.github.wandbjdbc.client.logged.Alert;
import io.github.wandbjdbc.client.logged.MetricDefinition;
import io.github.wandbjdbc.client.logged.RunEnvironment;
import io.github.wandbjdbc.client.logged.TableContent;
import io.github.wandbjdbc.client.logged.TextLine;
import io.github.wandbjdbc.client.reading.LinePages;
import java.io.InputStream;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The things that the logs of runs hold beside their rows, and the folders beside the logs. */
record LoggedStreams(Function<CallScope, FilesClient.Look> look) implements RunStreams {
  private static final OfServersAlone OF_FILES =
      OfServersAlone.of("files", "mime_type", "md5", "url");
  private static final OfServersAlone OF_ENVIRONMENTS =
      OfServersAlone.of("run_environment", "compute_seconds", "storage_bytes");

  @Override
  public Pages<SystemMetric> systemMetrics(
      ProjectPath project, RunFilter runs, int samples, CallScope scope) {
    FilesClient.Look seen = look.apply(scope);
    return new StatsPages(seen.runs(project, runs, scope), samples, seen.now(), scope);
  }

  @Override
  public Pages<ConsoleLine> consoleLogs(
      ProjectPath project, RunFilter runs, long last, CallScope scope) {
    return RecordPages.of(
        look.apply(scope),
        project,
        runs,
        ConsoleItems.TYPES,
        run -> new ConsoleItems(run, scope),
        scope);
  }

  @Override
  public Pages<RunFile> files(
      ProjectPath project,
      RunFilter runs,
      @Nullable Set<String> names,
      @Nullable String pattern,
      CallScope scope) {
    return OF_FILES.told(
        RecordPages.of(
            look.apply(scope),
            project,
            runs,
            FileItems.TYPES,
            run -> new FileItems(run, scope),
            scope),
        scope);
  }

  @Override
  public Pages<TextLine> lines(ProjectPath project, RunFilter runs, String name, CallScope scope) {
    Iterator<LocalRun> each = look.apply(scope).runs(project, runs, scope).iterator();
    return new LinePages(
        () -> {
          while (each.hasNext()) {
            LocalRun run = each.next();
            InputStream file = RunFolder.open(run.files(), name).orElse(null);
            if (file != null) {
              String what = "file %s of run %s".formatted(name, run.id());
              return new LinePages.OpenText(run.id(), what, file);
            }
          }
          return null;
        },
        scope);
  }

  @Override
  public Optional<InputStream> file(
      ProjectPath project, String runId, String name, CallScope scope) {
    RunFilter run = new RunFilter.In(RunField.ID, List.of(runId));
    return look.apply(scope).runs(project, run, scope).stream()
        .filter(found -> found.id().equals(runId))
        .flatMap(found -> RunFolder.open(found.files(), name).stream())
        .findFirst();
  }

  @Override
  public Pages<TableContent> tables(
      ProjectPath project, RunFilter runs, List<String> keys, boolean located, CallScope scope) {
    FilesClient.Look seen = look.apply(scope);
    return Pages.of(seen.runs(project, runs, scope))
        .concatMap(run -> FolderTable.of(run, project, keys, seen.now(), scope));
  }

  @Override
  public Pages<Alert> alerts(ProjectPath project, RunFilter runs, CallScope scope) {
    return RecordPages.of(
        look.apply(scope), project, runs, AlertItems.TYPES, AlertItems::new, scope);
  }

  @Override
  public Pages<MetricDefinition> metricDefinitions(
      ProjectPath project, RunFilter runs, CallScope scope) {
    return RecordPages.of(
        look.apply(scope),
        project,
        runs,
        MetricItems.TYPES,
        run -> new MetricItems(run, scope),
        scope);
  }

  @Override
  public Pages<RunEnvironment> environments(ProjectPath project, RunFilter runs, CallScope scope) {
    return OF_ENVIRONMENTS.told(
        RecordPages.of(
            look.apply(scope), project, runs, EnvironmentItems.TYPES, EnvironmentItems::new, scope),
        scope);
  }
}
