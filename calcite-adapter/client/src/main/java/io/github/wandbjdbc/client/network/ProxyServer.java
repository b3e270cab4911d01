package io.github.wandbjdbc.client.network;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import okhttp3.Credentials;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * A proxy, and who may use it. No text shows the user or the password.
 *
 * @param type HTTP or SOCKS
 * @param host its name or address, which is looked up when it is needed
 * @param port 1 to 65 535
 * @param authorization the value of the header Proxy-Authorization, null if there is no user
 */
public record ProxyServer(Proxy.Type type, String host, int port, @Nullable String authorization) {
  private static final int SOCKS_PORT = 1080;

  /**
   * The proxy that {@code text} names: {@code http://user:password@host:port}, where all but the
   * host may be missing, or {@code socks5://host:port}.
   *
   * @param source who names it, for the message
   * @throws IllegalArgumentException if it names none; the message doesn't repeat it
   */
  public static ProxyServer of(String text, String source) {
    String stripped = text.strip();
    int end = stripped.indexOf("://");
    String scheme = end < 0 ? "http" : stripped.substring(0, end).toLowerCase(Locale.ROOT);
    boolean isSocks = scheme.equals("socks5") || scheme.equals("socks5h");
    if (scheme.equals("https")) {
      throw new IllegalArgumentException(
          source
              + " is an https:// proxy, but only http proxies are supported: write"
              + " http://host:port; requests to https addresses are encrypted all the way");
    }
    if (!scheme.equals("http") && !isSocks) {
      throw new IllegalArgumentException(source + " is not an http:// or socks5:// proxy");
    }
    // The parser knows no scheme of SOCKS.
    String place = end < 0 ? stripped : stripped.substring(end + 3);
    HttpUrl url = HttpUrl.parse((isSocks ? "https://" : "http://") + place);
    if (url == null) {
      throw new IllegalArgumentException(
          source
              + " is not a proxy address: write http://user:password@host:port, and"
              + " percent-encode special characters in user and password");
    }
    boolean hasUser = !url.username().isEmpty() || !url.password().isEmpty();
    if (isSocks) {
      if (hasUser) {
        throw new IllegalArgumentException(
            source + " has a user, which is not supported for socks5:// proxies");
      }
      int port = place.matches("(?s).*:\\d+/?") ? url.port() : SOCKS_PORT;
      return new ProxyServer(Proxy.Type.SOCKS, url.host(), port, null);
    }
    String authorization =
        hasUser ? Credentials.basic(url.username(), url.password(), StandardCharsets.UTF_8) : null;
    return new ProxyServer(Proxy.Type.HTTP, url.host(), url.port(), authorization);
  }

  /** {@code text} without user and password, as far as it is the name of a proxy. */
  public static String withoutUser(String text) {
    int scheme = text.indexOf("://");
    int begin = scheme < 0 ? 0 : scheme + 3;
    int at = text.lastIndexOf('@');
    return at < begin ? text : text.substring(0, begin) + text.substring(at + 1);
  }

  /** The same proxy for sockets, its name not looked up yet. */
  Proxy toProxy() {
    return new Proxy(type, InetSocketAddress.createUnresolved(host, port));
  }

  /** {@code host:port}. */
  @Override
  public String toString() {
    return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
  }
}
