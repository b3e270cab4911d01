package io.github.wandbjdbc.cli;

import io.github.wandbjdbc.text.TextWidth;
import java.io.IOException;
import java.io.Writer;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Prints aligned columns to a file or a pipe, with all that there is. The first rows decide how
 * wide a column is; later values that are wider push the rest of their line aside, so that memory
 * doesn't grow with the number of rows.
 */
final class TablePrinter implements RowPrinter {
  private static final int ROWS_MEASURED = 500;
  private static final int WIDEST = 60;

  private final Writer out;
  private final Cells cells;
  private final int[] widths;
  private final List<List<String>> measured = new ArrayList<>();
  private boolean measuring = true;
  private long rows;

  TablePrinter(Writer out, ResultSetMetaData columns) throws SQLException {
    this.out = out;
    cells = new Cells(columns);
    widths = new int[cells.count()];
    for (int i = 0; i < widths.length; i++) {
      widths[i] = width(printable(cells.labels().get(i)));
    }
  }

  @Override
  public void print(ResultSet row) throws SQLException, IOException {
    List<String> line = new ArrayList<>();
    for (@Nullable String text : cells.of(row)) {
      line.add(text == null ? "NULL" : printable(text));
    }
    rows++;
    if (!measuring) {
      line(line);
      return;
    }
    measured.add(line);
    for (int i = 0; i < widths.length; i++) {
      widths[i] = Math.max(widths[i], Math.min(WIDEST, width(line.get(i))));
    }
    if (measured.size() == ROWS_MEASURED) {
      header();
    }
  }

  @Override
  public void finish() throws IOException {
    end(rows == 1 ? "1 row" : "%d rows".formatted(rows));
  }

  @Override
  public void breakOff() throws IOException {
    if (rows > 0) {
      end(IncompleteRowsException.sentence(rows));
    }
  }

  private void end(String said) throws IOException {
    if (measuring) {
      header();
    }
    out.write("(" + said + ")\n");
  }

  private void header() throws IOException {
    measuring = false;
    line(cells.labels().stream().map(this::printable).toList());
    List<String> rules = new ArrayList<>();
    for (int width : widths) {
      rules.add("-".repeat(width));
    }
    out.write(String.join("-+-", rules) + "\n");
    for (List<String> line : measured) {
      line(line);
    }
    measured.clear();
  }

  private void line(List<String> texts) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String text = texts.get(i);
      String padding = " ".repeat(Math.max(0, widths[i] - width(text)));
      line.append(i == 0 ? "" : " | ");
      line.append(cells.isNumber(i) ? padding + text : text + padding);
    }
    out.write(line.toString().stripTrailing() + "\n");
  }

  private static int width(String text) {
    return text.indexOf('\n') < 0
        ? TextWidth.of(text)
        : text.lines().mapToInt(TextWidth::of).max().orElse(0);
  }

  /**
   * Without what a terminal would take for commands. Line breaks stay where they can't be mistaken:
   * in a single column, such as a plan.
   */
  private String printable(String text) {
    return cells.count() > 1 ? TerminalText.line(text) : TerminalText.of(text);
  }
}
