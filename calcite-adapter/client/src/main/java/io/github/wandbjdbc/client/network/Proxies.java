package io.github.wandbjdbc.client.network;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * Which requests go through which proxy.
 *
 * @param https the rule for addresses of https, null to do as the JVM's settings say
 * @param http the rule for addresses of http, null to do as the JVM's settings say
 */
public record Proxies(@Nullable Rule https, @Nullable Rule http) {
  /** As the JVM's settings say: {@code https.proxyHost} and its kin, or its proxy selector. */
  public static final Proxies OF_THE_JVM = new Proxies(null, null);

  /**
   * A proxy, and the hosts that are asked without it.
   *
   * @param server the proxy
   * @param direct those that are asked without
   */
  public record Rule(ProxyServer server, DirectHosts direct) {}

  /** All requests go through {@code server}. */
  public static Proxies always(ProxyServer server) {
    Rule rule = rule(server);
    return new Proxies(rule, rule);
  }

  /** The rule that all goes through {@code server}. */
  public static Rule rule(ProxyServer server) {
    return new Rule(server, DirectHosts.NONE);
  }

  /** Whether a proxy stands between us and {@code url}, which then nobody here looks up. */
  public boolean isBehindProxy(HttpUrl url) {
    return first(url.uri()).type() != Proxy.Type.DIRECT;
  }

  /** The proxy that is asked for {@code url} as a person knows it, or null if there is none. */
  @Nullable String nameFor(HttpUrl url) {
    Proxy proxy = first(url.uri());
    if (proxy.type() == Proxy.Type.DIRECT) {
      return null;
    }
    return name(proxy);
  }

  /** {@code host:port} of {@code proxy}. */
  static String name(Proxy proxy) {
    return proxy.address() instanceof InetSocketAddress address
        ? new ProxyServer(proxy.type(), address.getHostString(), address.getPort(), null).toString()
        : proxy.toString();
  }

  /** Has {@code builder} ask as this says. */
  void applyTo(OkHttpClient.Builder builder) {
    builder
        .proxySelector(new Selector(this))
        .proxyAuthenticator(new ProxyAuthentication(this))
        .addInterceptor(new ProxyRefusals(this));
  }

  private Proxy first(URI uri) {
    return select(uri).get(0);
  }

  /** The rule's proxy, whether or not it is meant for the host. */
  @Nullable ProxyServer serverFor(String scheme) {
    Rule rule = scheme.equals("https") ? https : http;
    return rule == null ? null : rule.server();
  }

  private List<Proxy> select(URI uri) {
    String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    Rule rule = scheme.equals("https") ? https : http;
    if (rule == null) {
      return ofTheJvm(uri);
    }
    String host = String.valueOf(uri.getHost()).replaceAll("[\\[\\]]", "");
    int port = uri.getPort() < 0 ? HttpUrl.defaultPort(scheme) : uri.getPort();
    return List.of(rule.direct().contains(host, port) ? Proxy.NO_PROXY : rule.server().toProxy());
  }

  /** Whoever goes through a proxy goes through one whatever happens: no fallback to none. */
  private static List<Proxy> ofTheJvm(URI uri) {
    ProxySelector selector = ProxySelector.getDefault();
    List<Proxy> all = selector == null ? List.of() : selector.select(uri);
    if (all == null || all.isEmpty() || all.get(0).type() == Proxy.Type.DIRECT) {
      return List.of(Proxy.NO_PROXY);
    }
    return all.stream().filter(proxy -> proxy.type() != Proxy.Type.DIRECT).toList();
  }

  /** For OkHttp, which shares connections among clients whose selectors are equal. */
  private static final class Selector extends ProxySelector {
    private final Proxies proxies;

    Selector(Proxies proxies) {
      this.proxies = proxies;
    }

    @Override
    public List<Proxy> select(URI uri) {
      return proxies.select(uri);
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException failure) {
      ProxySelector selector = ProxySelector.getDefault();
      if (selector != null && proxies.equals(OF_THE_JVM)) {
        selector.connectFailed(uri, address, failure);
      }
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Selector that && proxies.equals(that.proxies);
    }

    @Override
    public int hashCode() {
      return Objects.hashCode(proxies);
    }
  }
}
