package io.github.wandbjdbc.client;

import io.github.wandbjdbc.client.SampledHistoryRequest.Range;
import java.util.List;
import java.util.Map;

/**
 * Whose history is wanted, which steps, and what of each.
 *
 * @param runs which runs; only exact filters, since no one checks again, and bounds of their
 *     creation, by which more may arrive
 * @param steps which steps of each run
 * @param times between which numbers {@code _runtime} or {@code _timestamp} lies in the rows that
 *     are of use; others may come as well
 * @param columns the values to read of each step; {@code _step} itself always is
 * @param noteOtherKeys whether a row with a key that no column asks for is told in a warning, once
 * @param ends which rows of each run
 * @param limit how many rows at the most, {@link Long#MAX_VALUE} for all
 */
public record HistoryRequest(
    ProjectPath project,
    RunFilter runs,
    StepRange steps,
    Map<String, Range> times,
    List<ValueColumn> columns,
    boolean noteOtherKeys,
    Ends ends,
    long limit) {

  public HistoryRequest {
    if (!isExact(runs)) {
      throw new IllegalArgumentException("runs by %s: more may arrive".formatted(runs));
    }
    times = Map.copyOf(times);
    columns = List.copyOf(columns);
  }

  /** Every step of every run of {@code project}, without values. */
  public static HistoryRequest all(ProjectPath project) {
    return new HistoryRequest(
        project,
        RunFilter.ALL,
        StepRange.ALL,
        Map.of(),
        List.of(),
        false,
        Ends.ALL,
        Long.MAX_VALUE);
  }

  private static boolean isExact(RunFilter runs) {
    return runs instanceof RunFilter.And and
        ? and.parts().stream().allMatch(HistoryRequest::isExact)
        : runs.isExact()
            || (runs instanceof RunFilter.Comparison bound
                && bound.attribute() == RunField.CREATED_AT);
  }

  public HistoryRequest withRuns(RunFilter value) {
    return new HistoryRequest(project, value, steps, times, columns, noteOtherKeys, ends, limit);
  }

  public HistoryRequest withSteps(StepRange value) {
    return new HistoryRequest(project, runs, value, times, columns, noteOtherKeys, ends, limit);
  }

  public HistoryRequest withTimes(Map<String, Range> value) {
    return new HistoryRequest(project, runs, steps, value, columns, noteOtherKeys, ends, limit);
  }

  public HistoryRequest withColumns(List<ValueColumn> value) {
    return new HistoryRequest(project, runs, steps, times, value, noteOtherKeys, ends, limit);
  }

  public HistoryRequest withNoteOtherKeys(boolean value) {
    return new HistoryRequest(project, runs, steps, times, columns, value, ends, limit);
  }

  public HistoryRequest withLimit(long value) {
    return new HistoryRequest(project, runs, steps, times, columns, noteOtherKeys, ends, value);
  }

  public HistoryRequest withEnds(Ends value) {
    return new HistoryRequest(project, runs, steps, times, columns, noteOtherKeys, value, limit);
  }

  /**
   * How many rows are wanted of each run: from its first step on, and up to its last one. A source
   * may give more.
   */
  public record Ends(long first, long last) {
    /** All rows. */
    public static final Ends ALL = new Ends(Long.MAX_VALUE, Long.MAX_VALUE);

    public Ends {
      if (first < 0 || last < 0) {
        throw new IllegalArgumentException("%d first and %d last rows".formatted(first, last));
      }
    }

    /** Whether all rows are wanted. */
    public boolean areAll() {
      return first == Long.MAX_VALUE || last == Long.MAX_VALUE;
    }
  }
}
