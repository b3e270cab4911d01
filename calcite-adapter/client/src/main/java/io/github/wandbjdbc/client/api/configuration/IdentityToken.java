package io.github.wandbjdbc.client.api.configuration;

import io.github.wandbjdbc.client.identity.AccessToken;
import io.github.wandbjdbc.client.identity.AccessTokenFile;
import io.github.wandbjdbc.client.identity.IdentityTokenFile;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A federated identity: the token in a file is exchanged for access tokens, which are sent as
 * Bearer. Holds the access token of the moment.
 */
public final class IdentityToken implements Credential {
  /** A server may repeat a token that has been replaced meanwhile, but hardly an older one. */
  private static final int MAX_SECRETS = 8;

  private final IdentityTokenFile file;
  private final AccessTokenFile tokens;
  private final String identity;
  private final Deque<String> secrets = new ArrayDeque<>();
  private volatile @Nullable AccessToken current;

  private IdentityToken(IdentityTokenFile file, AccessTokenFile tokens, String identity) {
    this.file = file;
    this.tokens = tokens;
    this.identity = identity;
  }

  static IdentityToken of(IdentityTokenFile file, AccessTokenFile tokens) {
    try {
      return new IdentityToken(file, tokens, file.holder(file.read()));
    } catch (IOException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  /** Where the identity token is. */
  public IdentityTokenFile file() {
    return file;
  }

  /** The identity token of the moment. */
  public String read() throws IOException {
    String token = file.read();
    remember(token);
    return token;
  }

  /** The access token that was used last, or null if none was. */
  public @Nullable AccessToken current() {
    return current;
  }

  /** The access token that some program has put aside for {@code baseUrl}. */
  public Optional<AccessToken> kept(BaseUrl baseUrl) {
    return tokens.read(baseUrl.toString(), identity);
  }

  /** Puts {@code token} aside for later programs. */
  public void keep(BaseUrl baseUrl, AccessToken token) {
    tokens.write(baseUrl.toString(), identity, token);
  }

  /** From now on {@code token} is used. */
  public void use(AccessToken token) {
    remember(token.value());
    current = token;
  }

  private synchronized void remember(String secret) {
    secrets.remove(secret);
    secrets.addLast(secret);
    if (secrets.size() > MAX_SECRETS) {
      secrets.removeFirst();
    }
  }

  /** By whose it is, and which file: a token that is renewed makes no other credential of it. */
  @Override
  public String fingerprint() {
    return "identity " + file.path().toAbsolutePath() + " " + identity;
  }

  @Override
  public String holder() {
    return "the holder of the identity token";
  }

  @Override
  public synchronized String redact(String text) {
    String redacted = text;
    for (String secret : secrets) {
      redacted = redacted.replace(secret, "***");
    }
    return redacted;
  }

  @Override
  public <T> T match(Function<ApiKey, T> key, Function<IdentityToken, T> identity) {
    return identity.apply(this);
  }

  @Override
  public String toString() {
    return "Credential[%s]".formatted(file.path());
  }
}
