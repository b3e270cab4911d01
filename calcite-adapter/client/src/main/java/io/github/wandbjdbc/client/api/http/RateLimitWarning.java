package io.github.wandbjdbc.client.api.http;

import io.github.wandbjdbc.client.CallScope;
import java.time.Duration;

/** Tells whoever waits for rows that it is the server who wants to be asked less. */
final class RateLimitWarning {
  /** A shorter wait isn't noticed. */
  private static final Duration NOTICED = Duration.ofSeconds(1);

  private RateLimitWarning() {}

  /** Tells of {@code wait} once in a statement, if it is noticed together with those before. */
  static void beforeWaiting(Duration wait, CallScope scope) {
    if (scope.tally().pausing().plus(wait).compareTo(NOTICED) > 0) {
      scope.warnOfKind(
          "rate limit",
          "the API asks to slow down, so requests wait, the next one %s; maxConcurrentRequests and rateShare lower how much is asked"
              .formatted(NetworkFailure.seconds(wait)));
    }
  }
}
