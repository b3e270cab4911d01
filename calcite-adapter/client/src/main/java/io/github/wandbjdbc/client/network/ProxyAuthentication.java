package io.github.wandbjdbc.client.network;

import java.io.IOException;
import java.net.Proxy;
import java.util.stream.Collectors;
import okhttp3.Authenticator;
import okhttp3.Challenge;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.Route;
import org.jspecify.annotations.Nullable;

/**
 * Tells a proxy who asks, and no other: the user and password that stand beside it, or those of the
 * JVM's {@link java.net.Authenticator} for the JVM's own proxies.
 *
 * @param proxies which proxies there are
 */
record ProxyAuthentication(Proxies proxies) implements Authenticator {
  private static final String HEADER = "Proxy-Authorization";

  /** How OkHttp asks for what may be told before the proxy wants to know. */
  private static final String UNASKED = "OkHttp-Preemptive";

  @Override
  public @Nullable Request authenticate(@Nullable Route route, Response response)
      throws IOException {
    Request request = response.request();
    boolean isUnasked =
        response.challenges().stream().anyMatch(it -> it.scheme().equalsIgnoreCase(UNASKED));
    ProxyServer server = route == null ? null : server(route.proxy());
    String name = route == null ? "" : Proxies.name(route.proxy());
    if (request.header(HEADER) != null) {
      throw new ProxyFailure(
          "the proxy %s refused the user or the password (407)".formatted(name), true);
    }
    String schemes =
        response.challenges().stream().map(Challenge::scheme).collect(Collectors.joining(", "));
    boolean isBasic =
        response.challenges().stream().anyMatch(it -> it.scheme().equalsIgnoreCase("Basic"));
    if (server != null && server.authorization() != null && (isUnasked || isBasic)) {
      return request.newBuilder().header(HEADER, server.authorization()).build();
    }
    if (isUnasked) {
      return null;
    }
    Request answered =
        server == null ? Authenticator.JAVA_NET_AUTHENTICATOR.authenticate(route, response) : null;
    if (answered != null) {
      return answered;
    }
    throw new ProxyFailure(
        isBasic
            ? "the proxy %s wants a user and a password (407): http://user:password@%s names"
                + " them".formatted(name, name)
            : "the proxy %s wants to be told who asks by %s (407), but can be told by Basic"
                + " alone"
                    .formatted(name, schemes.isEmpty() ? "means that it doesn't name" : schemes),
        true);
  }

  /** The proxy of ours that {@code proxy} is, or null if it is the JVM's. */
  private @Nullable ProxyServer server(Proxy proxy) {
    for (String scheme : new String[] {"https", "http"}) {
      ProxyServer server = proxies.serverFor(scheme);
      if (server != null && server.toProxy().equals(proxy)) {
        return server;
      }
    }
    return null;
  }
}
