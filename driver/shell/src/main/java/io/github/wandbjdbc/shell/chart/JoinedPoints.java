package io.github.wandbjdbc.shell.chart;

/** Points that a line joins; a single one is a dot. */
final class JoinedPoints {
  private final double[] xs;
  private final double[] ys;

  /** Keeps the arrays themselves, which nobody changes any more. */
  JoinedPoints(double[] xs, double[] ys) {
    this.xs = xs;
    this.ys = ys;
  }

  double[] xs() {
    return xs;
  }

  double[] ys() {
    return ys;
  }

  int size() {
    return xs.length;
  }

  boolean isDot() {
    return xs.length == 1;
  }
}
