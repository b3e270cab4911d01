package io.github.wandbjdbc.shell.chart;

/** The text of a chart in a terminal, with commands for colours where those are wanted. */
final class TerminalInk {
  private final boolean colour;
  private final StringBuilder text = new StringBuilder();
  private final StringBuilder line = new StringBuilder();
  private int series = -1;

  TerminalInk(boolean colour) {
    this.colour = colour;
  }

  /** Appends {@code letters} in the colour of {@code next}, a series, or in none if it is -1. */
  void append(String letters, int next) {
    if (colour && next != series && !letters.isBlank()) {
      line.append(next < 0 ? "\u001b[0m" : "\u001b[38;5;%dm".formatted(Palette.terminal(next)));
      series = next;
    }
    line.append(letters);
  }

  void append(String letters) {
    append(letters, -1);
  }

  void endLine() {
    String written = line.toString().stripTrailing();
    text.append(written).append(series < 0 ? "\n" : "\u001b[0m\n");
    line.setLength(0);
    series = -1;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
