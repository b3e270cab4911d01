package io.github.wandbjdbc.client;

import io.github.wandbjdbc.client.values.LoggedValues;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** One step of one run, with the values that were asked for. */
public final class HistoryRow {
  private final String runId;
  private final String recordedBy;
  private final long step;
  private final LoggedValues values;
  private final int place;

  /** A row with {@code values}, in which numbers are {@link Double}s. */
  public HistoryRow(String runId, long step, @Nullable Object[] values) {
    this(runId, step, LoggedValues.ofRow(values), 0);
  }

  /**
   * The row at {@code place} of {@code values}, which the caller gives away.
   *
   * @param runId the run that logged it
   * @param step not negative
   */
  public HistoryRow(String runId, long step, LoggedValues values, int place) {
    this(runId, runId, step, values, place);
  }

  private HistoryRow(String runId, String recordedBy, long step, LoggedValues values, int place) {
    this.runId = runId;
    this.recordedBy = recordedBy;
    this.step = step;
    this.values = values;
    this.place = place;
  }

  /** The id of the run that has it: the one that logged it, or a fork of that. */
  public String runId() {
    return runId;
  }

  /** The id of the run that logged it. */
  public String recordedBy() {
    return recordedBy;
  }

  /** This row as one that the run {@code id} has from another. */
  public HistoryRow inheritedBy(String id) {
    return new HistoryRow(id, recordedBy, step, values, place);
  }

  /** The step, {@code _step}. */
  public long step() {
    return step;
  }

  /**
   * The value of the column at {@code index} of the request: a {@link Double}, {@link Boolean} or
   * {@link String} by the column's type, a {@link Misfit}, or null if the step did not log it.
   */
  public @Nullable Object value(int index) {
    return values.get(place, index);
  }

  /** Whether the value of the column at {@code index} is a number, NaN and the infinities too. */
  public boolean isNumber(int index) {
    return values.isNumber(place, index);
  }

  /** That number; nothing that means anything if it is none. */
  public double number(int index) {
    return values.number(place, index);
  }

  /** Whether the step logged the column at {@code index}. */
  public boolean has(int index) {
    return values.isThere(place, index);
  }

  /** This row, and where it has no value that of {@code other}, a row of the same columns. */
  public HistoryRow or(HistoryRow other) {
    LoggedValues both = new LoggedValues(1, values.width());
    for (int i = 0; i < values.width(); i++) {
      HistoryRow from = has(i) ? this : other;
      both.copy(0, i, from.values, from.place);
    }
    return new HistoryRow(runId, step, both, 0);
  }

  /** This row as one of the run {@code id}. */
  public HistoryRow ofRun(String id) {
    return new HistoryRow(id, step, values, place);
  }

  @Override
  public String toString() {
    return "HistoryRow[" + runId + " " + step + " " + Arrays.toString(values.toArray(place)) + "]";
  }
}
