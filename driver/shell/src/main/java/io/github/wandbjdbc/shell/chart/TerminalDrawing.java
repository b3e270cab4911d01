package io.github.wandbjdbc.shell.chart;

import io.github.wandbjdbc.text.TextWidth;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;

/**
 * Charts in a terminal's characters. A curve is told by its letter too, which stands on it and in
 * the legend, so that colours aren't needed.
 */
final class TerminalDrawing implements ChartDrawing {
  private static final int FEWEST_ROWS = 5;

  private final Writer out;
  private final ChartOptions options;

  TerminalDrawing(Writer out, ChartOptions options) {
    this.out = out;
    this.options = options;
  }

  @Override
  public int columns() {
    return 2 * options.width();
  }

  @Override
  public void draw(LineChart chart, List<String> notes) throws IOException {
    List<String> names = chart.series().stream().map(PlottedSeries::label).toList();
    List<List<Integer>> legend = legend(names, chart.yLabel());
    // The last line is the prompt's, four others are the labels'.
    int rows = Math.max(FEWEST_ROWS, options.height() - 5 - legend.size() - notes.size());
    ChartAxis yAxis = chart.yAxis(Math.max(2, rows / 3));
    int margin = yAxis.ticks().stream().mapToInt(tick -> tick.label().length()).max().orElse(0) + 1;
    int width = Math.max(10, options.width() - margin - 2);
    ChartAxis xAxis = chart.xAxis(Math.max(2, width / 12));
    CellGrid grid = grid(chart.series(), xAxis, yAxis, width, rows);

    TerminalInk ink = new TerminalInk(options.colour());
    if (!chart.yLabel().isEmpty()) {
      ink.append(" ".repeat(margin) + name(chart.yLabel(), options.width() - margin));
      ink.endLine();
    }
    for (int row = 0; row < rows; row++) {
      String label = labelAt(row, rows, yAxis);
      ink.append(" ".repeat(margin - 1 - label.length()) + label + " ");
      ink.append(label.isEmpty() ? options.unicode() ? "│" : "|" : options.unicode() ? "┤" : "+");
      grid.append(row, ink);
      ink.endLine();
    }
    xLabels(chart.xLabel(), xAxis, margin, width, ink);
    for (List<Integer> line : legend) {
      ink.append(" ".repeat(2));
      for (int series : line) {
        ink.append(" " + letter(series) + " " + legendName(names.get(series)) + " ", series);
      }
      ink.endLine();
    }
    write(ink, notes);
  }

  private CellGrid grid(
      List<PlottedSeries> series, ChartAxis xAxis, ChartAxis yAxis, int width, int rows) {
    CellGrid grid = new CellGrid(width, rows, options.unicode());
    for (int i = 0; i < series.size(); i++) {
      char letter = series.size() == 1 ? '*' : letter(i);
      for (JoinedPoints stretch : series.get(i).stretches()) {
        for (int point = 1; point < stretch.size(); point++) {
          grid.line(
              xAxis.place(stretch.xs()[point - 1]),
              yAxis.place(stretch.ys()[point - 1]),
              xAxis.place(stretch.xs()[point]),
              yAxis.place(stretch.ys()[point]),
              i,
              letter);
        }
      }
    }
    for (int i = 0; i < series.size(); i++) {
      for (JoinedPoints stretch : series.get(i).stretches()) {
        if (stretch.isDot()) {
          char dot = series.size() > 1 ? letter(i) : options.unicode() ? '•' : '*';
          grid.letter(xAxis.place(stretch.xs()[0]), yAxis.place(stretch.ys()[0]), i, dot);
        }
      }
    }
    if (series.size() > 1 && options.unicode()) {
      letters(series.size(), width, grid);
    }
    return grid;
  }

  /** Puts letters on curves, those of one curve beside those of the next. */
  private static void letters(int series, int width, CellGrid grid) {
    int distance = Math.max(12, width / 4);
    for (int i = 0; i < series; i++) {
      int first = distance * (2 * i + 1) / (2 * series);
      for (int column = first; column < width; column += distance) {
        grid.label(column, distance / 2, i, letter(i));
      }
    }
  }

  private static char letter(int series) {
    return (char) ('A' + series);
  }

  private static String labelAt(int row, int rows, ChartAxis axis) {
    for (AxisTick tick : axis.ticks()) {
      if (Math.round((1 - tick.place()) * (rows - 1)) == row) {
        return tick.label();
      }
    }
    return "";
  }

  private void xLabels(String label, ChartAxis axis, int margin, int width, TerminalInk ink) {
    StringBuilder rule = new StringBuilder((options.unicode() ? "─" : "-").repeat(width));
    StringBuilder labels = new StringBuilder(" ".repeat(margin + 1 + width));
    int free = 0;
    for (AxisTick tick : axis.ticks()) {
      int column = (int) Math.round(tick.place() * (width - 1));
      int length = tick.label().length();
      int from = Math.min(margin + 1 + column - length / 2, labels.length() - length);
      if (from >= free) {
        rule.setCharAt(column, options.unicode() ? '┬' : '+');
        labels.replace(from, from + length, tick.label());
        free = from + length + 2;
      }
    }
    ink.append(" ".repeat(margin) + (options.unicode() ? "└" : "+") + rule);
    ink.endLine();
    ink.append(labels.toString());
    ink.endLine();
    String told = axis.remark().isEmpty() ? label : label + " (" + axis.remark() + ")";
    String shown = name(told, width);
    ink.append(" ".repeat(Math.max(0, margin + 1 + (width - TextWidth.of(shown)) / 2)) + shown);
    ink.endLine();
  }

  /** The series of each line of the legend; none where the y axis' label says it already. */
  private List<List<Integer>> legend(List<String> names, String yLabel) {
    List<List<Integer>> lines = new ArrayList<>();
    if (names.size() == 1 && names.get(0).equals(yLabel)) {
      return lines;
    }
    int left = 0;
    for (int i = 0; i < names.size(); i++) {
      int width = TextWidth.of(legendName(names.get(i))) + 4;
      if (lines.isEmpty() || width > left) {
        lines.add(new ArrayList<>());
        left = options.width() - 2;
      }
      left -= width;
      lines.get(lines.size() - 1).add(i);
    }
    return lines;
  }

  private String legendName(String text) {
    return name(text, Math.min(40, options.width() - 6));
  }

  private String name(String text, int most) {
    return TerminalWords.cut(text, most, options.unicode());
  }

  private void write(TerminalInk ink, List<String> notes) throws IOException {
    for (String note : notes) {
      ink.append(TerminalWords.cut(note, Integer.MAX_VALUE, options.unicode()));
      ink.endLine();
    }
    out.write(ink.toString());
    out.flush();
  }

  @Override
  public void draw(BarChart chart, List<String> notes) throws IOException {
    TerminalInk ink = new TerminalInk(options.colour());
    new TerminalBars(chart, options).appendTo(ink);
    write(ink, notes);
  }
}
