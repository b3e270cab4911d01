package io.github.wandbjdbc.shell.chart;

import java.util.List;
import java.util.function.Function;

/** Curves over a number or a time. */
record LineChart(
    String xLabel,
    String yLabel,
    boolean timeX,
    boolean logX,
    boolean logY,
    List<PlottedSeries> series) {

  /** The x axis, with about {@code ticks} labels; it ends where the curves do. */
  ChartAxis xAxis(int ticks) {
    double[] range = range(JoinedPoints::xs);
    return timeX
        ? ChartAxis.time(range[0], range[1], ticks)
        : ChartAxis.of(range[0], range[1], ticks, logX, false);
  }

  /** The y axis, with about {@code ticks} labels; it ends at labels. */
  ChartAxis yAxis(int ticks) {
    double[] range = range(JoinedPoints::ys);
    return ChartAxis.of(range[0], range[1], ticks, logY, true);
  }

  private double[] range(Function<JoinedPoints, double[]> values) {
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    for (PlottedSeries each : series) {
      for (JoinedPoints stretch : each.stretches()) {
        for (double value : values.apply(stretch)) {
          min = Math.min(min, value);
          max = Math.max(max, value);
        }
      }
    }
    return new double[] {min, max};
  }
}
