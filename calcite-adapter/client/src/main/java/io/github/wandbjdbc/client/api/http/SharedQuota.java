package io.github.wandbjdbc.client.api.http;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The quota of a credential at a server, shared within this JVM: so many requests at once, and none
 * for a while once they are used up. Known by the credential's fingerprint.
 */
final class SharedQuota {
  private static final Map<Key, SharedQuota> OPEN = new HashMap<>();

  private final Key key;
  private final ConcurrencyLimit limit = new ConcurrencyLimit();
  private int users;
  private @Nullable Long quietUntil;
  private long heardAt;

  private SharedQuota(Key key) {
    this.key = key;
  }

  private record Key(String baseUrl, String credential) {}

  /** The quota of a credential's fingerprint, which lives as long as somebody uses it. */
  static SharedQuota of(String baseUrl, String credential) {
    synchronized (OPEN) {
      return OPEN.computeIfAbsent(new Key(baseUrl, credential), SharedQuota::new);
    }
  }

  /** One user more, who wants no more than {@code requests} at once. */
  void join(int requests) {
    synchronized (OPEN) {
      users++;
      limit.join(requests);
    }
  }

  /** One user less. */
  void leave(int requests) {
    synchronized (OPEN) {
      limit.leave(requests);
      users--;
      if (users == 0) {
        OPEN.remove(key);
      }
    }
  }

  ConcurrencyLimit limit() {
    return limit;
  }

  /** How long to wait before the next request, since the quota is used up. */
  synchronized Duration quiet(long nanoTime) {
    if (quietUntil == null || quietUntil - nanoTime <= 0) {
      quietUntil = null;
      return Duration.ZERO;
    }
    return Duration.ofNanos(quietUntil - nanoTime);
  }

  /** Nothing is sent before {@code nanoTime}, whatever was said before {@code now}. */
  synchronized void quietUntil(long nanoTime, long now) {
    quietUntil = nanoTime;
    heardAt = now;
  }

  /**
   * Takes note that the quota isn't used up, by the answer to a request that was sent at {@code
   * sentAt}: what was said after that is newer.
   */
  synchronized void isLeft(long sentAt) {
    if (quietUntil != null && sentAt - heardAt >= 0) {
      quietUntil = null;
    }
  }
}
