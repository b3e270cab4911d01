package io.github.wandbjdbc.shell.chart;

import java.util.List;

/**
 * Bars over texts.
 *
 * @param series the names of the series
 * @param values of each series those of all categories, NaN where there is none
 */
record BarChart(
    String xLabel,
    String yLabel,
    boolean logY,
    List<String> categories,
    List<String> series,
    List<double[]> values) {

  /** The axis along the bars: it has zero, unless it is logarithmic. */
  ChartAxis axis(int ticks) {
    double min = logY ? Double.POSITIVE_INFINITY : 0;
    double max = logY ? Double.NEGATIVE_INFINITY : 0;
    for (double[] each : values) {
      for (double value : each) {
        if (!Double.isNaN(value)) {
          min = Math.min(min, value);
          max = Math.max(max, value);
        }
      }
    }
    return ChartAxis.of(logY ? min / 2 : min, max, ticks, logY, true);
  }
}
