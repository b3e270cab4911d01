package io.github.wandbjdbc.cli;

import io.github.wandbjdbc.text.TextWidth;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A single row in a window: a line for each column, longer values on several. */
final class UprightRow {
  private static final String BETWEEN = " | ";
  private static final int MOST_LINES = 10;

  private final Writer out;
  private final Screen screen;
  private final ScreenCell cell;
  private final int mostLines;

  /**
   * @param all whether a value has as many lines as it takes
   */
  UprightRow(Writer out, Screen screen, boolean all) {
    this.out = out;
    this.screen = screen;
    this.cell = new ScreenCell(screen);
    this.mostLines = all ? Integer.MAX_VALUE : MOST_LINES;
  }

  void print(Cells columns, List<@Nullable String> row) throws IOException {
    int widest = columns.labels().stream().mapToInt(cell::width).max().orElse(0);
    int left = Math.min(widest, Math.max(1, screen.width() / 2));
    int right = Math.max(1, screen.width() - left - BETWEEN.length());
    for (int i = 0; i < columns.count(); i++) {
      print(cell.padded(columns.labels().get(i), left, false), left, row.get(i), right);
    }
  }

  private void print(String label, int left, @Nullable String value, int right) throws IOException {
    if (value == null) {
      write(label, cell.padded(null, right, false));
      return;
    }
    String before = label;
    int lines = 0;
    for (String line : TerminalText.of(value).split("\n", -1)) {
      String rest = line;
      do {
        if (++lines > mostLines) {
          write(before, TextWidth.ELLIPSIS);
          return;
        }
        int end =
            rest.isEmpty()
                ? 0
                : Math.max(rest.offsetByCodePoints(0, 1), TextWidth.end(rest, right));
        write(before, rest.substring(0, end));
        rest = rest.substring(end);
        before = " ".repeat(left);
      } while (!rest.isEmpty());
    }
  }

  private void write(String label, String value) throws IOException {
    out.write((label + BETWEEN + value).stripTrailing() + "\n");
  }
}
