package io.github.wandbjdbc.client.api.configuration;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * Where the API is, without a trailing slash. Only requests below it carry the credential.
 *
 * <p>The rules are the official client's: a host under {@code wandb.ai} must be the API's own and
 * spoken to over https; other hosts are free.
 */
public record BaseUrl(URI uri) {

  /** The public service. Made without OkHttp, which local files don't need. */
  public static final BaseUrl PUBLIC = new BaseUrl(URI.create("https://api.wandb.ai"));

  /**
   * The base URL that {@code text} names.
   *
   * @throws IllegalArgumentException if it isn't one; the message doesn't repeat user information
   */
  public static BaseUrl of(String text) {
    URI uri = parse(text.strip());
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    if (!scheme.equals("https") && !scheme.equals("http")) {
      throw new IllegalArgumentException("a base URL begins with https:// or http://");
    }
    if (uri.getRawUserInfo() != null) {
      throw new IllegalArgumentException("a base URL must not contain a user or password");
    }
    if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
      throw new IllegalArgumentException("a base URL must not contain '?' or '#'");
    }
    HttpUrl http = HttpUrl.parse(uri.toString());
    if (uri.getHost() == null || http == null) {
      throw new IllegalArgumentException("a base URL names a host");
    }
    String host = http.host();
    boolean isPublic = host.equals("wandb.ai") || host.endsWith(".wandb.ai");
    if (isPublic && !host.contains("api.")) {
      throw new IllegalArgumentException(
          host + " is the web app: the API is at https://api.wandb.ai");
    }
    if (isPublic && !scheme.equals("https")) {
      throw new IllegalArgumentException(host + " can only be used with https");
    }
    return new BaseUrl(URI.create(withoutSlashes(http.toString())));
  }

  /** The one address that everything is asked at. */
  public HttpUrl graphql() {
    return HttpUrl.get(uri + "/graphql");
  }

  /** The same address with another scheme; null if it has that already, or may not have it. */
  public @Nullable String with(String scheme) {
    String own = uri.getScheme();
    if (own.equals(scheme)) {
      return null;
    }
    try {
      return of(scheme + uri.toString().substring(own.length())).toString();
    } catch (IllegalArgumentException e) {
      // The public service speaks https only.
      return null;
    }
  }

  /** The name of this host in a netrc file: with its port, if that is not the scheme's own. */
  String machine() {
    return uri.getPort() < 0 ? uri.getHost() : uri.getHost() + ":" + uri.getPort();
  }

  /** The web app that belongs to this API. */
  public String appUrl() {
    String text = uri.toString();
    if (text.equals("https://api.wandb.ai")) {
      return "https://wandb.ai";
    }
    return text.startsWith("https://api.") ? text.replaceFirst("api\\.", "app.") : text;
  }

  /** {@code url} without the slashes at its end. */
  public static String withoutSlashes(String url) {
    int end = url.length();
    while (end > 0 && url.charAt(end - 1) == '/') {
      end--;
    }
    return url.substring(0, end);
  }

  /** One part of a path, percent-encoded. */
  public static String encode(String part) {
    return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
  }

  @Override
  public String toString() {
    return uri.toString();
  }

  private static URI parse(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      // Not as the cause: its message repeats the text, which may hold a password.
      throw new IllegalArgumentException("the base URL is not a URL: " + e.getReason());
    }
  }
}
