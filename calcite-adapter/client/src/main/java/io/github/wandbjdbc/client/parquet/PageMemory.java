package io.github.wandbjdbc.client.parquet;

import io.github.wandbjdbc.client.lifetime.ByteBudget;
import java.io.IOException;

/** The memory that the pages of a row group take at once. A few packed bytes may ask for much. */
final class PageMemory {
  private static final long MOST = Runtime.getRuntime().maxMemory() / 2;

  private final ByteBudget.Lease lease;
  private long held;

  /** Memory that counts as held by {@code lease}, the file's. */
  PageMemory(ByteBudget.Lease lease) {
    this.lease = lease;
  }

  /**
   * Takes what a page wants, in exchange for what the one before it had.
   *
   * @throws IOException if that is more than there is for all columns together
   */
  void exchange(long given, long taken) throws IOException {
    if (held + taken - given > MOST) {
      throw new IOException("pages that take %d bytes at once".formatted(held + taken - given));
    }
    if (taken > given && !lease.take(taken - given)) {
      throw new UnsuitedException("there is no memory for it beside what others read");
    }
    if (taken < given) {
      lease.give(given - taken);
    }
    held += taken - given;
  }

  /** Gives everything back: nobody reads the row group any more. */
  void release() {
    lease.give(held);
    held = 0;
  }
}
