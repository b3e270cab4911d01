package io.github.wandbjdbc.client.api.configuration;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.Function;
import java.util.regex.Pattern;
import okhttp3.Credentials;

/** An API key, which is sent as the password of the user {@code api}. */
public final class ApiKey implements Credential {
  /**
   * An optional prefix of on-premise keys, then 40 or more characters; from the official client.
   */
  private static final Pattern KEY = Pattern.compile("([^-]*-)?[A-Za-z0-9_-]{40,}");

  /** Three parts, as tokens have that a service account may use in place of a key. */
  private static final Pattern TOKEN =
      Pattern.compile("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+");

  private static final int MAX_LENGTH = 16_384;

  private final String key;
  private final String header;

  private ApiKey(String key) {
    this.key = key;
    this.header = Credentials.basic("api", key, StandardCharsets.UTF_8);
  }

  static ApiKey of(String key, String source) {
    String stripped = key.strip();
    if (stripped.length() > MAX_LENGTH
        || !(KEY.matcher(stripped).matches() || TOKEN.matcher(stripped).matches())) {
      throw new IllegalArgumentException(
          ("the API key of %s is malformed: it has %d characters, where a key has 40 or more letters,"
                  + " digits, '-' and '_'; https://wandb.ai/authorize shows yours")
              .formatted(source, stripped.length()));
    }
    return new ApiKey(stripped);
  }

  /** The value of the Authorization header. */
  public String header() {
    return header;
  }

  @Override
  public String fingerprint() {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }

  @Override
  public String holder() {
    return "the owner of the API key";
  }

  @Override
  public String redact(String text) {
    return text.replace(key, "***").replace(header.substring("Basic ".length()), "***");
  }

  @Override
  public <T> T match(Function<ApiKey, T> key, Function<IdentityToken, T> identity) {
    return key.apply(this);
  }

  @Override
  public String toString() {
    return "Credential[***]";
  }
}
