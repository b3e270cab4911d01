package io.github.wandbjdbc.shell;

import io.github.wandbjdbc.cli.RowPrinter;
import java.io.Flushable;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Has what was printed leave at the end. */
record FlushedPrinter(RowPrinter printer, Flushable out) implements RowPrinter {

  @Override
  public void print(ResultSet rows) throws SQLException, IOException {
    printer.print(rows);
  }

  @Override
  public boolean wantsMore() {
    return printer.wantsMore();
  }

  @Override
  public void finish() throws IOException {
    printer.finish();
    out.flush();
  }

  @Override
  public void breakOff() throws IOException {
    printer.breakOff();
    out.flush();
  }
}
