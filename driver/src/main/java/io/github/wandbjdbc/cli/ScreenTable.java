package io.github.wandbjdbc.cli;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Aligned columns in a window, whose first rows decide how wide each is. */
final class ScreenTable {
  /** A text says little in less. */
  private static final int LEAST_TEXT = 12;

  private final Writer out;
  private final Cells columns;
  private final ScreenCell cell;
  private final boolean wholeLines;
  private final int[] widths;

  /** The table with {@code first}, which are printed with the columns' names above. */
  ScreenTable(Writer out, Cells columns, Screen screen, List<List<@Nullable String>> first)
      throws IOException {
    this.out = out;
    this.columns = columns;
    this.cell = new ScreenCell(screen);
    // A plan, or another text of several lines, is all that there is to be read.
    this.wholeLines = columns.count() == 1 && first.size() == 1;
    this.widths = widths(screen.width(), first);
    header();
    for (List<@Nullable String> row : first) {
      line(row);
    }
  }

  private int[] widths(int window, List<List<@Nullable String>> first) {
    int[] least = new int[columns.count()];
    int[] wanted = new int[columns.count()];
    for (int i = 0; i < wanted.length; i++) {
      int label = cell.width(columns.labels().get(i));
      int widest = 0;
      for (List<@Nullable String> row : first) {
        widest = Math.max(widest, cell.width(row.get(i)));
      }
      wanted[i] = Math.max(label, widest);
      least[i] =
          Math.min(wanted[i], columns.isWhole(i) ? Math.max(widest, LEAST_TEXT) : LEAST_TEXT);
    }
    return ColumnWidths.of(window, least, wanted);
  }

  private void header() throws IOException {
    write(columns.labels());
    List<String> rules = new ArrayList<>();
    for (int width : widths) {
      rules.add("-".repeat(width));
    }
    out.write(String.join("-+-", rules) + "\n");
  }

  void line(List<@Nullable String> row) throws IOException {
    String only = wholeLines ? row.get(0) : null;
    if (only == null) {
      write(row);
    } else {
      out.write(TerminalText.of(only) + "\n");
    }
  }

  private void write(List<? extends @Nullable String> texts) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      line.append(i == 0 ? "" : " | ");
      line.append(cell.padded(texts.get(i), widths[i], columns.isNumber(i)));
    }
    out.write(line.toString().stripTrailing() + "\n");
  }

  /** The sentence on columns that don't fit; empty if all do. */
  String leftOut() {
    int left = columns.count() - widths.length;
    return left == 0
        ? ""
        : "… %d of %d columns don't fit: name those that you want, or print to a file"
            .formatted(left, columns.count());
  }
}
