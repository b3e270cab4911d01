package io.github.wandbjdbc.predicates;

import io.github.wandbjdbc.client.HistoryRequest.Ends;
import java.util.function.Consumer;

/**
 * Which rows of each run are wanted: the first ones and the last ones, or all.
 *
 * @param first how many of the first
 * @param last how many of the last
 */
public record RowEnds(RowLimit first, RowLimit last) {
  private static final RowLimit NOTHING = RowLimit.of(0L, 0L);

  /** All rows. */
  public static final RowEnds ALL = new RowEnds(RowLimit.NONE, RowLimit.NONE);

  /** More than these of a run are sooner read with all others, page by page. */
  private static final long MOST = 1000;

  /** The first rows of each run. */
  public static RowEnds first(RowLimit rows) {
    return new RowEnds(rows, NOTHING);
  }

  /** The last rows of each run. */
  public static RowEnds last(RowLimit rows) {
    return new RowEnds(NOTHING, rows);
  }

  /** So many of the first rows of each run, and so many of the last. */
  public static RowEnds of(long first, long last) {
    return new RowEnds(RowLimit.of(0L, first), RowLimit.of(0L, last));
  }

  /** Whether all rows are wanted, or about as many. */
  public boolean areAll() {
    return isMany(first) || isMany(last);
  }

  /** Whether none are wanted but the first ones. */
  public boolean areFirst() {
    return !areAll() && last.equals(NOTHING);
  }

  /** Whether none are wanted but the last ones. */
  public boolean areLast() {
    return !areAll() && first.equals(NOTHING);
  }

  private static boolean isMany(RowLimit limit) {
    return limit.isNone() || (limit.fetch() instanceof Long rows && rows > MOST);
  }

  /** Tells {@code visitor} of every placeholder, in order. */
  public void placeholders(Consumer<Placeholder> visitor) {
    first.placeholders(visitor);
    last.placeholders(visitor);
  }

  /** The number of rows with the values of an execution. */
  public Ends resolve(Bindings bindings) {
    long head = first.resolve(bindings);
    long tail = last.resolve(bindings);
    return areAll() || head > MOST || tail > MOST ? Ends.ALL : new Ends(head, tail);
  }

  /** How many of {@code rows} rows of {@code runs} runs are likely to be left. */
  public double estimate(double rows, double runs) {
    if (areAll()) {
      return rows;
    }
    double each = first.estimate(Double.MAX_VALUE) + last.estimate(Double.MAX_VALUE);
    return Math.min(rows, runs * Math.max(1, each));
  }

  @Override
  public String toString() {
    String head = first.equals(NOTHING) ? "" : "the first " + first;
    String tail = last.equals(NOTHING) ? "" : "the last " + last;
    return head + (head.isEmpty() || tail.isEmpty() ? "" : " and ") + tail + " of each run";
  }
}
