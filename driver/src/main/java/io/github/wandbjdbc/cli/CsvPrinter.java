package io.github.wandbjdbc.cli;

import java.io.IOException;
import java.io.Writer;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;

/** Prints comma-separated values. An empty text is quoted, so that it differs from NULL. */
final class CsvPrinter implements RowPrinter {
  private final Writer out;
  private final int columns;
  private final StringBuilder header = new StringBuilder();

  CsvPrinter(Writer out, ResultSetMetaData columns) throws SQLException {
    this.out = out;
    this.columns = columns.getColumnCount();
    for (int i = 1; i <= this.columns; i++) {
      header.append(i == 1 ? "" : ",").append(quoted(columns.getColumnLabel(i)));
    }
    header.append("\r\n");
  }

  @Override
  public void print(ResultSet row) throws SQLException, IOException {
    printHeader();
    StringBuilder line = new StringBuilder();
    for (int i = 1; i <= columns; i++) {
      String text = row.getString(i);
      line.append(i == 1 ? "" : ",").append(text == null ? "" : quoted(text));
    }
    out.write(line.append("\r\n").toString());
  }

  @Override
  public void finish() throws IOException {
    printHeader();
  }

  @Override
  public void breakOff() {
    // What was printed is whole as it is.
  }

  private void printHeader() throws IOException {
    out.write(header.toString());
    header.setLength(0);
  }

  private static String quoted(String text) {
    return isPlain(text) ? text : '"' + text.replace("\"", "\"\"") + '"';
  }

  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char letter = text.charAt(i);
      if (letter == ',' || letter == '"' || letter == '\r' || letter == '\n') {
        return false;
      }
    }
    return !text.isEmpty();
  }
}
