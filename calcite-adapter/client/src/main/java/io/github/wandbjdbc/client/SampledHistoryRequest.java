package io.github.wandbjdbc.client;

import io.github.wandbjdbc.client.values.StoredNumber;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
 * @param axis the key that each point of each series has, and by whose number the points of a run
 *     are ordered; one of the columns, or {@code _step}
 * @param range the part of the axis whose points are wanted; others may come as well. Null for all
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
    String axis,
    @Nullable Range range,
    int samples,
    boolean isOptional) {
  private static final String STEP = "_step";

  public SampledHistoryRequest {
    if (!runs.isExact()) {
      throw new IllegalArgumentException("runs by %s: more may arrive".formatted(runs));
    }
    if (samples < 1) {
      throw new IllegalArgumentException("%d samples".formatted(samples));
    }
    columns = List.copyOf(columns);
    if (!axis.equals(STEP) && indexOf(columns, axis) < 0) {
      throw new IllegalArgumentException("an axis %s that isn't read".formatted(axis));
    }
    if (axis.equals(STEP) && range != null) {
      throw new IllegalArgumentException("steps have a range of their own");
    }
  }

  /** The numbers from {@code least} to {@code most}, which may be infinities. */
  public record Range(double least, double most) {
    public Range {
      if (!(least <= most)) {
        throw new IllegalArgumentException("numbers from %s to %s".formatted(least, most));
      }
    }
  }

  /** Every run of {@code project} in {@code samples} points, by step alone. */
  public static SampledHistoryRequest all(ProjectPath project, int samples) {
    return new SampledHistoryRequest(
        project, RunFilter.ALL, StepRange.ALL, List.of(), false, STEP, null, samples, false);
  }

  public SampledHistoryRequest withRuns(RunFilter value) {
    return new SampledHistoryRequest(
        project, value, steps, columns, together, axis, range, samples, isOptional);
  }

  public SampledHistoryRequest withSteps(StepRange value) {
    return new SampledHistoryRequest(
        project, runs, value, columns, together, axis, range, samples, isOptional);
  }

  public SampledHistoryRequest withColumns(List<ValueColumn> value) {
    return new SampledHistoryRequest(
        project, runs, steps, value, together, axis, range, samples, isOptional);
  }

  public SampledHistoryRequest withTogether(boolean value) {
    return new SampledHistoryRequest(
        project, runs, steps, columns, value, axis, range, samples, isOptional);
  }

  /** The same along {@code key}, with a column of it behind the others unless it is one of them. */
  public SampledHistoryRequest along(String key) {
    List<ValueColumn> all = new ArrayList<>(columns);
    if (!key.equals(STEP) && indexOf(all, key) < 0) {
      all.add(new ValueColumn(key, ValueType.NUMBER));
    }
    return new SampledHistoryRequest(
        project, runs, steps, all, together, key, range, samples, isOptional);
  }

  /** The same, with the points of {@code value} alone wherever that can be had. */
  public SampledHistoryRequest within(@Nullable Range value) {
    return new SampledHistoryRequest(
        project, runs, steps, columns, together, axis, value, samples, isOptional);
  }

  /** The points of a run as they are to come: along the axis, those without a number last. */
  public Comparator<HistoryRow> order() {
    Comparator<HistoryRow> bySteps = Comparator.comparingLong(HistoryRow::step);
    int index = indexOf(columns, axis);
    return axis.equals(STEP)
        ? bySteps
        : Comparator.<HistoryRow, Double>comparing(
                row -> number(row, index), Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(bySteps);
  }

  private static int indexOf(List<ValueColumn> columns, String key) {
    return columns.stream().map(ValueColumn::key).toList().indexOf(key);
  }

  /** The number at which {@code row} stands along the axis; null if it has none there. */
  public @Nullable Double position(HistoryRow row) {
    return axis.equals(STEP) ? (Double) (double) row.step() : number(row, indexOf(columns, axis));
  }

  private static @Nullable Double number(HistoryRow row, int index) {
    if (row.isNumber(index)) {
      return row.number(index);
    }
    // The column of a key that is a number in some rows and a text in others.
    try {
      return row.value(index) instanceof String text ? StoredNumber.parse(text) : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /** Whether {@code column} is read of each point, and makes no series of its own. */
  public boolean isOfAxis(ValueColumn column) {
    return column.key().equals(STEP) || column.key().equals(axis);
  }

  /** The same, that the caller can do without. */
  public SampledHistoryRequest asOptional() {
    return new SampledHistoryRequest(
        project, runs, steps, columns, together, axis, range, samples, true);
  }
}
