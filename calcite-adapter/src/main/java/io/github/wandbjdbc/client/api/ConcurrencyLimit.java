package io.github.wandbjdbc.client.api;

import io.github.wandbjdbc.client.CallScope;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** How many requests may be under way at once: the smallest number that any user wishes. */
final class ConcurrencyLimit {
  /** So that a deadline is noticed, too, which no one signals. */
  private static final long MAX_WAIT_MILLIS = 1000;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition change = lock.newCondition();
  private final TreeMap<Integer, Integer> wishes = new TreeMap<>();
  private int running;

  void join(int wish) {
    lock.lock();
    try {
      wishes.merge(wish, 1, Integer::sum);
    } finally {
      lock.unlock();
    }
  }

  void leave(int wish) {
    lock.lock();
    try {
      wishes.computeIfPresent(wish, (key, count) -> count == 1 ? null : count - 1);
      change.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Waits for a place, which {@link #release} gives back; throws when {@code scope} ends. */
  void acquire(CallScope scope) throws InterruptedException {
    Runnable wake = this::wake;
    scope.onCancel(wake);
    lock.lock();
    try {
      while (!wishes.isEmpty() && running >= wishes.firstKey()) {
        scope.check();
        long left = Math.min(scope.remaining().toMillis() + 1, MAX_WAIT_MILLIS);
        // Whether it was the signal or the time, the loop looks again.
        boolean unused = change.await(left, TimeUnit.MILLISECONDS);
      }
      running++;
    } finally {
      lock.unlock();
      scope.release(wake);
    }
  }

  /** How many requests may be under way at once. */
  int most() {
    lock.lock();
    try {
      return wishes.isEmpty() ? 0 : wishes.firstKey();
    } finally {
      lock.unlock();
    }
  }

  /** How many requests are under way. */
  int running() {
    lock.lock();
    try {
      return running;
    } finally {
      lock.unlock();
    }
  }

  void release() {
    lock.lock();
    try {
      running--;
      change.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void wake() {
    lock.lock();
    try {
      change.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
