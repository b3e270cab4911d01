package io.github.wandbjdbc.client.api;

import io.github.wandbjdbc.client.WandbException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The attempts at one request: decides how long to wait for the next, or that it was the last. */
final class Attempts {
  /** A host that was never heard of is more likely misspelt than about to appear. */
  private static final Duration PATIENCE_WITH_STRANGERS = Duration.ofSeconds(5);

  private static final int MAX_SUPPRESSED = 20;

  private final ApiOptions options;
  private final Endpoint endpoint;
  private final Timing timing;
  private final String what;
  private final boolean isDivisible;
  private final Patience patience;
  private final long start;
  private final List<FailedAttempt> earlier = new ArrayList<>();
  private int count;
  private long firstFailure;

  /**
   * The attempts at what {@code what} says.
   *
   * @param isDivisible whether the asker would rather ask for less than wait
   * @param patience how long they may fail together with others
   */
  Attempts(
      ApiOptions options,
      Endpoint endpoint,
      Timing timing,
      String what,
      boolean isDivisible,
      Patience patience) {
    this.options = options;
    this.endpoint = endpoint;
    this.timing = timing;
    this.what = what;
    this.isDivisible = isDivisible;
    this.patience = patience;
    this.start = timing.nanoTime();
  }

  /** How long to wait after {@code failure}; throws it as what it is if it was the last. */
  Duration waitAfter(FailedAttempt failure) {
    long now = timing.nanoTime();
    count++;
    if (count == 1) {
      firstFailure = now;
    }
    if (failure.isFinal()) {
      throw failed(failure, "%s: %s%s".formatted(what, subject(failure, ""), advice(failure)));
    }
    Duration wait = failure.askedWait().orElseGet(() -> RetryWait.backoff(count, timing.random()));
    Duration longest = longest(failure);
    boolean isTooLate =
        wait.compareTo(patience.left(longest, now)) > 0
            || wait.compareTo(longest.minusNanos(now - firstFailure)) > 0;
    if (isTooLate) {
      patience.spend();
    }
    if (isTooLate || asksForLess(failure)) {
      throw failed(failure, exhausted(failure, wait, now));
    }
    if (earlier.size() < MAX_SUPPRESSED) {
      earlier.add(failure);
    }
    return wait;
  }

  /** A failure may pass at once, but to wait in vain for an answer once more takes long. */
  private boolean asksForLess(FailedAttempt failure) {
    return isDivisible && failure.isPerhapsTooHeavy() && (count > 1 || failure.isTimeout());
  }

  private Duration longest(FailedAttempt failure) {
    Duration longest = options.maxRetryTime();
    boolean isStranger = failure.isWithoutConnection() && !endpoint.hasAnswered();
    return isStranger && longest.compareTo(PATIENCE_WITH_STRANGERS) > 0
        ? PATIENCE_WITH_STRANGERS
        : longest;
  }

  private String exhausted(FailedAttempt failure, Duration wait, long now) {
    String asked =
        failure.askedWait().isPresent()
            ? ", which asks to wait %d s".formatted(wait.toSeconds())
            : "";
    return "%s: %s after %d attempt%s in %d s%s%s"
        .formatted(
            what,
            subject(failure, count > 1 ? "still " : ""),
            count,
            count == 1 ? "" : "s",
            Duration.ofNanos(now - start).toSeconds(),
            asked,
            advice(failure));
  }

  private static String subject(FailedAttempt failure, String still) {
    String message = String.valueOf(failure.getMessage());
    return message.startsWith("answered") ? "the API " + still + message : message;
  }

  private static String advice(FailedAttempt failure) {
    return switch (failure.kind()) {
      case UNAUTHENTICATED -> "; check the API key, https://wandb.ai/authorize shows yours";
      case FORBIDDEN -> "; the API key's owner may not see this";
      case RATE_LIMITED -> "; lower maxConcurrentRequests, raise maxRetryTime, or try again later";
      case SERVER_ERROR -> "; try again later, or lower pageSize";
      case UNREACHABLE -> "; check the base URL and the network";
      case MALFORMED_RESPONSE -> "; check the base URL";
      case BAD_REQUEST,
          NOT_FOUND,
          UNKNOWN_ENTITY,
          UNKNOWN_PROJECT,
          TIMEOUT,
          CANCELLED,
          MISFIT,
          LIMIT_EXCEEDED ->
          "";
    };
  }

  private WandbException failed(FailedAttempt failure, String message) {
    WandbException exception = new WandbException(failure.kind(), message, failure);
    earlier.forEach(exception::addSuppressed);
    return exception;
  }
}
