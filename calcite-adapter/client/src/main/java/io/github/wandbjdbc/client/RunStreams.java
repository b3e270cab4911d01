package io.github.wandbjdbc.client;

import io.github.wandbjdbc.client.WandbException.Kind;
import io.github.wandbjdbc.client.logged.Alert;
import io.github.wandbjdbc.client.logged.MetricDefinition;
import io.github.wandbjdbc.client.logged.RunEnvironment;
import io.github.wandbjdbc.client.logged.TableContent;
import io.github.wandbjdbc.client.logged.TextLine;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The data of runs beside their history: console logs, files, system metrics, alerts, definitions
 * of metrics, and what they ran on.
 */
public interface RunStreams {

  /** Of a source that keeps none. */
  RunStreams NONE =
      (project, runs, samples, scope) -> {
        scope.warn("system_metrics: this source keeps no system metrics");
        return Pages.none();
      };

  /**
   * The measurements of the machines that {@code runs} were on, ordered by run and time. What the
   * source leaves out is told through {@link CallScope#warn}.
   *
   * @param runs only exact filters, since no one checks again
   * @param samples about how many moments of each run are wanted, as the source chooses them;
   *     {@link Integer#MAX_VALUE} for all
   */
  Pages<SystemMetric> systemMetrics(
      ProjectPath project, RunFilter runs, int samples, CallScope scope);

  /** The same, of all moments. */
  default Pages<SystemMetric> systemMetrics(ProjectPath project, RunFilter runs, CallScope scope) {
    return systemMetrics(project, runs, Integer.MAX_VALUE, scope);
  }

  /**
   * The lines that {@code runs} wrote to their consoles, ordered by run and line. What the source
   * leaves out is told through {@link CallScope#warn}.
   *
   * @param runs only exact filters, since no one checks again
   * @param last how many of the last lines of each run are wanted, {@link Long#MAX_VALUE} for all;
   *     more may come
   */
  default Pages<ConsoleLine> consoleLogs(
      ProjectPath project, RunFilter runs, long last, CallScope scope) {
    scope.warn("console_logs: this source keeps no console logs");
    return Pages.none();
  }

  /**
   * The files of {@code runs}, ordered by run.
   *
   * @param runs only exact filters, since no one checks again
   * @param names the files that are wanted, null for all; more may come
   * @param pattern what their names are LIKE, null for any; more may come
   */
  default Pages<RunFile> files(
      ProjectPath project,
      RunFilter runs,
      @Nullable Set<String> names,
      @Nullable String pattern,
      CallScope scope) {
    scope.warn("files: this source has no files of runs");
    return Pages.none();
  }

  /**
   * The lines of the text file {@code name} of each of {@code runs} that has it, ordered by run and
   * line.
   *
   * @param runs only exact filters, since no one checks again
   * @param name the path below the run's files
   */
  default Pages<TextLine> lines(ProjectPath project, RunFilter runs, String name, CallScope scope) {
    scope.warn("file_lines: this source has no files of runs");
    return Pages.none();
  }

  /**
   * The bytes of the file {@code name} of the run {@code runId}, whole and from the first on; empty
   * if the run has no such file, or there is no such run. Closing the stream ends it.
   *
   * @param name the path below the run's files
   */
  default Optional<InputStream> file(
      ProjectPath project, String runId, String name, CallScope scope) {
    return Optional.empty();
  }

  /**
   * The tables that {@code runs} logged under {@code keys}, ordered by run and step. Each is closed
   * by whoever takes its page, before the next is asked for.
   *
   * @param runs only exact filters, since no one checks again
   * @param located whether their files are going to be opened
   */
  default Pages<TableContent> tables(
      ProjectPath project, RunFilter runs, List<String> keys, boolean located, CallScope scope) {
    scope.warn("logged_tables: this source keeps no logged tables");
    return Pages.none();
  }

  /**
   * The alerts that {@code runs} raised, ordered by run and number. {@code BAD_STATEMENT} if the
   * source doesn't give any.
   *
   * @param runs only exact filters, since no one checks again
   */
  default Pages<Alert> alerts(ProjectPath project, RunFilter runs, CallScope scope) {
    throw new WandbException(
        Kind.BAD_STATEMENT, "alerts: a server doesn't give the alerts of runs, only run files do");
  }

  /**
   * How the programs of {@code runs} defined their metrics, ordered by run.
   *
   * @param runs only exact filters, since no one checks again
   */
  default Pages<MetricDefinition> metricDefinitions(
      ProjectPath project, RunFilter runs, CallScope scope) {
    scope.warn("metric_definitions: this source keeps no definitions of metrics");
    return Pages.none();
  }

  /**
   * The environments that {@code runs} ran in, one for each run that there is.
   *
   * @param runs only exact filters, since no one checks again
   */
  default Pages<RunEnvironment> environments(ProjectPath project, RunFilter runs, CallScope scope) {
    scope.warn("run_environment: this source doesn't say what runs ran on");
    return Pages.none();
  }
}
