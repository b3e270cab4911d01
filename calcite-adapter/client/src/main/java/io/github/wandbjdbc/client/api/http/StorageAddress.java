package io.github.wandbjdbc.client.api.http;

import io.github.wandbjdbc.client.api.configuration.BaseUrl;
import io.github.wandbjdbc.client.network.Proxies;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.UnknownHostException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import okhttp3.Connection;
import okhttp3.Dns;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.Response;

/**
 * Where exported files may be fetched from. The server names the address, so it must not lead into
 * the user's own network, unless the API is there itself: at an address of the same kind, to which
 * we are really connected. A name that has several addresses proves nothing.
 */
final class StorageAddress implements Dns, Interceptor {
  private static final System.Logger LOGGER = System.getLogger("wandb.requests");

  private final BaseUrl baseUrl;
  private final boolean allowPrivate;
  private final Proxies proxies;
  private final Supplier<Optional<AddressKind>> apiKind;
  private final Dns dns;

  /**
   * The rule for files of the API at {@code baseUrl}.
   *
   * @param apiKind the kind of address that the API was reached at; empty if only a proxy knows
   * @param dns looks hosts up
   */
  StorageAddress(
      BaseUrl baseUrl,
      boolean allowPrivate,
      Proxies proxies,
      Supplier<Optional<AddressKind>> apiKind,
      Dns dns) {
    this.baseUrl = baseUrl;
    this.allowPrivate = allowPrivate;
    this.proxies = proxies;
    this.apiKind = apiKind;
    this.dns = dns;
  }

  /** The URL {@code text}, which may be asked. Messages don't repeat it: it is signed. */
  HttpUrl checked(String text) throws IOException {
    HttpUrl url = HttpUrl.parse(text);
    if (url == null) {
      throw new RefusedException("the address of an exported file is not a URL");
    }
    return checked(url);
  }

  /** The same URL, if it may be asked. */
  HttpUrl checked(HttpUrl url) throws IOException {
    if (!url.isHttps() && !"http".equals(baseUrl.graphql().scheme())) {
      throw new RefusedException("an exported file has an address without TLS");
    }
    if (!url.username().isEmpty() || !url.password().isEmpty()) {
      throw new RefusedException("the address of an exported file contains a user or password");
    }
    // Others are looked up below, which literal addresses aren't.
    if (url.host().indexOf(':') >= 0 || url.host().matches("[0-9.]+")) {
      lookup(url.host());
    } else if (isBehindProxy(url)) {
      checkName(url.host());
    }
    return url;
  }

  /** Whether a proxy looks up {@code url}, and we don't. */
  boolean isBehindProxy(HttpUrl url) {
    return proxies.isBehindProxy(url);
  }

  /** A name that is unknown here is one of the world outside, to which only the proxy leads. */
  private void checkName(String host) throws RefusedException {
    try {
      lookup(host);
    } catch (RefusedException e) {
      throw e;
    } catch (UnknownHostException e) {
      LOGGER.log(Level.DEBUG, "only the proxy can look up the host of an exported file");
    }
  }

  @Override
  public List<InetAddress> lookup(String host) throws UnknownHostException {
    List<InetAddress> addresses = dns.lookup(host);
    for (InetAddress address : addresses) {
      check(address);
    }
    return addresses;
  }

  /** Sends nothing over a connection to an address that isn't to be asked. */
  @Override
  public Response intercept(Chain chain) throws IOException {
    Connection connection = chain.connection();
    if (connection != null && connection.route().proxy().type() == Proxy.Type.DIRECT) {
      InetSocketAddress peer = connection.route().socketAddress();
      check(peer.getAddress());
    }
    return chain.proceed(chain.request());
  }

  private void check(InetAddress address) throws UnknownHostException {
    AddressKind kind = AddressKind.of(address);
    if (kind == AddressKind.LINK_LOCAL) {
      throw new RefusedException(
          "an exported file is at a link-local address, which is never asked");
    }
    if (kind != AddressKind.PUBLIC && !allowPrivate && kind != apiKind()) {
      throw new RefusedException(
          "an exported file is at a %s; allowPrivateStorage=true permits that"
              .formatted(
                  kind == AddressKind.LOOPBACK
                      ? "private address of this machine"
                      : "private address"));
    }
  }

  /** Behind a proxy it is judged by its name, as far as that is known here. */
  private AddressKind apiKind() throws UnknownHostException {
    Optional<AddressKind> reached = apiKind.get();
    if (reached.isPresent() || !isBehindProxy(baseUrl.graphql())) {
      return reached.orElse(AddressKind.PUBLIC);
    }
    try {
      return dns.lookup(baseUrl.graphql().host()).stream()
          .map(AddressKind::of)
          .max(Comparator.naturalOrder())
          .orElse(AddressKind.PUBLIC);
    } catch (UnknownHostException e) {
      return AddressKind.PUBLIC;
    }
  }

  /** An address that isn't asked. */
  static final class RefusedException extends UnknownHostException {
    private static final long serialVersionUID = 1L;

    RefusedException(String message) {
      super(message);
    }
  }
}
