package io.github.wandbjdbc.cli;

import java.sql.SQLException;

/** A failure behind some rows, which were printed; message and SQLState are the failure's. */
public final class IncompleteRowsException extends SQLException {
  private static final long serialVersionUID = 1L;

  private final long rows;

  /** After {@code rows} rows {@code failure} came. */
  public IncompleteRowsException(long rows, SQLException failure) {
    super(failure.getMessage(), failure.getSQLState(), failure.getErrorCode(), failure);
    this.rows = rows;
  }

  /** How many rows there are. */
  public long rows() {
    return rows;
  }

  /** The sentence that tells how many rows there are. */
  public String sentence() {
    return sentence(rows);
  }

  /** The sentence that tells that there are {@code rows} rows, and should be more. */
  static String sentence(long rows) {
    return rows == 1 ? "incomplete after 1 row" : "incomplete after %d rows".formatted(rows);
  }
}
