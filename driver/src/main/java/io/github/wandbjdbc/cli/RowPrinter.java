package io.github.wandbjdbc.cli;

import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Prints rows as they come. */
public interface RowPrinter {

  /** Prints the row that {@code rows} is at. */
  void print(ResultSet rows) throws SQLException, IOException;

  /** Whether it is worth reading a further row; if not, the output is finished as it is. */
  default boolean wantsMore() {
    return true;
  }

  /** Prints what comes behind the last row. */
  void finish() throws IOException;

  /**
   * Ends the output in place of {@link #finish} where a failure or a cancellation stopped the rows:
   * what was printed stays readable. Before the first row nothing is printed.
   */
  default void breakOff() throws IOException {
    finish();
  }
}
