package io.github.wandbjdbc.client;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** One step of one run, with the values that were asked for. */
public final class HistoryRow {
  private final String runId;
  private final long step;
  private final @Nullable Object[] values;

  /** Keeps {@code values}, which the caller gives away. */
  public HistoryRow(String runId, long step, @Nullable Object[] values) {
    this.runId = runId;
    this.step = step;
    this.values = values;
  }

  /** The id of the run that logged it. */
  public String runId() {
    return runId;
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
    return values[index];
  }

  @Override
  public String toString() {
    return "HistoryRow[" + runId + " " + step + " " + Arrays.toString(values) + "]";
  }
}
