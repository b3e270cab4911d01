package io.github.wandbjdbc.shell.chart;

import java.util.List;

/** The names of a picture's series, right of what is drawn, from top to bottom. */
final class PictureLegend {
  static final int SIZE = 13;
  private static final int LINE = 20;
  private static final int SAMPLE = 26;
  private static final double WIDEST = 220;

  private final List<String> names;

  /** Names nothing if {@code names} is what the axis says already. */
  PictureLegend(List<String> names, String yLabel) {
    this.names =
        names.size() == 1 && names.get(0).equals(yLabel)
            ? List.of()
            : names.stream().map(name -> PictureWords.cut(name, WIDEST, SIZE)).toList();
  }

  double width() {
    double widest = 0;
    for (String name : names) {
      widest = Math.max(widest, PictureWords.width(name, SIZE));
    }
    return names.isEmpty() ? 0 : widest + SAMPLE + 28;
  }

  int height() {
    return names.size() * LINE;
  }

  void draw(Pen pen, double x, double y, boolean bars) {
    for (int i = 0; i < names.size(); i++) {
      double middle = y + i * LINE + LINE / 2.0;
      double left = x + 14;
      if (bars) {
        pen.rectangle(left + SAMPLE - 12, middle - 6, 12, 12, Palette.colour(i));
      } else {
        pen.line(
            new double[] {left, left + SAMPLE},
            new double[] {middle, middle},
            Palette.colour(i),
            2.5,
            Palette.dashes(i));
      }
      pen.text(names.get(i), left + SAMPLE + 8, middle + 4.5, Pen.Anchor.START, SIZE, "#222222");
    }
  }
}
