package io.github.wandbjdbc.cli;

import java.io.IOException;
import java.io.Writer;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Prints aligned columns. The first rows decide how wide a column is; later values that are wider
 * push the rest of their line aside, so that memory doesn't grow with the number of rows.
 */
final class TablePrinter implements RowPrinter {
  private static final int ROWS_MEASURED = 500;
  private static final int WIDEST = 60;

  private final Writer out;
  private final List<String> labels = new ArrayList<>();
  private final boolean[] rightAligned;
  private final int[] widths;
  private final List<List<String>> measured = new ArrayList<>();
  private boolean measuring = true;
  private long rows;

  TablePrinter(Writer out, ResultSetMetaData columns) throws SQLException {
    this.out = out;
    int count = columns.getColumnCount();
    rightAligned = new boolean[count];
    widths = new int[count];
    for (int i = 0; i < count; i++) {
      labels.add(printable(columns.getColumnLabel(i + 1)));
      rightAligned[i] = columns.isSigned(i + 1);
      widths[i] = width(labels.get(i));
    }
  }

  @Override
  public void print(ResultSet row) throws SQLException, IOException {
    rows++;
    List<String> cells = new ArrayList<>();
    for (int i = 1; i <= widths.length; i++) {
      String text = row.getString(i);
      cells.add(text == null ? "NULL" : printable(text));
    }
    if (!measuring) {
      line(cells);
      return;
    }
    measured.add(cells);
    for (int i = 0; i < widths.length; i++) {
      widths[i] = Math.max(widths[i], Math.min(WIDEST, width(cells.get(i))));
    }
    if (measured.size() == ROWS_MEASURED) {
      header();
    }
  }

  @Override
  public void finish() throws IOException {
    if (measuring) {
      header();
    }
    out.write(rows == 1 ? "(1 row)\n" : "(%d rows)\n".formatted(rows));
  }

  private void header() throws IOException {
    measuring = false;
    line(labels);
    List<String> rules = new ArrayList<>();
    for (int width : widths) {
      rules.add("-".repeat(width));
    }
    out.write(String.join("-+-", rules) + "\n");
    for (List<String> cells : measured) {
      line(cells);
    }
    measured.clear();
  }

  private void line(List<String> cells) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String cell = cells.get(i);
      String padding = " ".repeat(Math.max(0, widths[i] - width(cell)));
      line.append(i == 0 ? "" : " | ");
      line.append(rightAligned[i] ? padding + cell : cell + padding);
    }
    out.write(line.toString().stripTrailing() + "\n");
  }

  private static int width(String text) {
    return text.lines().mapToInt(line -> line.codePointCount(0, line.length())).max().orElse(0);
  }

  /**
   * Without what a terminal would take for commands. Line breaks stay where they can't be mistaken:
   * in a single column, such as a plan.
   */
  private String printable(String text) {
    StringBuilder line = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            letter ->
                line.appendCodePoint(
                    TerminalText.isControl(letter) && (letter != '\n' || widths.length > 1)
                        ? TerminalText.DOT
                        : letter));
    return line.toString();
  }
}
