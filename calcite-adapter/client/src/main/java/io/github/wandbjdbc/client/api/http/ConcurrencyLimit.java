package io.github.wandbjdbc.client.api.http;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.client.WandbException.Kind;
import io.github.wandbjdbc.client.diagnostics.LimiterState;
import java.time.Duration;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * How many requests may be under way at once: the smallest number that any user wishes, and fewer
 * for a while once the server says that it was asked too much.
 *
 * <p>Each refusal halves the number, for all users together; each answer makes it a little larger,
 * by one after as many answers as it is. Refusals of requests that were under way when it was
 * halved tell nothing new.
 */
public final class ConcurrencyLimit {
  /** So that a deadline is noticed, too, which no one signals. */
  private static final long MAX_WAIT_MILLIS = 1000;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition change = lock.newCondition();
  private final TreeMap<Integer, Integer> wishes = new TreeMap<>();
  private final @Nullable ConcurrencyLimit above;
  private int running;
  private int waiting;
  private double allowed = Double.MAX_VALUE;

  /** How many of those that end next began before the last cut. */
  private int fromBefore;

  /** A limit of its own. */
  public ConcurrencyLimit() {
    this(null);
  }

  private ConcurrencyLimit(@Nullable ConcurrencyLimit above) {
    this.above = above;
  }

  /** A limit of requests of another kind, which is no larger than what users of this one wish. */
  ConcurrencyLimit apart() {
    return new ConcurrencyLimit(this);
  }

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
      waiting++;
      while (running >= most()) {
        scope.check();
        long left = Math.min(scope.remaining().toMillis() + 1, MAX_WAIT_MILLIS);
        // Whether it was the signal or the time, the loop looks again.
        boolean unused = change.await(left, TimeUnit.MILLISECONDS);
      }
      running++;
    } finally {
      waiting--;
      lock.unlock();
      scope.release(wake);
    }
  }

  /** As {@link #acquire}, but {@code CANCELLED} if the thread is interrupted. */
  void acquireFor(CallScope scope) {
    scope.check();
    try {
      acquire(scope);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new WandbException(Kind.CANCELLED, "the thread was interrupted", e);
    }
  }

  /** Gives back a place; {@link #refused} or {@link #answered} come before. */
  void release() {
    lock.lock();
    try {
      running--;
      fromBefore = Math.max(0, fromBefore - 1);
      change.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Takes note that the server was asked too much by a request that holds a place. */
  void refused() {
    lock.lock();
    try {
      if (fromBefore == 0) {
        allowed = Math.max(1, most() / 2);
        // The one that was refused is among them.
        fromBefore = running;
      }
    } finally {
      lock.unlock();
    }
  }

  /** Takes note of an answer to a request that holds a place. */
  void answered() {
    lock.lock();
    try {
      if (fromBefore == 0 && allowed < Double.MAX_VALUE) {
        allowed += 1 / allowed;
        if (allowed >= wished()) {
          allowed = Double.MAX_VALUE;
        }
        change.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * How it stands now.
   *
   * @param quiet for how long nothing is sent at all
   */
  public LimiterState state(Duration quiet) {
    lock.lock();
    try {
      return new LimiterState(wished(), most(), running, waiting, quiet);
    } finally {
      lock.unlock();
    }
  }

  private int wished() {
    if (above != null) {
      return above.wish();
    }
    return wishes.isEmpty() ? Integer.MAX_VALUE : wishes.firstKey();
  }

  private int wish() {
    lock.lock();
    try {
      return wished();
    } finally {
      lock.unlock();
    }
  }

  private int most() {
    return (int) Math.min(wished(), allowed);
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
