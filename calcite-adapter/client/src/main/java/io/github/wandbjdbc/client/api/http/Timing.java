package io.github.wandbjdbc.client.api.http;

import io.github.wandbjdbc.client.CallScope;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;

/** The clock, the waiting and the randomness of retries, so that tests need none of them. */
public interface Timing {
  Timing SYSTEM =
      new Timing() {
        @Override
        public long nanoTime() {
          return System.nanoTime();
        }

        @Override
        public Instant now() {
          return Instant.now();
        }

        @Override
        public double random() {
          return ThreadLocalRandom.current().nextDouble();
        }

        @Override
        public void pause(CallScope scope, Duration wait) {
          scope.pause(wait);
        }
      };

  /** A clock that only goes forward, in nanoseconds. */
  long nanoTime();

  /** The time of day, which Retry-After dates are held against. */
  Instant now();

  /** A number from 0 up to, but not including, 1. */
  double random();

  /** Waits as {@link CallScope#pause} does. */
  void pause(CallScope scope, Duration wait);
}
