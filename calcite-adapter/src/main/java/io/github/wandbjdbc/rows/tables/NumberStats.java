package io.github.wandbjdbc.rows.tables;

import java.util.DoubleSummaryStatistics;

/**
 * Figures of the numbers of one metric, none of them NaN, that come in the order of their steps.
 */
final class NumberStats {
  private final DoubleSummaryStatistics sum = new DoubleSummaryStatistics();
  private double min;
  private double max;
  private double first;
  private double last;
  private long stepOfMin;
  private long stepOfMax;
  private long firstStep;
  private long lastStep;

  /** Takes in what {@code step} logged. */
  void add(long step, double number) {
    boolean isFirst = sum.getCount() == 0;
    if (isFirst) {
      first = number;
      firstStep = step;
    }
    if (isFirst || number < min) {
      min = number;
      stepOfMin = step;
    }
    if (isFirst || number > max) {
      max = number;
      stepOfMax = step;
    }
    last = number;
    lastStep = step;
    sum.accept(number);
  }

  /** The smallest. */
  double min() {
    return min;
  }

  /** The largest. */
  double max() {
    return max;
  }

  /** The arithmetic mean; NaN if both infinities are among the numbers. */
  double mean() {
    return sum.getAverage();
  }

  /** That of the first step. */
  double first() {
    return first;
  }

  /** That of the last step. */
  double last() {
    return last;
  }

  /** The first step that logged the smallest. */
  long stepOfMin() {
    return stepOfMin;
  }

  /** The first step that logged the largest. */
  long stepOfMax() {
    return stepOfMax;
  }

  /** The first step that logged a number. */
  long firstStep() {
    return firstStep;
  }

  /** The last step that logged a number. */
  long lastStep() {
    return lastStep;
  }
}
