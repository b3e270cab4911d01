package io.github.wandbjdbc.predicates;

import java.math.BigDecimal;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How many rows are wanted of a scan: those that are skipped, and those that are fetched.
 *
 * @param offset how many are skipped: a {@link Long} or a {@link Placeholder}
 * @param fetch how many follow: a {@link Long}, a {@link Placeholder}, or null for all
 */
public record RowLimit(Object offset, @Nullable Object fetch) {
  /** No limit. */
  public static final RowLimit NONE = new RowLimit(0L, null);

  private static final double LIKELY_ROWS = 100;

  /** The limit of a query that skips {@code offset} rows and fetches {@code fetch}. */
  public static RowLimit of(Object offset, Object fetch) {
    return offset instanceof Long skipped
            && fetch instanceof Long fetched
            && fetched <= Long.MAX_VALUE - skipped
        ? new RowLimit(0L, skipped + fetched)
        : new RowLimit(offset, fetch);
  }

  /** This limit and {@code other} too; null if which of them is less is not known yet. */
  public @Nullable RowLimit and(RowLimit other) {
    if (isNone()) {
      return other;
    }
    return fetch instanceof Long mine && other.fetch instanceof Long theirs && isAtFirst(other)
        ? new RowLimit(0L, Math.min(mine, theirs))
        : null;
  }

  private boolean isAtFirst(RowLimit other) {
    return offset.equals(0L) && other.offset.equals(0L);
  }

  public boolean isNone() {
    return fetch == null;
  }

  /** Tells {@code visitor} of every placeholder, in order. */
  public void placeholders(Consumer<Placeholder> visitor) {
    if (offset instanceof Placeholder placeholder) {
      visitor.accept(placeholder);
    }
    if (fetch instanceof Placeholder placeholder) {
      visitor.accept(placeholder);
    }
  }

  /**
   * The number of rows with the values of an execution, those to be skipped included; {@link
   * Long#MAX_VALUE} for all. A value that is no count is not ours to refuse.
   */
  public long resolve(Bindings bindings) {
    Long skipped = count(bindings.resolve(offset));
    Long fetched = fetch == null ? null : count(bindings.resolve(fetch));
    if (skipped == null || fetched == null || fetched > Long.MAX_VALUE - skipped) {
      return Long.MAX_VALUE;
    }
    return skipped + fetched;
  }

  private static @Nullable Long count(@Nullable Object value) {
    if (value instanceof Long count) {
      return count;
    }
    return value instanceof BigDecimal number && number.signum() >= 0 && number.precision() <= 18
        ? (Long) number.longValue()
        : null;
  }

  /** How many of {@code rows} rows are likely to be left. */
  public double estimate(double rows) {
    if (isNone()) {
      return rows;
    }
    double skipped = offset instanceof Long count ? (double) count : LIKELY_ROWS;
    double fetched = fetch instanceof Long count ? (double) count : LIKELY_ROWS;
    return Math.min(rows, skipped + fetched);
  }

  @Override
  public String toString() {
    return offset.equals(0L) ? String.valueOf(fetch) : offset + " + " + fetch;
  }
}
