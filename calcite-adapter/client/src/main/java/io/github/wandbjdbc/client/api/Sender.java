package io.github.wandbjdbc.client.api;

import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;

/** Sends requests that say who asks. */
@FunctionalInterface
interface Sender {

  /** The answer to {@code request}, to which a credential was added. */
  Response send(Interceptor.Chain chain, Request request) throws IOException;
}
