package io.github.wandbjdbc.client.api.http;

import io.github.wandbjdbc.client.api.configuration.ApiOptions;
import java.time.Duration;

/**
 * How long one request is tried for.
 *
 * <p>Who connects looks at a clock and perhaps mistyped a name: all attempts together are over
 * soon. A statement, whose server was heard of before, waits longer.
 *
 * @param retries how long a request is tried again after its first failure
 * @param inAll how long all attempts may take together while connecting, and to a host that was
 *     never heard of; what the server asks to wait doesn't count
 * @param reach how long reaching the host may take in each of them
 * @param isConnecting whether this is what a connection begins with
 */
public record AttemptBounds(
    Duration retries, Duration inAll, Duration reach, boolean isConnecting) {
  private static final Duration CONNECTING = Duration.ofSeconds(15);

  /** For what a statement asks. */
  public static AttemptBounds ofStatement(ApiOptions options) {
    return of(options, false);
  }

  /** For what a connection begins with. */
  public static AttemptBounds whileConnecting(ApiOptions options) {
    return of(options, true);
  }

  private static AttemptBounds of(ApiOptions options, boolean isConnecting) {
    Duration reach = options.connectTimeout();
    // Who allows more for reaching the host alone wants to wait as long.
    Duration inAll = reach.compareTo(CONNECTING) > 0 ? reach : CONNECTING;
    return new AttemptBounds(options.maxRetryTime(), inAll, reach, isConnecting);
  }

  /** Whether an attempt that begins after {@code elapsed} can end in time, even in silence. */
  boolean allowsAttemptAfter(Duration elapsed) {
    return elapsed.plus(reach).compareTo(inAll) <= 0;
  }

  /** How long an attempt may take that begins after {@code elapsed}, if nothing else bounds it. */
  Duration ofAttemptAfter(Duration elapsed) {
    Duration left = inAll.minus(elapsed);
    return left.compareTo(reach) < 0 ? reach : left;
  }
}
