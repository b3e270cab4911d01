package io.github.wandbjdbc.client;

import io.github.wandbjdbc.client.WandbException.Kind;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Whether a statement was cancelled, and what is to be done when it is. */
final class Cancellation {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition change = lock.newCondition();
  private final Set<Runnable> aborts = new LinkedHashSet<>();

  /**
   * Written under the lock, but asked at each row by the threads that read ahead and by who reads.
   */
  private volatile boolean cancelled;

  void cancel() {
    List<Runnable> running;
    lock.lock();
    try {
      cancelled = true;
      running = List.copyOf(aborts);
      aborts.clear();
      change.signalAll();
    } finally {
      lock.unlock();
    }
    running.forEach(Runnable::run);
  }

  boolean isCancelled() {
    return cancelled;
  }

  /** Has {@code abort} run on cancellation, or at once if that has happened. */
  void add(Runnable abort) {
    lock.lock();
    try {
      if (!cancelled) {
        aborts.add(abort);
        return;
      }
    } finally {
      lock.unlock();
    }
    abort.run();
  }

  void remove(Runnable abort) {
    lock.lock();
    try {
      aborts.remove(abort);
    } finally {
      lock.unlock();
    }
  }

  /** Returns after {@code wait}, or at the cancellation if that is sooner. */
  void await(Duration wait) {
    lock.lock();
    try {
      long nanos = wait.toNanos();
      while (nanos > 0 && !cancelled) {
        nanos = change.awaitNanos(nanos);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new WandbException(Kind.CANCELLED, "the thread was interrupted", e);
    } finally {
      lock.unlock();
    }
  }
}
