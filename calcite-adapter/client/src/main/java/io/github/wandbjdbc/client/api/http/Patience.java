package io.github.wandbjdbc.client.api.http;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long something may fail, in whatever parts it is asked for: a server that is down is given
 * the time for retries once, not once for each size of a page. Safe for use by several threads.
 */
public final class Patience {
  private final @Nullable Duration limit;
  private @Nullable Long firstFailure;
  private boolean isSpent;

  /** As long as the options say. */
  public Patience() {
    this(null);
  }

  /** No longer than {@code limit}, if there is one. */
  public Patience(@Nullable Duration limit) {
    this.limit = limit;
  }

  /** How much is left of {@code most} after a failure at {@code now}; negative when it is over. */
  synchronized Duration left(Duration most, long now) {
    if (firstFailure == null) {
      firstFailure = now;
    }
    Duration whole = limit == null || limit.compareTo(most) > 0 ? most : limit;
    Duration left = whole.minusNanos(now - firstFailure);
    isSpent = left.isNegative() || left.isZero();
    return left;
  }

  /** Takes note that there wasn't enough left to wait for another attempt. */
  synchronized void spend() {
    isSpent = true;
  }

  /** Whether the time was over at the last failure. */
  public synchronized boolean isSpent() {
    return isSpent;
  }

  /** Takes note that the server answered: the next failure is a first one. */
  synchronized void answered() {
    firstFailure = null;
    isSpent = false;
  }
}
