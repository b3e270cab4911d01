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
 * Prints to a terminal what somebody reads there: some hundred rows, cut to the window, or a single
 * row upright and whole.
 */
final class ScreenPrinter implements RowPrinter {
  private static final int MOST_ROWS = 500;

  /** So many rows, and so long, are read behind those to say how many there are more. */
  private static final int MOST_COUNTED = 500;

  private static final long LONGEST_COUNTING_NANOS = 500_000_000L;

  private final Writer out;
  private final Cells cells;
  private final Screen screen;
  private final boolean all;
  private final List<List<@Nullable String>> first = new ArrayList<>();
  private @Nullable ScreenTable table;
  private long rows;
  private long fullSince;
  private boolean stopped;

  ScreenPrinter(Writer out, ResultSetMetaData columns, Screen screen, boolean all)
      throws SQLException {
    this.out = out;
    this.cells = new Cells(columns);
    this.screen = screen;
    this.all = all;
  }

  @Override
  public void print(ResultSet row) throws SQLException, IOException {
    if (isFull()) {
      rows++;
      return;
    }
    List<@Nullable String> texts = cells.of(row);
    rows++;
    if (table != null) {
      table.line(texts);
      return;
    }
    hold(texts);
    if (first.size() == MOST_ROWS) {
      fullSince = System.nanoTime();
      table = table();
      out.flush();
    }
  }

  /** Only a single row is shown whole; of several no more is held than the window has place for. */
  private void hold(List<@Nullable String> texts) {
    if (first.size() == 1) {
      first.set(0, shortened(first.get(0)));
    }
    first.add(first.isEmpty() ? texts : shortened(texts));
  }

  private List<@Nullable String> shortened(List<@Nullable String> texts) {
    List<@Nullable String> shortened = new ArrayList<>(texts.size());
    for (@Nullable String text : texts) {
      shortened.add(
          text == null ? null : text.substring(0, TextWidth.end(text, screen.width() + 1)));
    }
    return shortened;
  }

  private boolean isFull() {
    return !all && rows >= MOST_ROWS;
  }

  @Override
  public boolean wantsMore() {
    stopped =
        isFull()
            && (rows >= MOST_ROWS + MOST_COUNTED
                || (rows > MOST_ROWS && System.nanoTime() - fullSince > LONGEST_COUNTING_NANOS));
    return !stopped;
  }

  @Override
  public void finish() throws IOException {
    long hidden = all ? 0 : Math.max(0, rows - MOST_ROWS);
    if (hidden == 0) {
      end(rows == 1 ? "(1 row)" : "(%d rows)".formatted(rows));
    } else {
      end("… %s%d more, --all shows them".formatted(stopped ? "at least " : "", hidden));
    }
  }

  @Override
  public void breakOff() throws IOException {
    if (rows > 0) {
      end("(" + IncompleteRowsException.sentence(rows) + ")");
    }
  }

  private void end(String said) throws IOException {
    if (table == null && first.size() == 1 && cells.count() > 1) {
      new UprightRow(out, screen, all).print(cells, first.get(0));
      out.write(said + "\n");
      return;
    }
    ScreenTable printed = table == null ? table() : table;
    out.write(said + "\n");
    String left = printed.leftOut();
    if (!left.isEmpty()) {
      out.write(left + "\n");
    }
  }

  /** The table, with the first rows printed. */
  private ScreenTable table() throws IOException {
    ScreenTable printed = new ScreenTable(out, cells, screen, first);
    first.clear();
    return printed;
  }
}
