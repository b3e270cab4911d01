package io.github.wandbjdbc.client.lifetime;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A bound in time for calls that are under way, set once the caller could do without the rest of
 * them. Safe for use by several threads.
 */
public final class SoftDeadline {
  /** A very long time, that can still be told in nanoseconds. */
  public static final Duration ENDLESS =
      Duration.ofDays(TimeUnit.DAYS.convert(Duration.ofNanos(Long.MAX_VALUE)) / 2);

  private final LongSupplier nanoTime;
  private volatile @Nullable Long end;

  /** Without end so far. */
  public SoftDeadline(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** Ends when {@code nanoTime} is this. */
  public void endAt(long nanos) {
    end = nanos;
  }

  /** Whether it has an end, which has come. */
  public boolean isOver() {
    Long at = end;
    return at != null && at - nanoTime.getAsLong() <= 0;
  }

  /** The time left, never negative. */
  public Duration remaining() {
    Long at = end;
    return at == null ? ENDLESS : Duration.ofNanos(Math.max(0, at - nanoTime.getAsLong()));
  }
}
