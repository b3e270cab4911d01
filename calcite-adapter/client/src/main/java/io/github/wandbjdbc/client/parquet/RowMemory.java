package io.github.wandbjdbc.client.parquet;

import java.io.UncheckedIOException;

/**
 * The memory that the values of a batch of rows take. A few bytes of a file may say a long text
 * many times: a batch has as many rows as the one before it lets expect to be of moderate size.
 */
final class RowMemory {
  private static final int MOST_ROWS = 1024;

  /** From batch to batch there may be so many times more rows. */
  private static final int GROWTH = 4;

  private static final long MOST_BYTES = Runtime.getRuntime().maxMemory() / 8;
  private static final long MODERATE_BYTES = Math.min(8L << 20, MOST_BYTES / 8);

  private int rows = 1;
  private long held;

  /** How many rows the next batch may have. */
  int rows() {
    return rows;
  }

  /** Begins a batch. */
  void begin() {
    held = 0;
  }

  /** Ends a batch of {@code count} rows. */
  void end(int count) {
    long fitting = count * MODERATE_BYTES / Math.max(1, held);
    rows = (int) Math.max(1, Math.min(fitting, Math.min(MOST_ROWS, (long) GROWTH * rows)));
  }

  /**
   * Takes what a value needs.
   *
   * @throws UncheckedIOException of an {@link UnsuitedException} if that is too much
   */
  void take(long bytes) {
    held += bytes;
    if (held > MOST_BYTES) {
      throw new UncheckedIOException(
          new UnsuitedException("rows that take %d bytes at once".formatted(held)));
    }
  }

  /** Gives back what was taken since {@code before} bytes were held. */
  void giveBack(long before) {
    held = before;
  }

  /** How many bytes the batch holds. */
  long held() {
    return held;
  }

  static int mostRows() {
    return MOST_ROWS;
  }
}
