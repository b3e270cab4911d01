package io.github.wandbjdbc.client.api.http;

import io.github.wandbjdbc.client.api.configuration.BaseUrl;
import io.github.wandbjdbc.client.network.ProxyFailure;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Why there was no answer, in the system's own words, and what to try.
 *
 * @param progress how far the attempt came
 * @param message names whom it is about
 * @param hint what to try, or null if there is nothing better than what the kind of failure says
 * @param isFinal whether trying again has no point
 */
record NetworkFailure(Progress progress, String message, @Nullable String hint, boolean isFinal) {
  private static final int MAX_THROWN = 20;

  /** How far an attempt comes, the furthest last. */
  enum Progress {
    NOWHERE,
    LOST_ON_THE_WAY,
    HOST_LOOKED_FOR,
    HOST_FOUND,
    CONNECTED,
    TLS_BEGUN
  }

  /**
   * Whom a call wanted to reach.
   *
   * @param name for messages
   * @param host its host, for messages
   * @param http its base URL if it spoke http, null if a hint at that has no point
   * @param https likewise
   */
  record Peer(String name, String host, @Nullable String http, @Nullable String https) {
    /** Its URLs are signed: not for messages. */
    static final Peer STORAGE = new Peer("the storage of exported files", "its host", null, null);

    /**
     * The API at {@code base}.
     *
     * @param isStranger whether it was never heard of: it may be that the scheme is wrong
     */
    static Peer api(BaseUrl base, boolean isStranger) {
      return new Peer(
          base.toString(),
          base.uri().getHost(),
          isStranger ? base.with("http") : null,
          isStranger ? base.with("https") : null);
    }
  }

  /**
   * The failure that {@code e}, with which a call ended, describes. A host may have several
   * addresses, each of which fails in its own way: the one counts that came furthest.
   *
   * @param limit how long the call might take in all
   */
  static NetworkFailure of(IOException e, ConnectWatch watch, Peer peer, Duration limit) {
    if (e instanceof ProxyFailure proxy) {
      String message = "%s was not reached: %s".formatted(peer.name(), proxy.getMessage());
      return new NetworkFailure(Progress.HOST_FOUND, message, "", proxy.isFinal());
    }
    FailureWords words = new FailureWords(peer, watch, limit);
    return thrown(e).stream()
        .map(words::failure)
        .max(Comparator.comparing(NetworkFailure::progress))
        .orElseThrow();
  }

  /** The exception and those of other addresses, which are suppressed in it. */
  private static List<Throwable> thrown(Throwable e) {
    List<Throwable> all = new ArrayList<>(List.of(e));
    for (int i = 0; i < all.size() && all.size() < MAX_THROWN; i++) {
      all.addAll(List.of(all.get(i).getSuppressed()));
    }
    return all;
  }

  /** Whether no connection came about. */
  boolean isWithoutConnection() {
    return progress != Progress.CONNECTED;
  }

  /** A time in seconds, with a fraction if it has one. */
  static String seconds(Duration time) {
    return time.toMillis() % 1000 == 0
        ? time.toSeconds() + " s"
        : String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
  }
}
