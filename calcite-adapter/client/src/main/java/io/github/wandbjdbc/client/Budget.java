package io.github.wandbjdbc.client;

import io.github.wandbjdbc.client.WandbException.Kind;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The limits on the requests and bytes of one statement. Safe for use by several threads.
 *
 * <p>Whoever meets its end throws {@code LIMIT_EXCEEDED}, so that no row is missing in silence.
 */
public final class Budget {
  private final long maxRequests;
  private final long maxBytes;
  private final AtomicLong requests = new AtomicLong();
  private final AtomicLong bytes = new AtomicLong();

  /**
   * A budget that nothing was spent of.
   *
   * @param maxRequests requests that may be sent, repeated ones included; at least 1
   * @param maxBytes bytes of unpacked answers that may come; at least 1
   */
  public Budget(long maxRequests, long maxBytes) {
    if (maxRequests < 1 || maxBytes < 1) {
      throw new IllegalArgumentException(
          "a budget of %d requests and %d bytes".formatted(maxRequests, maxBytes));
    }
    this.maxRequests = maxRequests;
    this.maxBytes = maxBytes;
  }

  /** A budget without end. */
  public static Budget unlimited() {
    return new Budget(Long.MAX_VALUE, Long.MAX_VALUE);
  }

  /** Before a request is sent: counts it, unless there is no budget for it. */
  public void request() {
    if (requests.incrementAndGet() > maxRequests) {
      throw exceeded("more than %d requests".formatted(maxRequests), "maxRequestsPerStatement");
    }
  }

  /** Once an answer has come: counts its bytes. */
  public void received(long count) {
    if (bytes.addAndGet(count) > maxBytes) {
      throw exceeded("more than %d bytes of answers".formatted(maxBytes), "maxBytesPerStatement");
    }
  }

  /** How many requests were sent so far, repeated ones included. */
  public long requests() {
    return requests.get();
  }

  /** How many bytes of unpacked answers came so far. */
  public long bytes() {
    return bytes.get();
  }

  /** Whether more was wanted than there was. */
  public boolean isSpent() {
    return requests.get() > maxRequests || bytes.get() > maxBytes;
  }

  private static WandbException exceeded(String what, String property) {
    return new WandbException(
        Kind.LIMIT_EXCEEDED,
        "the statement needs %s; add conditions, select fewer columns, or raise %s"
            .formatted(what, property));
  }
}
