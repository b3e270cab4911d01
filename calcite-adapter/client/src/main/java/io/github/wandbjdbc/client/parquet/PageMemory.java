package io.github.wandbjdbc.client.parquet;

import java.io.IOException;

/** The memory that the pages of a row group take at once. A few packed bytes may ask for much. */
final class PageMemory {
  private static final long MOST = Runtime.getRuntime().maxMemory() / 2;

  private long held;

  /**
   * Takes what a page wants, in exchange for what the one before it had.
   *
   * @throws IOException if that is more than there is for all columns together
   */
  void exchange(long given, long taken) throws IOException {
    held += taken - given;
    if (held > MOST) {
      throw new IOException("pages that take %d bytes at once".formatted(held));
    }
  }
}
