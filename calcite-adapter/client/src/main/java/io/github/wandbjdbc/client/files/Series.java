package io.github.wandbjdbc.client.files;

import io.github.wandbjdbc.client.values.LoggedValues;
import java.util.List;

/**
 * A metric's points, or the steps that hold several metrics, of which an even choice is taken: the
 * first, the last, and positions between them at equal distances.
 */
final class Series {
  private final List<Integer> columns;
  private final int samples;
  private long points;
  private long position;
  private long chosen;

  /**
   * @param columns the indexes of the columns that a step must hold to be a point
   * @param samples how many points are chosen at the most
   */
  Series(List<Integer> columns, int samples) {
    this.columns = columns;
    this.samples = samples;
  }

  List<Integer> columns() {
    return columns;
  }

  /** Whether a step with these values is a point. */
  boolean isPoint(LoggedValues values) {
    for (int column : columns) {
      if (!values.isThere(0, column)) {
        return false;
      }
    }
    return true;
  }

  /** Counts a point; all are counted before the first is chosen. */
  void count() {
    points++;
  }

  /** Whether the next point is one of the chosen. */
  boolean choose() {
    long at = position++;
    if (chosen >= samples || at != target()) {
      return false;
    }
    chosen++;
    return true;
  }

  /** Where the next chosen point stands. */
  private long target() {
    if (points <= samples) {
      return chosen;
    }
    return samples == 1 ? 0 : (long) ((double) chosen * (points - 1) / (samples - 1));
  }
}
