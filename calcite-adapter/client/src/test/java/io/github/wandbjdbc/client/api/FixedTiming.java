package io.github.wandbjdbc.client.api;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.api.http.Timing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A clock that moves only by the waiting it is asked for, which takes no time. */
final class FixedTiming implements Timing {
  static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final List<Duration> waits = new ArrayList<>();
  private long nanos;

  @Override
  public long nanoTime() {
    return nanos;
  }

  @Override
  public Instant now() {
    return START.plusNanos(nanos);
  }

  @Override
  public double random() {
    return 0.5;
  }

  @Override
  public void pause(CallScope scope, Duration wait) {
    scope.check();
    waits.add(wait);
    nanos += wait.toNanos();
  }

  /** The waits so far. */
  List<Duration> waits() {
    return waits;
  }
}
