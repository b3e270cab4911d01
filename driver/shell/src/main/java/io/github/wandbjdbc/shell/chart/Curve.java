package io.github.wandbjdbc.shell.chart;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The points of a series in bounded memory. When there are too many of them, of those that follow
 * each other within a column of the chart the first, the lowest, the highest and the last stay, so
 * that the picture is the same and spikes stay.
 *
 * <p>A line joins points in the order in which they come. It breaks at a gap, and where x goes
 * back, as it does from one run's steps to the next one's. A point that is not a number marks a
 * break.
 */
final class Curve {
  /** Of points in no order of x, fewer than this follow each other upwards, on average. */
  private static final int POINTS_IN_ORDER = 4;

  private final int columns;
  private final boolean logX;
  private double[] xs = new double[64];
  private double[] ys = new double[64];
  private int size;
  private long points;
  private long turns;
  private double lastX = Double.NEGATIVE_INFINITY;
  private boolean sorted;

  /** For a chart of {@code columns} columns. */
  Curve(int columns, boolean logX) {
    this.columns = columns;
    this.logX = logX;
  }

  void add(double x, double y) {
    if (x < lastX) {
      turns++;
      gap();
    }
    lastX = x;
    points++;
    append(x, y);
  }

  /** A point that has no place. */
  void gap() {
    if (size > 0 && !isBreak(size - 1)) {
      append(0, Double.NaN);
    }
  }

  boolean isEmpty() {
    return points == 0;
  }

  /** Whether so many points came in no order of x that only their range by column was kept. */
  boolean isRange() {
    return sorted;
  }

  List<JoinedPoints> stretches() {
    if (sorted) {
      sort();
      shorten();
    }
    boolean scattered = !sorted && turns > 2 && points < POINTS_IN_ORDER * (turns + 1);
    List<JoinedPoints> stretches = new ArrayList<>();
    int from = 0;
    for (int i = 0; i <= size; i++) {
      if (i == size || isBreak(i)) {
        if (i > from) {
          stretches.add(stretch(from, i));
        }
        from = i + 1;
      } else if (scattered) {
        stretches.add(stretch(i, i + 1));
        from = i + 1;
      }
    }
    return stretches;
  }

  private JoinedPoints stretch(int from, int end) {
    return new JoinedPoints(Arrays.copyOfRange(xs, from, end), Arrays.copyOfRange(ys, from, end));
  }

  private boolean isBreak(int i) {
    return Double.isNaN(ys[i]);
  }

  private void append(double x, double y) {
    if (size == capacity()) {
      shorten();
      if (size > capacity() * 3 / 4) {
        sorted = true;
        sort();
        shorten();
      }
    }
    if (size == xs.length) {
      int length = Math.min(capacity(), 2 * size);
      xs = Arrays.copyOf(xs, length);
      ys = Arrays.copyOf(ys, length);
    }
    xs[size] = x;
    ys[size] = y;
    size++;
  }

  /** Twice what {@link #shorten} leaves of points in order. */
  private int capacity() {
    return 16 * columns;
  }

  private void shorten() {
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < size; i++) {
      if (!isBreak(i)) {
        min = Math.min(min, place(xs[i]));
        max = Math.max(max, place(xs[i]));
      }
    }
    // Two bins for each column: where they end differs from where the chart's columns end.
    double width = (max - min) / (2 * columns);
    int kept = 0;
    int from = 0;
    while (from < size) {
      int end = from + 1;
      if (!isBreak(from)) {
        double bin = bin(from, min, width);
        while (end < size && (isBreak(end) || bin(end, min, width) == bin)) {
          end++;
        }
        while (isBreak(end - 1)) {
          end--;
        }
      }
      kept = keep(from, end, kept);
      from = end;
    }
    size = kept;
  }

  private double bin(int i, double min, double width) {
    return width > 0 ? Math.floor((place(xs[i]) - min) / width) : 0;
  }

  private double place(double x) {
    return logX ? Math.log10(x) : x;
  }

  /** Keeps the first, lowest, highest and last of the points from {@code from} to {@code end}. */
  private int keep(int from, int end, int kept) {
    int low = from;
    int high = from;
    for (int i = from; i < end; i++) {
      low = ys[i] < ys[low] ? i : low;
      high = ys[i] > ys[high] ? i : high;
    }
    int[] chosen = {from, Math.min(low, high), Math.max(low, high), end - 1};
    int before = -1;
    int count = kept;
    for (int i : chosen) {
      if (i != before) {
        xs[count] = xs[i];
        ys[count] = ys[i];
        count++;
        before = i;
      }
    }
    return count;
  }

  private void sort() {
    Integer[] order = new Integer[size];
    int count = 0;
    for (int i = 0; i < size; i++) {
      if (!isBreak(i)) {
        order[count++] = i;
      }
    }
    double[] fromX = xs.clone();
    double[] fromY = ys.clone();
    Arrays.sort(order, 0, count, Comparator.comparingDouble(i -> fromX[i]));
    for (int i = 0; i < count; i++) {
      xs[i] = fromX[order[i]];
      ys[i] = fromY[order[i]];
    }
    size = count;
  }
}
