package io.github.wandbjdbc.client.api;

/**
 * How many rows to ask for at once: more as long as the server gives as many as it is asked for,
 * and fewer where rows are large.
 */
final class PageSize {
  private static final long WANTED_BYTES = 4 << 20;

  /** A page that is used up is followed by one of so many times more rows. */
  private static final int GROWTH = 2;

  /** Pages of runs are asked for one after the other, so that each of them costs time. */
  private static final int GROWTH_OF_RUNS = 4;

  /** So many values of a page are held at once. */
  private static final int MAX_VALUES = 1_000_000;

  /** What a value of a row takes in memory, about. */
  private static final long VALUE_BYTES = 24;

  private final long leastRowBytes;
  private final long wantedBytes;
  private final int first;
  private final int growth;
  private int max;
  private int rows;
  private long rowBytes;

  private PageSize(int first, int max, int growth, long leastRowBytes, long wantedBytes) {
    this.max = max;
    this.growth = growth;
    this.first = Math.min(first, max);
    this.rows = this.first;
    this.leastRowBytes = leastRowBytes;
    this.wantedBytes = wantedBytes;
    this.rowBytes = leastRowBytes;
  }

  /** Begins with {@code rows} steps of history, for so many columns. */
  static PageSize ofHistory(int rows, int columns) {
    int most = Math.min(ApiOptions.MAX_HISTORY_PAGE_SIZE, MAX_VALUES / Math.max(1, columns));
    return new PageSize(
        rows, Math.max(1, most), GROWTH, VALUE_BYTES * (columns + 1L), WANTED_BYTES);
  }

  /** Begins with {@code first} runs, and never asks for more than {@code max}. */
  static PageSize ofRuns(int first, int max) {
    return new PageSize(first, max, GROWTH_OF_RUNS, VALUE_BYTES, WANTED_BYTES);
  }

  /** Always {@code rows}, unless an answer was too large to take. */
  static PageSize of(int rows) {
    return new PageSize(rows, rows, GROWTH, VALUE_BYTES, Long.MAX_VALUE);
  }

  /** About how much memory a page of {@link #rows} rows takes, in bytes. */
  long bytes() {
    return rowBytes * rows;
  }

  /** How many rows to ask for. */
  int rows() {
    return rows;
  }

  /** Whether {@code asked} is more than it began with, and so perhaps more than servers can do. */
  boolean isGrown(int asked) {
    return asked > first;
  }

  /** Takes note of an answer. */
  void answered(int asked, int returned, long bytes) {
    if (returned == 0) {
      return;
    }
    rowBytes = Math.max(leastRowBytes, bytes / returned);
    long affordable = Math.max(1, wantedBytes / Math.max(1, bytes / returned));
    long next = asked == rows && returned >= asked ? (long) growth * rows : rows;
    rows = (int) Math.min(Math.min(next, affordable), max);
  }

  /** So many rows were more than the server can give, or than we can take. */
  void tooMany(int asked) {
    max = Math.max(1, Math.min(max, asked / 2));
    rows = Math.min(rows, max);
  }
}
