package io.github.wandbjdbc.cli;

import java.io.IOException;
import java.io.Writer;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Prints a {@code tabular} of LaTeX, which needs no package; NULL is a dash. */
final class LatexPrinter implements RowPrinter {
  private static final String NULL = "--";

  /** Two of them are one other sign. */
  private static final String PAIRS = "-,'";

  private static final String RULE = "\\hline\n";

  private final Writer out;
  private final Cells cells;
  private long rows;
  private boolean begun;

  LatexPrinter(Writer out, ResultSetMetaData columns) throws SQLException {
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
    out.write(RULE + "\\end{tabular}\n");
  }

  @Override
  public void breakOff() throws IOException {
    if (rows > 0) {
      finish();
      out.write("% " + IncompleteRowsException.sentence(rows) + "\n");
    }
  }

  private void begin() throws IOException {
    if (begun) {
      return;
    }
    begun = true;
    StringBuilder aligned = new StringBuilder();
    for (int i = 0; i < cells.count(); i++) {
      aligned.append(cells.isNumber(i) ? 'r' : 'l');
    }
    out.write("\\begin{tabular}{" + aligned + "}\n" + RULE);
    line(cells.labels());
    out.write(RULE);
  }

  private void line(List<? extends @Nullable String> texts) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < texts.size(); i++) {
      line.append(i == 0 ? "" : " & ").append(cell(texts.get(i), i));
    }
    out.write(line.append(" \\\\\n").toString());
  }

  private String cell(@Nullable String text, int column) {
    if (text == null) {
      return NULL;
    }
    return cells.isNumber(column) && text.startsWith("-")
        ? "$-$" + escaped(text.substring(1))
        : escaped(text);
  }

  static String escaped(String text) {
    StringBuilder escaped = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char letter = text.charAt(i);
      boolean isTwice = i + 1 < text.length() && text.charAt(i + 1) == letter;
      escaped.append(escaped(letter)).append(isTwice && PAIRS.indexOf(letter) >= 0 ? "{}" : "");
    }
    return escaped.toString();
  }

  private static String escaped(char letter) {
    return switch (letter) {
      case '&', '%', '$', '#', '_', '{', '}' -> "\\" + letter;
      case '\\' -> "\\textbackslash{}";
      case '~' -> "\\textasciitilde{}";
      case '^' -> "\\textasciicircum{}";
      case '<' -> "\\textless{}";
      case '>' -> "\\textgreater{}";
      case '|' -> "\\textbar{}";
      // A word of the language package to some.
      case '"' -> "\\char34{}";
      // Behind "?" it would turn that round; the others would belong to the end of the line before.
      case '`', '[', ']', '*' -> "{" + letter + "}";
      case '\n', '\r', '\t' -> " ";
      default ->
          TerminalText.isControl(letter)
              ? String.valueOf(TerminalText.DOT)
              : String.valueOf(letter);
    };
  }
}
