package io.github.wandbjdbc.client.api.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.client.WandbException.Kind;
import io.github.wandbjdbc.client.api.configuration.BaseUrl;
import io.github.wandbjdbc.client.api.configuration.IdentityToken;
import io.github.wandbjdbc.client.identity.AccessToken;
import io.github.wandbjdbc.client.values.Json;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import okhttp3.FormBody;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;
import okio.Buffer;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests with an access token, which it exchanges an identity token for: when there is
 * none, when no more than five minutes of it are left, and once when the server refuses it.
 *
 * <p>The exchange is a part of the request that needs it: it goes the same way, follows no redirect
 * either, and ends when that is cancelled or out of time. Others wait for it, and use what it
 * brings.
 */
final class TokenExchange implements Sender {
  private static final String GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer";
  private static final int MAX_BYTES = 64 << 10;

  /** As in the official client, whose figures all of these are. */
  private static final int MAX_ATTEMPTS = 4;

  private static final int ATTEMPT_SECONDS = 10;
  private static final Duration MAX_TIME = Duration.ofSeconds(60);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

  /** Who waits for another's exchange looks that often whether it is still wanted. */
  private static final long LOOK_MILLIS = 50;

  /** A longer life is as good as this one, and adds up without overflow. */
  private static final double MAX_LIFE_SECONDS = Duration.ofDays(366).toSeconds();

  private final IdentityToken identity;
  private final BaseUrl baseUrl;
  private final ReentrantLock lock;
  private final Timing timing;

  TokenExchange(IdentityToken identity, BaseUrl baseUrl, ReentrantLock lock, Timing timing) {
    this.identity = identity;
    this.baseUrl = baseUrl;
    this.lock = lock;
    this.timing = timing;
  }

  @Override
  public Response send(Interceptor.Chain chain, Request request) throws IOException {
    AccessToken token = token(chain, null);
    Response response = chain.proceed(with(token, request));
    if (response.code() != 401) {
      return response;
    }
    // It may have been withdrawn before its time.
    response.close();
    return chain.proceed(with(token(chain, token.value()), request));
  }

  private static Request with(AccessToken token, Request request) {
    return request.newBuilder().header("Authorization", "Bearer " + token.value()).build();
  }

  /** A token that is good for some time, and isn't the one that was {@code refused}. */
  private AccessToken token(Interceptor.Chain chain, @Nullable String refused) throws IOException {
    AccessToken current = identity.current();
    if (current != null && isGood(current, refused)) {
      return current;
    }
    acquire(chain);
    try {
      // Another request may have brought one meanwhile, or another program.
      Optional<AccessToken> brought =
          Optional.ofNullable(identity.current()).filter(token -> isGood(token, refused));
      if (brought.isEmpty()) {
        brought = identity.kept(baseUrl).filter(token -> isGood(token, refused));
      }
      if (brought.isPresent()) {
        identity.use(brought.get());
        return brought.get();
      }
      AccessToken exchanged = watched(chain);
      identity.use(exchanged);
      identity.keep(baseUrl, exchanged);
      return exchanged;
    } finally {
      lock.unlock();
    }
  }

  private boolean isGood(AccessToken token, @Nullable String refused) {
    return !token.isExpiring(timing.now()) && !token.value().equals(refused);
  }

  private void acquire(Interceptor.Chain chain) throws IOException {
    try {
      while (!lock.tryLock(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
        if (chain.call().isCanceled()) {
          throw new IOException("Canceled");
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
  }

  private AccessToken watched(Interceptor.Chain chain) throws IOException {
    ConnectWatch watch = chain.request().tag(ConnectWatch.class);
    if (watch == null) {
      return exchange(chain);
    }
    watch.runs("the exchange of the identity token at " + baseUrl + "/oidc/token");
    AccessToken token = exchange(chain);
    watch.runs(null);
    return token;
  }

  private AccessToken exchange(Interceptor.Chain chain) throws IOException {
    CallScope scope =
        Objects.requireNonNullElseGet(chain.request().tag(CallScope.class), CallScope::unbounded);
    long start = timing.nanoTime();
    for (int attempt = 1; ; attempt++) {
      int status;
      Duration wait;
      try (Response response = attempt(chain)) {
        status = response.code();
        Buffer body = body(response);
        if (status == 200) {
          return read(body);
        }
        if (status != 429 && status < 500) {
          throw refused(status, body);
        }
        wait =
            RetryWait.asked(response.headers(), timing.now())
                .orElse(Duration.ofSeconds(1L << (attempt - 1)));
      }
      wait = wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
      Duration spent = Duration.ofNanos(timing.nanoTime() - start);
      if (attempt == MAX_ATTEMPTS || spent.plus(wait).compareTo(MAX_TIME) > 0) {
        throw new IOException(
            "%s/oidc/token, which exchanges identity tokens, answered %d to %d attempt%s"
                .formatted(baseUrl, status, attempt, attempt == 1 ? "" : "s"));
      }
      timing.pause(scope, wait);
    }
  }

  private Response attempt(Interceptor.Chain chain) throws IOException {
    String token;
    try {
      token = identity.read();
    } catch (IOException e) {
      throw new WandbException(Kind.UNAUTHENTICATED, String.valueOf(e.getMessage()), e);
    }
    Request request =
        new Request.Builder()
            .url(baseUrl + "/oidc/token")
            .header(
                "User-Agent", Objects.requireNonNullElse(chain.request().header("User-Agent"), ""))
            .header("Accept", "application/json")
            .post(new FormBody.Builder().add("grant_type", GRANT).add("assertion", token).build())
            .build();
    int millis = (int) TimeUnit.SECONDS.toMillis(ATTEMPT_SECONDS);
    int usual = chain.readTimeoutMillis();
    return chain
        .withReadTimeout(usual == 0 ? millis : Math.min(millis, usual), TimeUnit.MILLISECONDS)
        .proceed(request);
  }

  private static Buffer body(Response response) throws IOException {
    BufferedSource source = response.body().source();
    source.request(MAX_BYTES + 1L);
    if (source.getBuffer().size() > MAX_BYTES) {
      throw new IOException("the answer to the exchange of an identity token is too large");
    }
    Buffer body = new Buffer();
    body.write(source.getBuffer(), source.getBuffer().size());
    return body;
  }

  private AccessToken read(Buffer body) {
    Map<String, String> answer = members(body);
    String value = answer.getOrDefault("access_token", "");
    if (!AccessToken.isPossible(value)) {
      throw new WandbException(
          Kind.MALFORMED_RESPONSE,
          "%s/oidc/token answered without an access token; is the base URL that of the API?"
              .formatted(baseUrl));
    }
    return new AccessToken(
        value, timing.now().plusMillis((long) (life(answer.get("expires_in")) * 1000)));
  }

  private static double life(@Nullable String seconds) {
    try {
      double life = seconds == null ? 0 : Double.parseDouble(seconds);
      return life > 0 ? Math.min(life, MAX_LIFE_SECONDS) : 0;
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  private WandbException refused(int status, Buffer body) {
    Map<String, String> answer = members(body);
    String said =
        answer.getOrDefault("error", "") + " " + answer.getOrDefault("error_description", "");
    String safe = identity.redact(said).replaceAll("\\p{Cntrl}+", " ").strip();
    return new WandbException(
        Kind.UNAUTHENTICATED,
        "the identity token of %s was not exchanged: %s/oidc/token answered %d%s; %s"
            .formatted(
                identity.file().path(),
                baseUrl,
                status,
                safe.isEmpty() ? "" : " (" + safe.substring(0, Math.min(300, safe.length())) + ")",
                status == 404 || status < 400
                    ? "does this server support identity tokens?"
                    : "is it current, and meant for this server?"));
  }

  /** The texts and numbers of a JSON object; none if it isn't one. */
  private static Map<String, String> members(Buffer body) {
    Map<String, String> members = new HashMap<>();
    try (JsonParser parser = Json.factory().createParser(body.inputStream())) {
      if (parser.nextToken() == JsonToken.START_OBJECT) {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
          String name = parser.currentName();
          JsonToken value = parser.nextToken();
          if (value == JsonToken.VALUE_STRING || (value != null && value.isNumeric())) {
            members.put(name, parser.getText());
          }
          parser.skipChildren();
        }
      }
    } catch (IOException e) {
      // A web page, or cut off: nothing was said that can be used.
      return Map.of();
    }
    return members;
  }
}
