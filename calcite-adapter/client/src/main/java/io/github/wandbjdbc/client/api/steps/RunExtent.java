package io.github.wandbjdbc.client.api.steps;

import io.github.wandbjdbc.client.StepRange;

/**
 * How far a run's history goes, as its first answer says.
 *
 * @param wanted which steps are asked for
 * @param steps those of them that the run may have
 * @param lastStep the run's last step, or -1 if there is no telling
 * @param rows how many rows the run has in all, or -1 if the server doesn't say
 * @param areLines whether {@code rows} counts lines, with or without a step
 */
public record RunExtent(
    StepRange wanted, StepRange steps, long lastStep, long rows, boolean areLines) {
  public boolean hasNoEnd() {
    return lastStep < 0;
  }

  /** Whether all rows of the run are wanted. */
  public boolean isWholeRun() {
    return wanted.first() == 0 && wanted.end() > lastStep;
  }

  /** How many rows are to be expected in {@link #steps}; -1 if there is no telling. */
  public long expectedRows() {
    if (hasNoEnd() || rows < 0) {
      return -1;
    }
    return Math.round(rows * ((double) steps.width() / (lastStep + 1)));
  }

  /** How many steps up to the last may be without a row; {@link Long#MAX_VALUE} if unknown. */
  public long gaps() {
    return hasNoEnd() || rows < 0 ? Long.MAX_VALUE : Math.max(0, lastStep + 1 - rows);
  }

  /** How many rows {@link #steps} have at the least, if the server counts rightly. */
  public long leastRows() {
    return Math.max(0, isWholeRun() ? rows : steps.width() - Math.min(steps.width(), gaps()));
  }
}
