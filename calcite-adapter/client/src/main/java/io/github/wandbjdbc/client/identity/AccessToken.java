package io.github.wandbjdbc.client.identity;

import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;

/**
 * An access token, exchanged for an identity token.
 *
 * @param value visible ASCII, as a header may hold it
 * @param expiresAt from when on it isn't taken any more
 */
public record AccessToken(String value, Instant expiresAt) {
  private static final Pattern VISIBLE = Pattern.compile("[!-~]{1,16384}");

  /** As in the official client: a request that takes a while shall not outlive its token. */
  private static final Duration RESERVE = Duration.ofMinutes(5);

  public AccessToken {
    if (!isPossible(value)) {
      throw new IllegalArgumentException("not an access token");
    }
  }

  /** Whether {@code value} could be one. */
  public static boolean isPossible(String value) {
    return VISIBLE.matcher(value).matches();
  }

  /** Whether no more than five minutes of it are left. */
  public boolean isExpiring(Instant now) {
    return Duration.between(now, expiresAt).compareTo(RESERVE) <= 0;
  }

  @Override
  public String toString() {
    return "AccessToken[***, expiresAt=%s]".formatted(expiresAt);
  }
}
