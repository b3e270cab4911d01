package io.github.wandbjdbc.client.api.http;

import io.github.wandbjdbc.client.api.configuration.BaseUrl;
import okhttp3.HttpUrl;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Where an answer sends us, which is told and not followed: whoever redirects would see the
 * credential. Of the target only scheme, host and port are named; the rest may hold a session.
 */
final class Redirection {
  private static final String GRAPHQL = "/graphql";

  private final BaseUrl asked;
  private final @Nullable HttpUrl target;

  private Redirection(BaseUrl asked, @Nullable HttpUrl target) {
    this.asked = asked;
    this.target = target;
  }

  static Redirection of(Response response, BaseUrl asked) {
    String location = response.header("Location");
    return new Redirection(
        asked, location == null ? null : response.request().url().resolve(location));
  }

  /** The words for a message, to follow the status. */
  String words() {
    return target == null ? ", a redirect to nowhere" : ", a redirect to " + origin(target);
  }

  /** The hint to the user. */
  String hint() {
    if (target == null) {
      return "check the base URL";
    }
    BaseUrl api = api(target);
    if (api == null || api.equals(asked)) {
      return "a login page or a proxy seems to stand before the API; check the base URL";
    }
    boolean isSameHost = api.uri().getHost().equalsIgnoreCase(asked.uri().getHost());
    return (isSameHost ? "set baseUrl=" : "if that is your server, set baseUrl=") + api;
  }

  /** The base URL that the target belongs to, or null if it isn't the API's one address. */
  private static @Nullable BaseUrl api(HttpUrl target) {
    String path = BaseUrl.withoutSlashes(target.encodedPath());
    if (!path.endsWith(GRAPHQL)) {
      return null;
    }
    try {
      return BaseUrl.of(origin(target) + path.substring(0, path.length() - GRAPHQL.length()));
    } catch (IllegalArgumentException e) {
      // The web app, or another place that is none of the API's.
      return null;
    }
  }

  private static String origin(HttpUrl url) {
    HttpUrl bare =
        new HttpUrl.Builder().scheme(url.scheme()).host(url.host()).port(url.port()).build();
    return bare.toString().replaceFirst("/$", "");
  }
}
