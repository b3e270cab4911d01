package io.github.wandbjdbc.cli;

import java.io.IOException;
import java.io.Writer;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Prints a table in GitHub's Markdown. A cell is shown as the text that it is, whatever Markdown
 * would make of it; NULL is in italics, unlike the text.
 */
final class MarkdownPrinter implements RowPrinter {
  private static final String NULL = "*NULL*";

  /** Each means something to Markdown, or to HTML within it. */
  private static final String SIGNS = "\\`*[]<>&|~$";

  private final Writer out;
  private final Cells cells;
  private long rows;
  private boolean begun;

  MarkdownPrinter(Writer out, ResultSetMetaData columns) throws SQLException {
    this.out = out;
    this.cells = new Cells(columns);
  }

  @Override
  public void print(ResultSet row) throws SQLException, IOException {
    List<@Nullable String> texts = cells.of(row);
    begin();
    line(texts);
    rows++;
  }

  @Override
  public void finish() throws IOException {
    begin();
  }

  @Override
  public void breakOff() throws IOException {
    if (rows > 0) {
      out.write("\n*" + IncompleteRowsException.sentence(rows) + "*\n");
    }
  }

  private void begin() throws IOException {
    if (begun) {
      return;
    }
    begun = true;
    line(cells.labels());
    StringBuilder rule = new StringBuilder("|");
    for (int i = 0; i < cells.count(); i++) {
      rule.append(cells.isNumber(i) ? " ---: |" : " --- |");
    }
    out.write(rule.append('\n').toString());
  }

  private void line(List<? extends @Nullable String> texts) throws IOException {
    StringBuilder line = new StringBuilder("|");
    for (String text : texts) {
      line.append(' ').append(text == null ? NULL : escaped(text)).append(" |");
    }
    out.write(line.append('\n').toString());
  }

  static String escaped(String text) {
    StringBuilder escaped = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char letter = text.charAt(i);
      if (letter == '\n') {
        escaped.append("<br>");
      } else if (TerminalText.isControl(letter)) {
        escaped.append(letter == '\r' || letter == '\t' ? ' ' : TerminalText.DOT);
      } else {
        boolean isSign = SIGNS.indexOf(letter) >= 0 || (letter == '_' && !isWithinWord(text, i));
        escaped.append(isSign ? "\\" : "").append(letter);
      }
    }
    return escaped.toString();
  }

  /** There an underscore means nothing, and most names have some. */
  private static boolean isWithinWord(String text, int at) {
    return at > 0
        && at + 1 < text.length()
        && Character.isLetterOrDigit(text.charAt(at - 1))
        && Character.isLetterOrDigit(text.charAt(at + 1));
  }
}
