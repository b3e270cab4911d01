package io.github.wandbjdbc.shell.chart;

/** Draws on a picture; places are pixels from its upper left corner, colours {@code #rrggbb}. */
interface Pen {
  /** The side of its place that a text lies on. */
  enum Anchor {
    /** The text begins there. */
    START,
    MIDDLE,
    /** The text ends there. */
    END
  }

  /** Draws lines from each point to the next. */
  void line(double[] xs, double[] ys, String colour, double width, float[] dashes);

  void dot(double x, double y, double radius, String colour);

  void rectangle(double x, double y, double width, double height, String colour);

  /** Writes {@code text}, whose letters stand on {@code y}. */
  void text(String text, double x, double y, Anchor anchor, int size, String colour);

  /** The picture as the bytes of a file. */
  byte[] bytes();
}
