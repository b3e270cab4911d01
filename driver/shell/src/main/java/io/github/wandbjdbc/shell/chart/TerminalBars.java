package io.github.wandbjdbc.shell.chart;

import io.github.wandbjdbc.text.TextWidth;
import java.util.List;

/** A bar chart in a terminal's characters: a line for each bar, with its value behind it. */
final class TerminalBars {
  private static final String EIGHTHS = " ▏▎▍▌▋▊▉";

  private final BarChart chart;
  private final ChartOptions options;

  TerminalBars(BarChart chart, ChartOptions options) {
    this.chart = chart;
    this.options = options;
  }

  void appendTo(TerminalInk ink) {
    int most = Math.max(8, options.width() / 3);
    int labels =
        chart.categories().stream()
            .mapToInt(text -> TextWidth.of(name(text, most)))
            .max()
            .orElse(0);
    boolean lettered = chart.series().size() > 1;
    int width = Math.max(8, options.width() - labels - 12 - (lettered ? 2 : 0));
    ChartAxis axis = chart.axis(4);
    if (!chart.yLabel().isEmpty()) {
      ink.append(" ".repeat(labels + 1) + name(chart.yLabel(), options.width() - labels - 2));
      ink.endLine();
    }
    for (int i = 0; i < chart.categories().size(); i++) {
      for (int series = 0; series < chart.series().size(); series++) {
        String label = series == 0 ? name(chart.categories().get(i), most) : "";
        ink.append(TerminalWords.padded(label, labels + 1));
        if (lettered) {
          ink.append((char) ('A' + series) + " ", series);
        }
        double value = chart.values().get(series)[i];
        if (Double.isNaN(value)) {
          ink.append("-");
        } else {
          ink.append(bar(value, axis, width), series);
          ink.append(" " + NumberTicks.shortened(value));
        }
        ink.endLine();
      }
    }
    if (lettered) {
      legend(ink);
    }
  }

  private void legend(TerminalInk ink) {
    List<String> names = chart.series();
    int used = 0;
    for (int i = 0; i < names.size(); i++) {
      String word = (char) ('A' + i) + " " + name(names.get(i), options.width() - 4) + "   ";
      if (used > 0 && used + TextWidth.of(word) > options.width()) {
        ink.endLine();
        used = 0;
      }
      used += TextWidth.of(word);
      ink.append(word, i);
    }
    ink.endLine();
  }

  /** From zero to {@code value}; from the left end on a logarithmic axis. */
  private String bar(double value, ChartAxis axis, int width) {
    double zero = chart.logY() ? 0 : axis.place(0);
    double place = axis.place(value);
    double from = Math.min(zero, place) * width;
    double end = Math.max(zero, place) * width;
    if (!options.unicode()) {
      return " ".repeat((int) Math.round(from)) + "#".repeat((int) Math.round(end - from));
    }
    // Blocks fill a character from its left: only the right end can be finer than a character.
    int first = (int) Math.round(from);
    int eighths = (int) Math.round((end - first) * 8);
    String rest = eighths % 8 > 0 ? EIGHTHS.substring(eighths % 8, eighths % 8 + 1) : "";
    return " ".repeat(first) + "█".repeat(Math.max(0, eighths / 8)) + rest;
  }

  private String name(String text, int most) {
    return TerminalWords.cut(text, most, options.unicode());
  }
}
