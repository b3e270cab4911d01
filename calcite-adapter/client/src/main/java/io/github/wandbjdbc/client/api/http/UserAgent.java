package io.github.wandbjdbc.client.api.http;

import java.io.IOException;
import java.util.Objects;
import okhttp3.Interceptor;
import okhttp3.Response;

/** Says who asks. */
final class UserAgent implements Interceptor {
  private static final String NAME =
      "wandb-jdbc/"
          + Objects.requireNonNullElse(
              UserAgent.class.getPackage().getImplementationVersion(), "development");

  @Override
  public Response intercept(Chain chain) throws IOException {
    return chain.proceed(chain.request().newBuilder().header("User-Agent", NAME).build());
  }
}
