package io.github.wandbjdbc.shell.chart;

import java.io.IOException;
import java.util.List;

/** Where a chart is drawn. */
interface ChartDrawing {

  /** How many columns of dots there are; what lies in one of them is one stroke. */
  int columns();

  /** Draws curves, and tells {@code notes} of what isn't in them. */
  void draw(LineChart chart, List<String> notes) throws IOException;

  /** Draws bars, and tells {@code notes} of what isn't in them. */
  void draw(BarChart chart, List<String> notes) throws IOException;
}
