package io.github.wandbjdbc.shell.chart;

import io.github.wandbjdbc.shell.chart.Pen.Anchor;
import java.util.Arrays;

/** A picture of curves: the y axis' label above it, x's below, the legend at the right. */
final class PictureLines {
  private static final int SIZE = 13;
  private static final String INK = "#444444";
  private static final String GRID = "#e4e4e4";
  private static final float[] SOLID = {};

  private final LineChart chart;
  private final Pen pen;
  private final PictureLegend legend;
  private final ChartAxis xAxis;
  private final ChartAxis yAxis;
  private final double left;
  private final double top;
  private final double width;
  private final double height;

  PictureLines(LineChart chart, ChartOptions options, Pen pen) {
    this.chart = chart;
    this.pen = pen;
    legend =
        new PictureLegend(
            chart.series().stream().map(PlottedSeries::label).toList(), chart.yLabel());
    top = chart.yLabel().isEmpty() ? 20 : 38;
    height = Math.max(40, options.height() - top - 54);
    yAxis = chart.yAxis(Math.max(2, (int) height / 70));
    left =
        18
            + yAxis.ticks().stream()
                .mapToDouble(tick -> PictureWords.width(tick.label(), SIZE))
                .max()
                .orElse(0);
    width = Math.max(60, options.width() - left - Math.max(26, legend.width()));
    xAxis = chart.xAxis(Math.max(2, (int) width / 90));
  }

  /** Draws all of it, with {@code remark} in its upper right corner. */
  void draw(String remark) {
    for (AxisTick tick : yAxis.ticks()) {
      double y = top + (1 - tick.place()) * height;
      stroke(left, y, left + width, y, GRID);
      pen.text(tick.label(), left - 8, y + 4.5, Anchor.END, SIZE, INK);
    }
    for (AxisTick tick : xAxis.ticks()) {
      double x = left + tick.place() * width;
      stroke(x, top + height, x, top + height + 5, INK);
      pen.text(tick.label(), x, top + height + 20, Anchor.MIDDLE, SIZE, INK);
    }
    stroke(left, top + height, left + width, top + height, INK);
    pen.text(
        PictureWords.cut(chart.yLabel(), width, SIZE), left - 8, 22, Anchor.START, SIZE, "#222222");
    pen.text(remark, left + width, 22, Anchor.END, SIZE, "#b00020");
    String label =
        xAxis.remark().isEmpty() ? chart.xLabel() : chart.xLabel() + " (" + xAxis.remark() + ")";
    pen.text(
        PictureWords.cut(label, width, SIZE),
        left + width / 2,
        top + height + 42,
        Anchor.MIDDLE,
        SIZE,
        "#222222");
    for (int i = 0; i < chart.series().size(); i++) {
      for (JoinedPoints stretch : chart.series().get(i).stretches()) {
        draw(stretch, i);
      }
    }
    legend.draw(pen, left + width, top, false);
  }

  private void draw(JoinedPoints stretch, int series) {
    double[] xs = Arrays.stream(stretch.xs()).map(x -> left + xAxis.place(x) * width).toArray();
    double[] ys =
        Arrays.stream(stretch.ys()).map(y -> top + (1 - yAxis.place(y)) * height).toArray();
    if (stretch.isDot()) {
      pen.dot(xs[0], ys[0], 2.8, Palette.colour(series));
    } else {
      // Thinner where a curve goes up and down within each pixel, so that it isn't one blot.
      double thickness = xs.length > width ? 1 : 1.8;
      pen.line(xs, ys, Palette.colour(series), thickness, Palette.dashes(series));
    }
  }

  private void stroke(double fromX, double fromY, double toX, double toY, String colour) {
    pen.line(new double[] {fromX, toX}, new double[] {fromY, toY}, colour, 1, SOLID);
  }
}
