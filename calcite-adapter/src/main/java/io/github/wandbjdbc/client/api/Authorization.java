package io.github.wandbjdbc.client.api;

import java.io.IOException;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;

/** Adds the credential to requests below the base URL, and to no others. */
final class Authorization implements Interceptor {
  private final HttpUrl base;
  private final Credential credential;

  Authorization(BaseUrl baseUrl, Credential credential) {
    this.base = HttpUrl.get(baseUrl.uri());
    this.credential = credential;
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    Request request = chain.request();
    if (!isBelowBase(request.url())) {
      return chain.proceed(request);
    }
    return chain.proceed(request.newBuilder().header("Authorization", credential.header()).build());
  }

  private boolean isBelowBase(HttpUrl url) {
    String path = base.encodedPath().endsWith("/") ? base.encodedPath() : base.encodedPath() + "/";
    return url.scheme().equals(base.scheme())
        && url.host().equals(base.host())
        && url.port() == base.port()
        && url.encodedPath().startsWith(path);
  }
}
