package io.github.wandbjdbc.client.api.history;

import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.client.api.runs.ProjectMeasurements;

/**
 * How many runs of a scan are asked for in one request, and how long they may be: fewer where their
 * answers are large, and none any more where the server fails at them. Safe for use by several
 * threads.
 */
final class ShortRunSize {
  /** The most runs in one request. */
  static final int MAX_RUNS = 25;

  /** Runs of more pages have exported files, or windows that are asked for side by side. */
  private static final long MOST_PAGES = 5;

  private static final long WANTED_BYTES = 8L << 20;

  /** The approximate size of a row in memory. */
  private static final long ROW_BYTES = 256;

  private static final long MAX_BYTES = Math.min(64L << 20, Runtime.getRuntime().maxMemory() / 16);
  private static final int MAX_FAILURES = 2;

  private final ProjectMeasurements measurements;
  private final long mostRows;
  private int runs = MAX_RUNS;
  private long rows;
  private long longest;
  private int failures;

  /**
   * Begins with {@code rows} rows at once, and goes up to {@code mostRows} as long as they are
   * small.
   *
   * @param page how many rows of one run are asked for at once at first
   */
  ShortRunSize(ProjectMeasurements measurements, int page, long rows, long mostRows) {
    this.measurements = measurements;
    this.longest = MOST_PAGES * page;
    this.mostRows = Math.max(1, Math.min(mostRows, mostRowsAhead() / 2));
    this.rows = Math.min(rows, this.mostRows);
  }

  /** How many rows of short runs may be under way. */
  static long mostRowsAhead() {
    return MAX_BYTES / ROW_BYTES;
  }

  /**
   * Whether one more run of {@code more} rows belongs into a request for {@code members} others,
   * which have {@code sum} rows.
   */
  synchronized boolean fits(int members, long sum, long more) {
    return failures < MAX_FAILURES && members < runs && more <= longest && sum + more <= rows;
  }

  /**
   * Takes note of a good answer about {@code asked} runs.
   *
   * @param left how many of them have to be read by themselves all the same
   */
  synchronized void answered(int asked, int left, long returned, long bytes) {
    failures = 2 * left > asked ? failures + 1 : 0;
    long rowBytes = Math.max(1, bytes / Math.max(1, returned));
    long runBytes = Math.max(1, bytes / asked);
    rows = Math.max(1, Math.min(Math.min(2 * rows, mostRows), WANTED_BYTES / rowBytes));
    runs = (int) Math.max(1, Math.min(Math.min(2L * runs, MAX_RUNS), WANTED_BYTES / runBytes));
  }

  /** Takes note that the server didn't send all of a run of {@code rows} rows. */
  synchronized void tooLong(long rows) {
    longest = Math.min(longest, rows - 1);
  }

  /** Takes note that a request for {@code asked} runs failed by {@code e}. */
  synchronized void failed(int asked, WandbException e) {
    failures++;
    runs = Math.max(1, asked / 2);
    if (failures == MAX_FAILURES) {
      measurements.failsAtShortRuns(e);
    }
  }
}
