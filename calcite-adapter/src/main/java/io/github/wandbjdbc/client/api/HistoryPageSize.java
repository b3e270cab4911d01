package io.github.wandbjdbc.client.api;

/**
 * How many rows of history to ask for at once: more as long as the server gives as many as it is
 * asked for, and fewer where rows are large.
 */
final class HistoryPageSize {
  private static final long WANTED_BYTES = 4 << 20;

  /** So many values of a page are held at once. */
  private static final int MAX_VALUES = 1_000_000;

  /** What a value of a row takes in memory, about. */
  private static final long VALUE_BYTES = 24;

  private final long leastRowBytes;
  private int max;
  private int rows;
  private long rowBytes;

  /** Begins with {@code rows}, for so many columns. */
  HistoryPageSize(int rows, int columns) {
    this.max =
        Math.max(1, Math.min(ApiOptions.MAX_HISTORY_PAGE_SIZE, MAX_VALUES / Math.max(1, columns)));
    this.rows = Math.min(rows, max);
    this.leastRowBytes = VALUE_BYTES * (columns + 1L);
    this.rowBytes = leastRowBytes;
  }

  /** About how much memory a page of {@link #rows} rows takes, in bytes. */
  long bytes() {
    return rowBytes * rows;
  }

  /** How many rows to ask for. */
  int rows() {
    return rows;
  }

  /** Takes note of an answer. */
  void answered(int asked, int returned, long bytes) {
    if (returned == 0) {
      return;
    }
    rowBytes = Math.max(leastRowBytes, bytes / returned);
    long affordable = Math.max(1, WANTED_BYTES * returned / Math.max(1, bytes));
    long next = asked == rows && returned >= asked ? 2L * rows : rows;
    rows = (int) Math.min(Math.min(next, affordable), max);
  }

  /** So many rows were more than the server can give, or than we can take. */
  void tooMany(int asked) {
    max = Math.max(1, Math.min(max, asked / 2));
    rows = Math.min(rows, max);
  }
}
