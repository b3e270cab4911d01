package io.github.wandbjdbc.client.api.http;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.client.WandbException.Kind;
import io.github.wandbjdbc.client.api.configuration.BaseUrl;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The attempts at one request: decides how long to wait for the next, or that it was the last. */
final class Attempts {
  /** A host that was never heard of is more likely misspelt than about to appear. */
  private static final Duration PATIENCE_WITH_STRANGERS = Duration.ofSeconds(5);

  private static final int MAX_SUPPRESSED = 20;

  private final BaseUrl baseUrl;
  private final AttemptBounds bounds;
  private final Patience patience;
  private final Endpoint endpoint;
  private final Timing timing;
  private final String what;
  private final boolean isDivisible;
  private final long start;
  private long boundedSince;
  private final List<FailedAttempt> earlier = new ArrayList<>();
  private int count;
  private long firstFailure;

  /**
   * The attempts at what {@code what} says.
   *
   * @param bounds how long they may take
   * @param patience how long they may fail, perhaps together with others
   * @param isDivisible whether the asker would rather ask for less than wait
   */
  Attempts(
      BaseUrl baseUrl,
      AttemptBounds bounds,
      Patience patience,
      Endpoint endpoint,
      Timing timing,
      String what,
      boolean isDivisible) {
    this.baseUrl = baseUrl;
    this.bounds = bounds;
    this.patience = patience;
    this.endpoint = endpoint;
    this.timing = timing;
    this.what = what;
    this.isDivisible = isDivisible;
    this.start = timing.nanoTime();
    this.boundedSince = start;
  }

  /** One attempt at the request. */
  @FunctionalInterface
  interface Attempt<T> {

    /**
     * Makes the attempt and returns its result.
     *
     * @param count 1 for the first
     * @param waitingSince when it could have been made, if nobody had to wait
     */
    T make(int count, long waitingSince) throws FailedAttempt;
  }

  /**
   * The result of {@code attempt}, which is repeated until it succeeds or repeating is pointless.
   */
  <T> T untilAnswered(CallScope scope, Attempt<T> attempt) {
    for (int number = 1; ; number++) {
      try {
        T answer = attempt.make(number, timing.nanoTime());
        patience.answered();
        return answer;
      } catch (FailedAttempt failure) {
        scope.check();
        Duration wait = waitAfter(failure);
        if (failure.kind() == Kind.RATE_LIMITED) {
          RateLimitWarning.beforeWaiting(wait, scope);
          scope.progress().waits(wait);
        }
        scope.tally().pause(wait);
        timing.pause(scope, wait);
        scope.tally().retry();
      }
    }
  }

  /** How long an attempt may take that begins now, if {@code usual} is what one may take else. */
  Duration timeForOne(Duration usual) {
    if (!bounds.isConnecting()) {
      return usual;
    }
    Duration left = bounds.ofAttemptAfter(since(boundedSince, timing.nanoTime()));
    return usual.isZero() || left.compareTo(usual) < 0 ? left : usual;
  }

  /** How long to wait after {@code failure}; throws it as what it is if it was the last. */
  private Duration waitAfter(FailedAttempt failure) {
    long now = timing.nanoTime();
    count++;
    if (count == 1) {
      firstFailure = now;
    }
    if (failure.isFinal()) {
      throw failed(failure, "%s: %s%s".formatted(what, subject(failure, ""), advice(failure)));
    }
    Duration wait = RetryWait.after(failure, count, timing.random());
    Duration longest = timeForRetries(failure);
    boolean isTooLate =
        wait.compareTo(patience.left(longest, now)) > 0
            || wait.compareTo(longest.minusNanos(now - firstFailure)) > 0
            || !isBegunAfter(wait, failure, now);
    if (isTooLate) {
      patience.spend();
    }
    if (isTooLate || asksForLess(failure)) {
      throw failed(failure, exhausted(failure, wait, now));
    }
    if (failure.kind() == Kind.RATE_LIMITED) {
      boundedSince = now + wait.toNanos();
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

  private Duration timeForRetries(FailedAttempt failure) {
    Duration retries = bounds.retries();
    return isStranger(failure) && retries.compareTo(PATIENCE_WITH_STRANGERS) > 0
        ? PATIENCE_WITH_STRANGERS
        : retries;
  }

  private boolean isStranger(FailedAttempt failure) {
    return failure.isWithoutConnection() && !endpoint.hasAnswered();
  }

  /** No attempt is begun that may not end in time; a server that asks to wait is waited for. */
  private boolean isBegunAfter(Duration wait, FailedAttempt failure, long now) {
    boolean isBounded = bounds.isConnecting() || isStranger(failure);
    return !isBounded
        || failure.kind() == Kind.RATE_LIMITED
        || bounds.allowsAttemptAfter(since(boundedSince, now).plus(wait));
  }

  private static Duration since(long then, long now) {
    return Duration.ofNanos(now - then);
  }

  private String exhausted(FailedAttempt failure, Duration wait, long now) {
    String tries =
        count == 1
            ? ""
            : " after %d attempts in %d s".formatted(count, since(start, now).toSeconds());
    String asked =
        failure.askedWait().isPresent()
            ? ", which asks to wait %d s".formatted(wait.toSeconds())
            : "";
    String still = count == 1 ? "" : "still ";
    return "%s: %s%s%s%s".formatted(what, subject(failure, still), tries, asked, advice(failure));
  }

  private static String subject(FailedAttempt failure, String still) {
    String message = String.valueOf(failure.getMessage());
    return failure.isAnswer() ? "the API " + still + message : message;
  }

  private String advice(FailedAttempt failure) {
    String advice = failure.hint().orElseGet(() -> adviceOn(failure.kind()));
    return advice.isEmpty() ? "" : "; " + advice;
  }

  private String adviceOn(Kind kind) {
    return switch (kind) {
      case UNAUTHENTICATED ->
          "check the API key, %s/authorize shows yours".formatted(baseUrl.appUrl());
      case FORBIDDEN -> "the API key's owner has no access to this";
      case RATE_LIMITED ->
          bounds.isConnecting()
              ? "raise maxRetryTime, or try again later"
              : "lower maxConcurrentRequests, raise maxRetryTime, or try again later";
      case SERVER_ERROR ->
          bounds.isConnecting() ? "try again later" : "try again later, or lower pageSize";
      case UNREACHABLE -> "check the base URL and the network";
      case MALFORMED_RESPONSE -> checkBaseUrl();
      case NOT_FOUND -> bounds.isConnecting() ? checkBaseUrl() : "";
      case BAD_REQUEST,
          REFUSED,
          BAD_STATEMENT,
          UNKNOWN_ENTITY,
          UNKNOWN_PROJECT,
          TIMEOUT,
          CANCELLED,
          MISFIT,
          LIMIT_EXCEEDED,
          NOT_RECORDED ->
          "";
    };
  }

  private String checkBaseUrl() {
    return "is the base URL right? %s/graphql should be the API".formatted(baseUrl);
  }

  private WandbException failed(FailedAttempt failure, String message) {
    WandbException exception = new WandbException(failure.kind(), message, failure);
    earlier.forEach(exception::addSuppressed);
    return exception;
  }
}
