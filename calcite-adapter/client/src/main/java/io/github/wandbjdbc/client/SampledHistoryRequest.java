package io.github.wandbjdbc.client;

import java.util.List;

/**
 * A downsampled view of runs' histories.
 *
 * @param runs which runs; only exact filters, since no one checks again
 * @param steps which steps of each run
 * @param columns the metrics to sample; if there is none, {@code _step} alone is. {@code _runtime}
 *     and {@code _timestamp} among them join each metric's series and have none of their own,
 *     unless nothing else is asked for
 * @param together one series of the steps that hold all metrics, rather than a series for each,
 *     merged by step
 * @param samples how many points are asked for per series
 * @param isOptional whether the caller can do without: a server that fails is then not waited for,
 *     nor asked in parts
 */
public record SampledHistoryRequest(
    ProjectPath project,
    RunFilter runs,
    StepRange steps,
    List<ValueColumn> columns,
    boolean together,
    int samples,
    boolean isOptional) {

  public SampledHistoryRequest {
    if (!runs.isExact()) {
      throw new IllegalArgumentException("runs by %s: more may arrive".formatted(runs));
    }
    if (samples < 1) {
      throw new IllegalArgumentException("%d samples".formatted(samples));
    }
    columns = List.copyOf(columns);
  }

  /** Every run of {@code project} in {@code samples} points, by step alone. */
  public static SampledHistoryRequest all(ProjectPath project, int samples) {
    return new SampledHistoryRequest(
        project, RunFilter.ALL, StepRange.ALL, List.of(), false, samples, false);
  }

  public SampledHistoryRequest withRuns(RunFilter value) {
    return new SampledHistoryRequest(project, value, steps, columns, together, samples, isOptional);
  }

  public SampledHistoryRequest withSteps(StepRange value) {
    return new SampledHistoryRequest(project, runs, value, columns, together, samples, isOptional);
  }

  public SampledHistoryRequest withColumns(List<ValueColumn> value) {
    return new SampledHistoryRequest(project, runs, steps, value, together, samples, isOptional);
  }

  public SampledHistoryRequest withTogether(boolean value) {
    return new SampledHistoryRequest(project, runs, steps, columns, value, samples, isOptional);
  }

  /** The same, that the caller can do without. */
  public SampledHistoryRequest asOptional() {
    return new SampledHistoryRequest(project, runs, steps, columns, together, samples, true);
  }
}
