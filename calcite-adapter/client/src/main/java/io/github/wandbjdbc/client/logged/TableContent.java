package io.github.wandbjdbc.client.logged;

import java.io.InputStream;

/** A logged table, and the file that holds its rows. Belongs to the page that it came with. */
public interface TableContent extends AutoCloseable {

  /** The values that were logged. */
  LoggedTable table();

  /** Whether its file can be had. */
  boolean isThere();

  /**
   * The same from where all of its rows are, if its file holds only the first ones, as the client
   * writes of large tables; else this.
   */
  default TableContent whole() {
    return this;
  }

  /** The bytes of its file, which are fetched for the first time, if need be. */
  InputStream open();

  @Override
  void close();
}
