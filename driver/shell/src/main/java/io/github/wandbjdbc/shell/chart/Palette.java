package io.github.wandbjdbc.shell.chart;

/**
 * The colours of series, which also people tell apart who see red and green alike (M. Okabe and K.
 * Ito, "Color Universal Design"; their yellow is too pale for lines).
 */
final class Palette {
  private static final String[] COLOURS = {
    "#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#000000", "#8c8c8c"
  };

  /** The same among a terminal's 256 colours, readable on black and on white. */
  private static final int[] TERMINAL = {32, 202, 35, 175, 178, 75, 245, 130};

  private Palette() {}

  static String colour(int series) {
    return COLOURS[series % COLOURS.length];
  }

  static int terminal(int series) {
    return TERMINAL[series % TERMINAL.length];
  }

  /** Lengths of dashes and of what is between them; empty for a solid line. */
  static float[] dashes(int series) {
    return switch (series / COLOURS.length) {
      case 0 -> new float[0];
      case 1 -> new float[] {7, 4};
      case 2 -> new float[] {2, 3};
      default -> new float[] {9, 3, 2, 3};
    };
  }
}
