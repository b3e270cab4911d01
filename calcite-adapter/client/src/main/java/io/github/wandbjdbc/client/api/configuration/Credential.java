package io.github.wandbjdbc.client.api.configuration;

import io.github.wandbjdbc.client.identity.AccessTokenFile;
import io.github.wandbjdbc.client.identity.IdentityTokenFile;
import java.util.function.Function;

/** Who asks: an API key, or a federated identity. Never shows in any text. */
public sealed interface Credential permits ApiKey, IdentityToken {

  /**
   * The credential that {@code key} is.
   *
   * @param source where the key comes from, for the message
   * @throws IllegalArgumentException if it can't be a key; the message tells its length alone
   */
  static Credential of(String key, String source) {
    return ApiKey.of(key, source);
  }

  /**
   * The credential of whoever holds the tokens of {@code file}.
   *
   * @param tokens where access tokens are kept between programs
   * @throws IllegalArgumentException if the file holds no identity token; the message repeats
   *     nothing of it
   */
  static Credential of(IdentityTokenFile file, AccessTokenFile tokens) {
    return IdentityToken.of(file, tokens);
  }

  /** Tells credentials apart without being one. */
  String fingerprint();

  /** Who has it, for messages. */
  String holder();

  /** {@code text} from a server that may have repeated what it was sent. */
  String redact(String text);

  /** The result of {@code key} or of {@code identity}, whichever this is. */
  <T> T match(Function<ApiKey, T> key, Function<IdentityToken, T> identity);
}
