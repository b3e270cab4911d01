package io.github.wandbjdbc.client.api.http;

import io.github.wandbjdbc.client.api.configuration.BaseUrl;
import io.github.wandbjdbc.client.api.configuration.Credential;
import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;

/** Sends requests that say who asks. */
@FunctionalInterface
interface Sender {

  /** Adds {@code credential} to requests to {@code baseUrl}, of which {@code endpoint} knows. */
  static Sender of(Credential credential, BaseUrl baseUrl, Endpoint endpoint, Timing timing) {
    return credential.<Sender>match(
        key ->
            (chain, request) ->
                chain.proceed(request.newBuilder().header("Authorization", key.header()).build()),
        identity -> new TokenExchange(identity, baseUrl, endpoint.exchange(), timing));
  }

  /** The answer to {@code request}, to which a credential was added. */
  Response send(Interceptor.Chain chain, Request request) throws IOException;
}
