package io.github.wandbjdbc.schema;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.client.WandbException.Kind;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A cache whose entries expire; partial ones expire sooner. Who asks for a key that another thread
 * is just finding out waits for it, rather than asking as well; failures are not remembered.
 */
final class Remembered<K, V> {
  /** Nobody looks at so many projects at once. */
  private static final int MAX_ENTRIES = 1000;

  /** How soon a waiting statement notices that it was cancelled, milliseconds. */
  private static final long POLL_MILLIS = 100;

  /** A partial entry expires so many times sooner. */
  private static final int SHORTER = 10;

  private final Duration lifetime;
  private final LongSupplier nanoTime;
  private final Predicate<V> isPart;
  private final Map<K, Entry<V>> entries = new HashMap<>();

  Remembered(Duration lifetime, LongSupplier nanoTime) {
    this(lifetime, nanoTime, value -> false);
  }

  /**
   * @param isPart whether the next try may find more; what took long to find out is remembered at
   *     least as long as that took, so that no more than half of the time is spent on such tries
   */
  Remembered(Duration lifetime, LongSupplier nanoTime, Predicate<V> isPart) {
    this.lifetime = lifetime;
    this.nanoTime = nanoTime;
    this.isPart = isPart;
  }

  /**
   * The cached value of {@code key}, or the one that {@code finder} finds.
   *
   * @param scope ends the wait for another thread that is finding out
   */
  V get(K key, CallScope scope, Supplier<V> finder) {
    Entry<V> entry = entry(key);
    lock(entry.lock, scope);
    try {
      V value = entry.value;
      if (value == null || !isFresh(entry)) {
        long begun = nanoTime.getAsLong();
        value = finder.get();
        entry.value = value;
        entry.foundAt = nanoTime.getAsLong();
        entry.lifetime = lifetime(value, entry.foundAt - begun);
      }
      return value;
    } finally {
      entry.lock.unlock();
    }
  }

  /** The cached value of {@code key}; null if there is none. */
  @Nullable V known(K key) {
    Entry<V> entry;
    synchronized (this) {
      entry = entries.get(key);
    }
    if (entry == null || !entry.lock.tryLock()) {
      return null;
    }
    try {
      return isFresh(entry) ? entry.value : null;
    } finally {
      entry.lock.unlock();
    }
  }

  private long lifetime(V value, long took) {
    long longest = lifetime.toNanos();
    return isPart.test(value) ? Math.min(longest, Math.max(longest / SHORTER, took)) : longest;
  }

  private boolean isFresh(Entry<V> entry) {
    return nanoTime.getAsLong() - entry.foundAt < entry.lifetime;
  }

  private static void lock(ReentrantLock lock, CallScope scope) {
    try {
      do {
        scope.check();
      } while (!lock.tryLock(POLL_MILLIS, TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new WandbException(Kind.CANCELLED, "the thread was interrupted", e);
    }
  }

  /** Forgets everything. */
  synchronized void clear() {
    entries.clear();
  }

  private synchronized Entry<V> entry(K key) {
    if (entries.size() >= MAX_ENTRIES && !entries.containsKey(key)) {
      entries.clear();
    }
    return entries.computeIfAbsent(key, unknown -> new Entry<>());
  }

  /** The value of one key; its lock is held while the value is computed. */
  private static final class Entry<V> {
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable V value;
    private long foundAt;
    private long lifetime;
  }
}
