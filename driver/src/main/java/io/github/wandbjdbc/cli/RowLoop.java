package io.github.wandbjdbc.cli;

import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.function.LongConsumer;

/** Prints the rows of a result, and keeps what was printed where a failure ends them. */
public final class RowLoop {
  private RowLoop() {}

  /**
   * Prints {@code rows} by {@code printer}, to the end, or as long as it wants more.
   *
   * @param before is told before each row how many were printed
   * @param atEnd runs before the last is printed, to wipe what {@code before} has shown
   * @return how many rows were read
   * @throws IncompleteRowsException if a failure stopped the rows behind the first
   */
  public static long print(ResultSet rows, RowPrinter printer, LongConsumer before, Runnable atEnd)
      throws SQLException, IOException {
    long count = 0;
    try {
      while (printer.wantsMore() && rows.next()) {
        before.accept(count);
        printer.print(rows);
        count++;
      }
    } catch (SQLException e) {
      atEnd.run();
      SQLException told = count == 0 ? e : new IncompleteRowsException(count, e);
      try {
        printer.breakOff();
      } catch (IOException unwritten) {
        told.addSuppressed(unwritten);
      }
      throw told;
    }
    atEnd.run();
    printer.finish();
    return count;
  }
}
