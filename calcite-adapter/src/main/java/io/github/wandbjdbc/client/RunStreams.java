package io.github.wandbjdbc.client;

/** What runs leave behind beside their history. */
public interface RunStreams {

  /** Of a source that keeps none. */
  RunStreams NONE =
      (project, runs, scope) -> {
        scope.warn("system_metrics: this source keeps no system metrics");
        return Pages.none();
      };

  /**
   * The measurements of the machines that {@code runs} were on, ordered by run and time. What the
   * source leaves out is told through {@link CallScope#warn}.
   *
   * @param runs only exact filters, since no one checks again
   */
  Pages<SystemMetric> systemMetrics(ProjectPath project, RunFilter runs, CallScope scope);
}
