package io.github.wandbjdbc.client.api.steps;

import io.github.wandbjdbc.client.StepRange;

/**
 * How far a run's history goes, as the server said at some time.
 *
 * @param steps the steps that it may have
 * @param lastStep the last of them, or -1 if there is no telling
 * @param rows how many rows it has in all, or -1 if the server doesn't say
 * @param areLines whether {@code rows} counts lines, with or without a step
 * @param areAsManyLines whether there were as many lines as {@code rows}
 */
public record HistoryEnd(
    StepRange steps, long lastStep, long rows, boolean areLines, boolean areAsManyLines) {
  /** A bound for runs that don't say how far they go. */
  private static final long MAX_STEP = 1L << 53;

  /** Of a run that has logged nothing. */
  public static HistoryEnd ofNothing(long rows, boolean areLines) {
    return new HistoryEnd(StepRange.NONE, -1, rows, areLines, areLines);
  }

  /** Of a run that doesn't say how far it goes. */
  public static HistoryEnd unknown(long rows, boolean areLines) {
    return new HistoryEnd(new StepRange(0, MAX_STEP), -1, rows, areLines, areLines);
  }

  /** Of a run whose last step is {@code step}. */
  public static HistoryEnd at(long step, long rows, boolean areLines) {
    return new HistoryEnd(new StepRange(0, step + 1), step, rows, areLines, areLines);
  }

  /** The same of a run that had {@code lines} lines at that time. */
  public HistoryEnd withLines(long lines) {
    return new HistoryEnd(steps, lastStep, rows, areLines, areLines || lines == rows);
  }

  /** Whether it doesn't say how far the run goes. */
  public boolean hasNoEnd() {
    return lastStep < 0 && !steps.isEmpty();
  }

  /** The part of it that is {@code wanted}. */
  public RunExtent extent(StepRange wanted) {
    return new RunExtent(wanted, wanted.intersect(steps), lastStep, rows, areLines);
  }

  /** Whether {@code other} was said when the run had less, or after it was rewound. */
  public boolean isBeyond(HistoryEnd other) {
    if (lastStep >= 0 && other.lastStep >= 0) {
      return other.lastStep < lastStep;
    }
    boolean hasFewer = other.rows >= 0 && other.rows < rows;
    return !steps.isEmpty() && (other.steps.isEmpty() || hasFewer);
  }
}
