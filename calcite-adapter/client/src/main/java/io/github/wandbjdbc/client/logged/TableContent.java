package io.github.wandbjdbc.client.logged;

import java.io.InputStream;

/** A logged table, and the file that holds its rows. Belongs to the page that it came with. */
public interface TableContent extends AutoCloseable {

  /** What was logged. */
  LoggedTable table();

  /** Whether its file can be had. */
  boolean isThere();

  /** The bytes of its file, which are fetched for the first time, if need be. */
  InputStream open();

  @Override
  void close();
}
