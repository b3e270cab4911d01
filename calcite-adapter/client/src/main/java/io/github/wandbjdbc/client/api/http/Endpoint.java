package io.github.wandbjdbc.client.api.http;

import io.github.wandbjdbc.client.api.bundles.Bundle;
import io.github.wandbjdbc.client.api.bundles.Recording;
import io.github.wandbjdbc.client.api.bundles.Replay;
import io.github.wandbjdbc.client.api.configuration.ApiOptions;
import io.github.wandbjdbc.client.api.configuration.Credential;
import io.github.wandbjdbc.client.api.discovery.ServerCapabilities;
import io.github.wandbjdbc.client.network.Certificates;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * The state that all clients in this JVM with the same base URL, credential and network share:
 * connections, and discoveries about the server. The limit of concurrent requests they share with
 * those of other networks, too.
 *
 * <p>Lives as long as one of them does. It is known by the credential's fingerprint: nothing here
 * holds the key. Only daemon threads of OkHttp's work for it.
 */
public final class Endpoint {
  private static final Map<Key, Endpoint> OPEN = new HashMap<>();
  private static final int MAX_IDLE_CONNECTIONS = 8;

  /** The server names them; those that were used last are remembered. */
  private static final int MAX_STORAGE_HOSTS = 32;

  private final Key key;
  private final OkHttpClient http;
  private final OkHttpClient storageHttp;
  private final SharedQuota quota;
  private final ReentrantLock exchange = new ReentrantLock();
  private final ServerCapabilities server = new ServerCapabilities();
  private final Map<String, ConcurrencyLimit> storageLimits = new LinkedHashMap<>(16, 0.75f, true);
  private int users;
  private boolean hasAnswered;
  private @Nullable AddressKind apiKind;

  private Endpoint(Key key, Certificates certificates) {
    this.key = key;
    this.quota = SharedQuota.of(key.baseUrl(), key.credential());
    // The API answers where it is asked; whoever redirects would see what we send.
    this.http = client(certificates);
    // Each address is looked at before it is asked.
    this.storageHttp = client(certificates);
  }

  private static OkHttpClient client(Certificates certificates) {
    OkHttpClient.Builder builder =
        new OkHttpClient.Builder()
            .connectionPool(new ConnectionPool(MAX_IDLE_CONNECTIONS, 1, TimeUnit.MINUTES))
            .followRedirects(false)
            .followSslRedirects(false);
    certificates.applyTo(builder);
    return builder.build();
  }

  /**
   * Tells endpoints apart.
   *
   * @param bundle whose exchanges are kept, or come from there, shares nothing
   */
  private record Key(String baseUrl, String credential, String network, @Nullable Bundle bundle) {}

  /** The endpoint of {@code options}, which one more client uses from now until it leaves. */
  public static Endpoint join(ApiOptions options) {
    return join(options, null);
  }

  /**
   * The same.
   *
   * @param bundle where exchanges are kept, or come from; null for neither
   */
  public static Endpoint join(ApiOptions options, @Nullable Bundle bundle) {
    Credential credential = options.credential();
    Key key =
        new Key(
            options.baseUrl().toString(),
            credential == null ? "" : credential.fingerprint(),
            options.network().fingerprint(),
            bundle);
    synchronized (OPEN) {
      Endpoint endpoint =
          OPEN.computeIfAbsent(
              key, absent -> new Endpoint(absent, options.network().certificates()));
      endpoint.users++;
      endpoint.quota.join(options.ownConcurrentRequests());
      return endpoint;
    }
  }

  /** One client less; the last one closes the connections. */
  public void leave(ApiOptions options) {
    synchronized (OPEN) {
      quota.leave(options.ownConcurrentRequests());
      users--;
      if (users == 0) {
        OPEN.remove(key);
        http.connectionPool().evictAll();
        storageHttp.connectionPool().evictAll();
      }
    }
  }

  /** How many endpoints are open in this JVM. */
  public static int count() {
    synchronized (OPEN) {
      return OPEN.size();
    }
  }

  /** Where its exchanges are kept; null if they aren't. */
  public @Nullable Recording recording() {
    return key.bundle() instanceof Recording recording ? recording : null;
  }

  /** Where its answers come from; null if it is the server. */
  public @Nullable Replay replay() {
    return key.bundle() instanceof Replay replay ? replay : null;
  }

  public OkHttpClient http() {
    return http;
  }

  /** The client for exported files, which has nothing in common with the one that has the key. */
  OkHttpClient storageHttp() {
    return storageHttp;
  }

  public ConcurrencyLimit limit() {
    return quota.limit();
  }

  /**
   * The limit of requests to a storage host: whoever waits for a slow one has the API and other
   * hosts wait for nothing.
   */
  synchronized ConcurrencyLimit storageLimit(String host) {
    if (storageLimits.size() >= MAX_STORAGE_HOSTS && !storageLimits.containsKey(host)) {
      storageLimits.remove(storageLimits.keySet().iterator().next());
    }
    return storageLimits.computeIfAbsent(host, unknown -> limit().apart());
  }

  /** Whoever exchanges an identity token for an access token holds it, so that one does for all. */
  ReentrantLock exchange() {
    return exchange;
  }

  /** The discoveries about the server. */
  public ServerCapabilities server() {
    return server;
  }

  /** Whether the server was ever heard of. */
  synchronized boolean hasAnswered() {
    return hasAnswered;
  }

  synchronized void answered() {
    hasAnswered = true;
  }

  /**
   * The kind of address that the API was reached at; empty if it wasn't, or only by a proxy. Once
   * it was at a public one, it stays public: whoever has several addresses doesn't lead from one to
   * the other's neighbours.
   */
  synchronized Optional<AddressKind> apiKind() {
    return Optional.ofNullable(apiKind);
  }

  synchronized void reachedApiAt(AddressKind kind) {
    if (apiKind == null || kind.compareTo(apiKind) > 0) {
      apiKind = kind;
    }
  }

  /** How long to wait before the next request, since the quota is used up. */
  public Duration quiet(long nanoTime) {
    return quota.quiet(nanoTime);
  }

  /** Nothing is sent before {@code nanoTime}, whatever was said before {@code now}. */
  public void quietUntil(long nanoTime, long now) {
    quota.quietUntil(nanoTime, now);
  }

  /** The quota isn't used up, says the answer to a request that was sent at {@code sentAt}. */
  void quotaIsLeft(long sentAt) {
    quota.isLeft(sentAt);
  }
}
