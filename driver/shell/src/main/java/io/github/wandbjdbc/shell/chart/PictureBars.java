package io.github.wandbjdbc.shell.chart;

import io.github.wandbjdbc.shell.chart.Pen.Anchor;

/** A picture of bars, which lie, so that their names have room. */
final class PictureBars {
  private static final int SIZE = 13;
  private static final int THINNEST = 14;
  private static final int MARGIN = 90;

  private final BarChart chart;
  private final int width;
  private final int height;
  private final Pen pen;
  private final PictureLegend legend;

  PictureBars(BarChart chart, int width, int height, Pen pen) {
    this.chart = chart;
    this.width = width;
    this.height = height;
    this.pen = pen;
    legend = new PictureLegend(chart.series(), chart.yLabel());
  }

  /** As high as the bars need, at most as {@code options} say unless they need more. */
  static int height(BarChart chart, ChartOptions options) {
    int bars = chart.categories().size() * chart.series().size();
    int least = MARGIN + bars * THINNEST + chart.categories().size() * 8;
    int most = MARGIN + bars * 34 + chart.categories().size() * 12;
    int names = MARGIN + new PictureLegend(chart.series(), chart.yLabel()).height();
    return Math.max(names, Math.max(least, Math.min(most, options.height())));
  }

  /** Draws all of it, with {@code remark} in its upper right corner. */
  void draw(String remark) {
    double widest = width / 3.0;
    double left = 20;
    for (String category : chart.categories()) {
      left =
          Math.max(left, 20 + PictureWords.width(PictureWords.cut(category, widest, SIZE), SIZE));
    }
    double top = 36;
    double high = height - top - 40;
    double wide = Math.max(60, width - left - Math.max(60, legend.width() + 50));
    ChartAxis axis = chart.axis(Math.max(2, (int) wide / 90));
    for (AxisTick tick : axis.ticks()) {
      double x = left + tick.place() * wide;
      stroke(x, top, x, top + high, "#e4e4e4");
      pen.text(tick.label(), x, top + high + 20, Anchor.MIDDLE, SIZE, "#444444");
    }
    pen.text(chart.yLabel(), left, 22, Anchor.START, SIZE, "#222222");
    pen.text(remark, left + wide, 22, Anchor.END, SIZE, "#b00020");
    double zero = chart.logY() ? 0 : axis.place(0);
    double each = high / chart.categories().size();
    double thick = Math.min(26, (each - 8) / chart.series().size());
    for (int i = 0; i < chart.categories().size(); i++) {
      double middle = top + (i + 0.5) * each;
      String name = PictureWords.cut(chart.categories().get(i), widest, SIZE);
      pen.text(name, left - 8, middle + 4.5, Anchor.END, SIZE, "#222222");
      for (int series = 0; series < chart.series().size(); series++) {
        double y = middle - thick * chart.series().size() / 2 + thick * series;
        bar(axis, zero, left, wide, y, thick - 1, i, series);
      }
    }
    stroke(left + zero * wide, top, left + zero * wide, top + high, "#444444");
    legend.draw(pen, left + wide + 50, top, true);
  }

  private void bar(
      ChartAxis axis,
      double zero,
      double left,
      double wide,
      double y,
      double thick,
      int category,
      int series) {
    double value = chart.values().get(series)[category];
    if (Double.isNaN(value)) {
      return;
    }
    double place = axis.place(value);
    double from = Math.min(zero, place) * wide;
    double end = Math.max(zero, place) * wide;
    pen.rectangle(left + from, y, end - from, thick, Palette.colour(series));
    pen.text(
        NumberTicks.shortened(value),
        left + end + 5,
        y + thick / 2 + 4,
        Anchor.START,
        11,
        "#444444");
  }

  private void stroke(double fromX, double fromY, double toX, double toY, String colour) {
    pen.line(new double[] {fromX, toX}, new double[] {fromY, toY}, colour, 1, new float[0]);
  }
}
