package io.github.wandbjdbc.client;

import io.github.wandbjdbc.client.WandbException.Kind;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What all requests of one statement share: the deadline, the way to cancel them, and where
 * warnings go.
 *
 * <p>Safe for use by several threads: one runs the statement, any other may cancel it.
 */
public final class CallScope {
  private final Consumer<ScanWarning> warnings;
  private final @Nullable Duration timeout;
  private final long deadlineNanos;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition cancellation = lock.newCondition();
  private final Set<Runnable> aborts = new LinkedHashSet<>();
  private boolean cancelled;

  /**
   * A scope that begins now.
   *
   * @param timeout how long its requests may take in all, or null for no bound
   * @param warnings told of each warning, on the thread that met it
   */
  public CallScope(@Nullable Duration timeout, Consumer<ScanWarning> warnings) {
    this.timeout = timeout;
    this.warnings = warnings;
    this.deadlineNanos = timeout == null ? 0 : System.nanoTime() + timeout.toNanos();
  }

  /** A scope without a deadline, for callers that don't care for warnings. */
  public static CallScope unbounded() {
    return new CallScope(null, warning -> {});
  }

  /** Tells the reader of the rows. */
  public void warn(String message) {
    warnings.accept(new ScanWarning(message));
  }

  /** Throws {@code CANCELLED} or {@code TIMEOUT} if the statement should go no further. */
  public void check() {
    if (isCancelled()) {
      throw new WandbException(Kind.CANCELLED, "the statement was cancelled");
    }
    if (timeout != null && System.nanoTime() - deadlineNanos >= 0) {
      throw new WandbException(
          Kind.TIMEOUT,
          "the statement took longer than its timeout of %d s".formatted(timeout.toSeconds()));
    }
  }

  /**
   * Ends the statement: aborts what is in flight, and lets nothing start any more. Any thread may
   * call it, more than once.
   */
  public void cancel() {
    List<Runnable> running;
    lock.lock();
    try {
      cancelled = true;
      running = List.copyOf(aborts);
      aborts.clear();
      cancellation.signalAll();
    } finally {
      lock.unlock();
    }
    running.forEach(Runnable::run);
  }

  /** Whether {@link #cancel} was called. */
  public boolean isCancelled() {
    lock.lock();
    try {
      return cancelled;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Runs {@code abort} on cancellation, at once if that has happened, until {@link #release} takes
   * it back.
   */
  public void onCancel(Runnable abort) {
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

  /** Takes back an {@link #onCancel}. */
  public void release(Runnable abort) {
    lock.lock();
    try {
      aborts.remove(abort);
    } finally {
      lock.unlock();
    }
  }

  /** Waits, but not past the deadline; throws as {@link #check} does when cancelled or too late. */
  public void pause(Duration wait) {
    lock.lock();
    try {
      long nanos = Math.min(wait.toNanos(), remaining().toNanos());
      while (nanos > 0 && !cancelled) {
        nanos = cancellation.awaitNanos(nanos);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new WandbException(Kind.CANCELLED, "the thread was interrupted", e);
    } finally {
      lock.unlock();
    }
    check();
  }

  /** The time left, never negative; a very long time if there is no deadline. */
  public Duration remaining() {
    return timeout == null
        ? Duration.ofDays(TimeUnit.DAYS.convert(Duration.ofNanos(Long.MAX_VALUE)) / 2)
        : Duration.ofNanos(Math.max(0, deadlineNanos - System.nanoTime()));
  }
}
