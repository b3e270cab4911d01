package io.github.wandbjdbc.shell.chart;

/** Points that a line joins; a single one is a dot. */
record Stretch(double[] xs, double[] ys) {

  int size() {
    return xs.length;
  }

  boolean isDot() {
    return xs.length == 1;
  }
}
