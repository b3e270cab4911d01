package io.github.wandbjdbc.client.api.http;

import io.github.wandbjdbc.client.api.configuration.BaseUrl;
import java.io.IOException;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;

/** Adds the credential to requests below the base URL, and to no others. */
final class Authorization implements Interceptor {
  private final HttpUrl base;
  private final Sender sender;

  Authorization(BaseUrl baseUrl, Sender sender) {
    this.base = HttpUrl.get(baseUrl.uri());
    this.sender = sender;
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    Request request = chain.request();
    return isBelowBase(request.url()) ? sender.send(chain, request) : chain.proceed(request);
  }

  private boolean isBelowBase(HttpUrl url) {
    String path = base.encodedPath().endsWith("/") ? base.encodedPath() : base.encodedPath() + "/";
    return url.scheme().equals(base.scheme())
        && url.host().equals(base.host())
        && url.port() == base.port()
        && url.encodedPath().startsWith(path);
  }
}
