package io.github.wandbjdbc.client;

import io.github.wandbjdbc.client.WandbException.Kind;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
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
  private final Cancellation cancellation;
  private final CallTally tally;

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
    this.cancellation = new Cancellation();
    this.tally = new CallTally();
  }

  private CallScope(CallScope whole, CallTally tally) {
    this.timeout = whole.timeout;
    this.warnings = whole.warnings;
    this.deadlineNanos = whole.deadlineNanos;
    this.cancellation = whole.cancellation;
    this.tally = tally;
  }

  /** A scope without a deadline, for callers that don't care for warnings. */
  public static CallScope unbounded() {
    return new CallScope(null, warning -> {});
  }

  /** The same scope for a part of its calls, whose cost is counted by {@code part}. */
  public CallScope counting(CallTally part) {
    return new CallScope(this, part);
  }

  /** Counts the calls of this scope. */
  public CallTally tally() {
    return tally;
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
    cancellation.cancel();
  }

  /** Whether {@link #cancel} was called. */
  public boolean isCancelled() {
    return cancellation.isCancelled();
  }

  /**
   * Runs {@code abort} on cancellation, at once if that has happened, until {@link #release} takes
   * it back.
   */
  public void onCancel(Runnable abort) {
    cancellation.add(abort);
  }

  /** Takes back an {@link #onCancel}. */
  public void release(Runnable abort) {
    cancellation.remove(abort);
  }

  /** Waits, but not past the deadline; throws as {@link #check} does when cancelled or too late. */
  public void pause(Duration wait) {
    Duration left = remaining();
    cancellation.await(wait.compareTo(left) < 0 ? wait : left);
    check();
  }

  /** The time left, never negative; a very long time if there is no deadline. */
  public Duration remaining() {
    return timeout == null
        ? Duration.ofDays(TimeUnit.DAYS.convert(Duration.ofNanos(Long.MAX_VALUE)) / 2)
        : Duration.ofNanos(Math.max(0, deadlineNanos - System.nanoTime()));
  }
}
