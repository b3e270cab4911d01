package io.github.wandbjdbc.client.api.paging;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.client.api.configuration.ApiOptions;
import io.github.wandbjdbc.client.api.discovery.PageBound;
import io.github.wandbjdbc.client.api.http.Patience;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * How many rows to ask for at once: more as long as the server gives as many as it is asked for,
 * and fewer where rows are large. Safe for use by several threads.
 */
public final class PageSize {
  private static final long WANTED_BYTES = 4 << 20;

  /** A page that is used up is followed by one of so many times more rows. */
  private static final int GROWTH = 2;

  /** Pages of runs are asked for one after the other, so that each of them costs time. */
  private static final int GROWTH_OF_RUNS = 4;

  /** So many values of a page are held at once. */
  private static final int MAX_VALUES = 1_000_000;

  /** The approximate size of a value of a row in memory. */
  private static final long VALUE_BYTES = 24;

  /** Tools that want a row at a time would use up the quota of requests. */
  private static final int SMALLEST_PAGE = 10;

  private final long leastRowBytes;
  private final long wantedBytes;
  private final int growth;
  private int max;
  private int rows;
  private long rowBytes;
  private @Nullable PageBound bound;
  private PageBound.@Nullable State before;

  private PageSize(int first, int max, int growth, long leastRowBytes, long wantedBytes) {
    this.max = max;
    this.growth = growth;
    this.rows = Math.min(first, max);
    this.leastRowBytes = leastRowBytes;
    this.wantedBytes = wantedBytes;
    this.rowBytes = leastRowBytes;
  }

  /** Begins with as many steps of history as is usual, unless the statement chooses otherwise. */
  public static PageSize ofHistory(ApiOptions options, CallScope scope, int columns) {
    int rows =
        chosen(scope.rowsPerPage(), options.historyPageSize(), ApiOptions.MAX_HISTORY_PAGE_SIZE);
    int most = Math.min(ApiOptions.MAX_HISTORY_PAGE_SIZE, MAX_VALUES / Math.max(1, columns));
    return new PageSize(
        rows, Math.max(1, most), GROWTH, VALUE_BYTES * (columns + 1L), WANTED_BYTES);
  }

  /**
   * Begins with as many runs as is usual, unless the statement chooses otherwise.
   *
   * @param mostAtFirst never begins with more
   */
  public static PageSize ofRuns(ApiOptions options, CallScope scope, int mostAtFirst) {
    int wanted = scope.rowsPerPage();
    int first = chosen(wanted, options.firstPageSize(), ApiOptions.MAX_PAGE_SIZE);
    int max = wanted == 0 ? options.largestPageSize() : first;
    return new PageSize(
        Math.min(first, mostAtFirst), max, GROWTH_OF_RUNS, VALUE_BYTES, WANTED_BYTES);
  }

  private static int chosen(int wanted, int usual, int max) {
    return wanted == 0 ? usual : Math.max(SMALLEST_PAGE, Math.min(wanted, max));
  }

  /** Always {@code rows}, unless an answer was too large to take. */
  public static PageSize of(int rows) {
    return new PageSize(rows, rows, GROWTH, VALUE_BYTES, Long.MAX_VALUE);
  }

  /** The same, but never more than the server was seen to bear. */
  public PageSize within(PageBound value) {
    bound = value;
    return this;
  }

  /** About how much memory a page of {@link #rows} rows takes, in bytes. */
  synchronized long bytes() {
    return rowBytes * rows();
  }

  /** How many rows to ask for. */
  public synchronized int rows() {
    return bound == null ? rows : Math.min(rows, bound.most());
  }

  /** How many rows to ask for at the most, however small they are. */
  public synchronized int most() {
    return max;
  }

  /** Takes note of an answer. */
  public synchronized void answered(int asked, int returned, long bytes) {
    if (bound != null) {
      bound.answered(asked, returned);
    }
    if (returned == 0) {
      return;
    }
    rowBytes = Math.max(leastRowBytes, bytes / returned);
    long affordable = Math.max(1, wantedBytes / Math.max(1, bytes / returned));
    long next = asked == rows && returned >= asked ? (long) growth * rows : rows;
    rows = (int) Math.min(Math.min(next, affordable), max);
  }

  /** So many rows are more than the server returns at once. */
  public synchronized void tooMany(int asked) {
    max = Math.max(1, Math.min(max, asked / 2));
    rows = Math.min(rows, max);
  }

  /**
   * Takes note that a page failed, and tells how many rows to ask for in its place: half as many,
   * or one where the time for retries is over.
   *
   * @param asked how many rows were asked for, at least 2
   */
  public synchronized int failed(int asked, Patience patience) {
    int next = patience.isSpent() ? 1 : asked / 2;
    if (bound == null) {
      max = Math.min(max, next);
      rows = Math.min(rows, max);
    } else {
      before = before == null ? bound.state() : before;
      bound.failed(asked, next);
    }
    return next;
  }

  /**
   * The page that {@code ask} brings: of {@code rows} rows, or of half as many each time that one
   * may have been too large.
   *
   * @param mayBeTooLarge whether a failure may be that of a page that is too large
   * @param alone makes something of the failure of a single row
   */
  public <T> T inParts(
      int rows,
      IntFunction<T> ask,
      Predicate<WandbException> mayBeTooLarge,
      Patience patience,
      Function<WandbException, T> alone) {
    int size = rows;
    while (true) {
      try {
        return ask.apply(size);
      } catch (WandbException e) {
        if (!mayBeTooLarge.test(e)) {
          throw e;
        }
        if (size == 1) {
          return alone.apply(e);
        }
        size = failed(size, patience);
      }
    }
  }

  /** Takes note that a page of one row failed: smaller pages were no help, so it isn't the size. */
  public synchronized void failedAlone() {
    if (bound != null && before != null) {
      bound.restore(before);
      before = null;
    }
  }
}
