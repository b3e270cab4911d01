package io.github.wandbjdbc.cli;

import java.io.IOException;
import java.io.Writer;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Prints rows as a table of a language for texts. */
abstract class MarkupPrinter implements RowPrinter {
  private final Writer out;
  private final Cells cells;
  private long rows;
  private boolean begun;

  MarkupPrinter(Writer out, ResultSetMetaData columns) throws SQLException {
    this.out = out;
    this.cells = new Cells(columns);
  }

  /** The table's beginning, with the names of the columns. */
  abstract String head(Cells columns);

  /** The line of a row, some of whose cells are NULL. */
  abstract String line(List<? extends @Nullable String> texts, Cells columns);

  /** The table's end. */
  abstract String foot();

  /** The text behind a table that should have more rows, which {@code sentence} says. */
  abstract String incomplete(String sentence);

  @Override
  public final void print(ResultSet row) throws SQLException, IOException {
    List<@Nullable String> texts = cells.of(row);
    begin();
    out.write(line(texts, cells));
    rows++;
  }

  @Override
  public final void finish() throws IOException {
    begin();
    out.write(foot());
  }

  @Override
  public final void breakOff() throws IOException {
    if (rows > 0) {
      finish();
      out.write(incomplete(IncompleteRowsException.sentence(rows)));
    }
  }

  private void begin() throws IOException {
    if (!begun) {
      begun = true;
      out.write(head(cells));
    }
  }
}
