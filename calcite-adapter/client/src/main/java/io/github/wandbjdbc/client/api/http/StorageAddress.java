package io.github.wandbjdbc.client.api.http;

import io.github.wandbjdbc.client.api.configuration.BaseUrl;
import io.github.wandbjdbc.client.network.Proxies;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import okhttp3.Dns;
import okhttp3.HttpUrl;

/**
 * Where exported files may be fetched from. The server names the address, so it must not lead into
 * the user's own network, unless the API is there itself.
 */
final class StorageAddress implements Dns {
  private static final System.Logger LOGGER = System.getLogger("wandb.requests");

  private final BaseUrl baseUrl;
  private final boolean allowPrivate;
  private final Proxies proxies;

  StorageAddress(BaseUrl baseUrl, boolean allowPrivate, Proxies proxies) {
    this.baseUrl = baseUrl;
    this.allowPrivate = allowPrivate;
    this.proxies = proxies;
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
    List<InetAddress> addresses = Dns.SYSTEM.lookup(host);
    if (!allowPrivate
        && addresses.stream().anyMatch(StorageAddress::isPrivate)
        && !isApiPrivate()) {
      throw new RefusedException(
          "an exported file is at a private address; allowPrivateStorage=true permits that");
    }
    return addresses;
  }

  private boolean isApiPrivate() throws UnknownHostException {
    String host = baseUrl.graphql().host();
    try {
      return Dns.SYSTEM.lookup(host).stream().anyMatch(StorageAddress::isPrivate);
    } catch (UnknownHostException e) {
      if (isBehindProxy(baseUrl.graphql())) {
        return false;
      }
      throw e;
    }
  }

  /** Whether only this machine, or this network, can reach {@code address}. */
  static boolean isPrivate(InetAddress address) {
    byte[] bytes = address.getAddress();
    boolean isUniqueLocal = address instanceof Inet6Address && (bytes[0] & 0xFE) == 0xFC;
    boolean isShared = bytes.length == 4 && bytes[0] == 100 && (bytes[1] & 0xC0) == 64;
    boolean isThisNetwork = bytes.length == 4 && bytes[0] == 0;
    return address.isLoopbackAddress()
        || address.isAnyLocalAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isMulticastAddress()
        || isUniqueLocal
        || isShared
        || isThisNetwork;
  }

  /** An address that isn't asked. */
  static final class RefusedException extends UnknownHostException {
    private static final long serialVersionUID = 1L;

    RefusedException(String message) {
      super(message);
    }
  }
}
