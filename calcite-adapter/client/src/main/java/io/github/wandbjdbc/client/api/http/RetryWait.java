package io.github.wandbjdbc.client.api.http;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/** How long to wait before the next attempt. */
final class RetryWait {
  private static final Duration FIRST = Duration.ofMillis(500);
  private static final Duration LONGEST = Duration.ofSeconds(30);

  /** Servers may ask for less, but not for being asked all the time. */
  private static final Duration SHORT = Duration.ofSeconds(1);

  /** No quota lasts thirty years: a larger number is a time of day, in seconds since 1970. */
  private static final double FIRST_EPOCH = 1e9;

  /** A day is as good as for ever, and adds up without overflow. */
  private static final double MAX_SECONDS = 86_400;

  private RetryWait() {}

  /** The wait that the server asks for; empty if it doesn't say. */
  static Optional<Duration> asked(Headers headers, Instant now) {
    Optional<Duration> retryAfter = retryAfter(headers.get("Retry-After"), now);
    return retryAfter.isPresent() ? retryAfter : quotaReset(headers, 0, now);
  }

  /**
   * The wait after {@code failure}: as the server asks, but where that is next to nothing, no less
   * than it would be if it didn't.
   */
  static Duration after(FailedAttempt failure, int attempts, double random) {
    Duration backoff = backoff(attempts, random);
    Duration asked = failure.askedWait().orElse(backoff);
    return asked.compareTo(SHORT) >= 0 || asked.compareTo(backoff) > 0 ? asked : backoff;
  }

  /**
   * The time until the quota is renewed, if it is used up.
   *
   * @param ofOthers so much of it others will have used up meanwhile
   * @param now for servers that say when it is renewed, rather than how long that takes
   */
  static Optional<Duration> quotaReset(Headers headers, int ofOthers, Instant now) {
    double remaining = number(headers.get("RateLimit-Remaining"));
    double reset = number(headers.get("RateLimit-Reset"));
    // NaN stands for missing, and compares with nothing.
    return remaining >= 0 && remaining <= ofOthers && reset >= 0
        ? Optional.of(seconds(reset < FIRST_EPOCH ? reset : untilEpoch(reset, now)))
        : Optional.empty();
  }

  /** Whether the server says that more of the quota is left than others will use up. */
  static boolean isQuotaLeft(Headers headers, int ofOthers) {
    return number(headers.get("RateLimit-Remaining")) > ofOthers;
  }

  /** Seconds since 1970, or milliseconds. */
  private static double untilEpoch(double reset, Instant now) {
    double seconds = reset < FIRST_EPOCH * 1000 ? reset : reset / 1000;
    return Math.max(0, seconds - now.toEpochMilli() / 1000.0);
  }

  /**
   * A random time up to a bound that doubles with each attempt: clients that failed together don't
   * come back together.
   *
   * @param attempts how many attempts failed so far, from 1
   */
  static Duration backoff(int attempts, double random) {
    long bound = FIRST.toMillis() << Math.min(attempts - 1, 16);
    return Duration.ofMillis((long) (Math.min(bound, LONGEST.toMillis()) * random) + 1);
  }

  /** Seconds, perhaps with a fraction, or a date of RFC 1123. */
  private static Optional<Duration> retryAfter(@Nullable String header, Instant now) {
    if (header == null) {
      return Optional.empty();
    }
    double number = number(header);
    if (number >= 0) {
      return Optional.of(seconds(number));
    }
    try {
      Instant then =
          ZonedDateTime.parse(header.strip(), DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      double left = Duration.between(now, then).toMillis() / 1000.0;
      return Optional.of(seconds(Math.max(0, left)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Duration seconds(double seconds) {
    return Duration.ofMillis((long) Math.ceil(Math.min(seconds, MAX_SECONDS) * 1000));
  }

  private static double number(@Nullable String header) {
    try {
      return header == null ? Double.NaN : Double.parseDouble(header.strip());
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }
}
