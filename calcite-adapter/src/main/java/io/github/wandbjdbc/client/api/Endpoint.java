package io.github.wandbjdbc.client.api;

import io.github.wandbjdbc.client.RunField;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * What all clients in this JVM with the same base URL and credential share: connections, the limit
 * of concurrent requests, and what was learnt about the server.
 *
 * <p>Lives as long as one of them does. It is known by the credential's fingerprint: nothing here
 * holds the key. Only daemon threads of OkHttp's work for it.
 */
final class Endpoint {
  private static final Map<Key, Endpoint> OPEN = new HashMap<>();
  private static final int MAX_IDLE_CONNECTIONS = 8;
  private static final int MAX_REFUSED_FILTERS = 1000;

  private final Key key;
  private final OkHttpClient http;
  private final OkHttpClient storageHttp;
  private final ConcurrencyLimit limit = new ConcurrencyLimit();
  private final ServerFindings findings = new ServerFindings();
  private final SampleEnd sampleEnd = new SampleEnd(findings);
  private final Set<RunField> refusedFields = EnumSet.noneOf(RunField.class);
  private final Set<String> refusedFilters = new HashSet<>();
  private final Map<Document, Set<String>> unknown = new EnumMap<>(Document.class);
  private int users;
  private boolean hasAnswered;
  private @Nullable Long quietUntil;

  private Endpoint(Key key) {
    this.key = key;
    this.http =
        new OkHttpClient.Builder()
            .connectionPool(new ConnectionPool(MAX_IDLE_CONNECTIONS, 1, TimeUnit.MINUTES))
            // The API answers where it is asked; whoever redirects would see what we send.
            .followRedirects(false)
            .followSslRedirects(false)
            .build();
    this.storageHttp =
        new OkHttpClient.Builder()
            .connectionPool(new ConnectionPool(MAX_IDLE_CONNECTIONS, 1, TimeUnit.MINUTES))
            // Each address is looked at before it is asked.
            .followRedirects(false)
            .followSslRedirects(false)
            .build();
  }

  private record Key(String baseUrl, String credential) {}

  /** The endpoint of {@code options}, which one more client uses from now until it leaves. */
  static Endpoint join(ApiOptions options) {
    Credential credential = options.credential();
    Key key =
        new Key(options.baseUrl().toString(), credential == null ? "" : credential.fingerprint());
    synchronized (OPEN) {
      Endpoint endpoint = OPEN.computeIfAbsent(key, Endpoint::new);
      endpoint.users++;
      endpoint.limit.join(options.ownConcurrentRequests());
      return endpoint;
    }
  }

  /** One client less; the last one closes the connections. */
  void leave(ApiOptions options) {
    synchronized (OPEN) {
      limit.leave(options.ownConcurrentRequests());
      users--;
      if (users == 0) {
        OPEN.remove(key);
        http.connectionPool().evictAll();
        storageHttp.connectionPool().evictAll();
      }
    }
  }

  /** How many endpoints are open in this JVM. */
  static int count() {
    synchronized (OPEN) {
      return OPEN.size();
    }
  }

  OkHttpClient http() {
    return http;
  }

  /** The client for exported files, which has nothing in common with the one that has the key. */
  OkHttpClient storageHttp() {
    return storageHttp;
  }

  ConcurrencyLimit limit() {
    return limit;
  }

  /** What was found out about the server. */
  ServerFindings findings() {
    return findings;
  }

  /** Whether samples hold the last step of their window. */
  SampleEnd sampleEnd() {
    return sampleEnd;
  }

  /** The fields of a run that this server doesn't know. */
  synchronized Set<RunField> refusedFields() {
    return refusedFields.isEmpty() ? Set.of() : EnumSet.copyOf(refusedFields);
  }

  synchronized void refuse(RunField field) {
    refusedFields.add(field);
  }

  /** The fields and arguments of {@code document} that this server doesn't know. */
  synchronized Set<String> unknownTo(Document document) {
    return Set.copyOf(unknown.getOrDefault(document, Set.of()));
  }

  synchronized void notKnown(Document document, String name) {
    unknown.computeIfAbsent(document, any -> new HashSet<>()).add(name);
  }

  /** Whether the server was seen to refuse filters of {@code shape}. */
  synchronized boolean refusesFilter(String shape) {
    return refusedFilters.contains(shape);
  }

  synchronized void refuseFilter(String shape) {
    if (refusedFilters.size() < MAX_REFUSED_FILTERS) {
      refusedFilters.add(shape);
    }
  }

  /** Whether the server was ever heard of. */
  synchronized boolean hasAnswered() {
    return hasAnswered;
  }

  synchronized void answered() {
    hasAnswered = true;
  }

  /** How long to wait before the next request, since the quota is used up. */
  synchronized Duration quiet(long nanoTime) {
    if (quietUntil == null || quietUntil - nanoTime <= 0) {
      quietUntil = null;
      return Duration.ZERO;
    }
    return Duration.ofNanos(quietUntil - nanoTime);
  }

  /** Nothing is sent before {@code nanoTime}. */
  synchronized void quietUntil(long nanoTime) {
    if (quietUntil == null || quietUntil - nanoTime < 0) {
      quietUntil = nanoTime;
    }
  }
}
