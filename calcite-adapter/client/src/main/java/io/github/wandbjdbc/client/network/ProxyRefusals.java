package io.github.wandbjdbc.client.network;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** Says of a failure that it is the proxy's, where it is: nobody else was asked yet. */
final class ProxyRefusals implements Interceptor {
  /** From OkHttp, which keeps the status in its text alone. */
  private static final Pattern CONNECT = Pattern.compile("code for CONNECT: (\\d+)");

  private final Proxies proxies;

  ProxyRefusals(Proxies proxies) {
    this.proxies = proxies;
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    String proxy = proxies.nameFor(chain.request().url());
    if (proxy == null) {
      return chain.proceed(chain.request());
    }
    Response response;
    try {
      response = chain.proceed(chain.request());
    } catch (ProxyFailure e) {
      throw e;
    } catch (IOException e) {
      String host = chain.request().url().host();
      ProxyFailure failure = failure(e, proxy, host);
      if (failure == null) {
        throw e;
      }
      failure.initCause(e);
      throw failure;
    }
    if (isPageOfProxy(response)) {
      int status = response.code();
      response.close();
      throw new ProxyFailure(
          "the proxy %s, or what stands behind it, answered %d with a web page"
              .formatted(proxy, status),
          true);
    }
    return response;
  }

  private static @Nullable ProxyFailure failure(IOException e, String proxy, String host) {
    Matcher refusal = CONNECT.matcher(String.valueOf(e.getMessage()));
    if (refusal.find()) {
      int status = Integer.parseInt(refusal.group(1));
      return new ProxyFailure(
          "the proxy %s answered %d to the wish to connect to %s%s"
              .formatted(proxy, status, host, status == 403 ? ", which it forbids" : ""),
          status < 500 && status != 408 && status != 429);
    }
    if (e instanceof UnknownHostException) {
      return new ProxyFailure("there is no such host as that of the proxy " + proxy, false);
    }
    boolean isUnreached =
        e instanceof ConnectException
            || e instanceof NoRouteToHostException
            || (e instanceof SocketTimeoutException
                && String.valueOf(e.getMessage())
                    .toLowerCase(java.util.Locale.ROOT)
                    .contains("connect"));
    return isUnreached ? new ProxyFailure("no connection to the proxy " + proxy, false) : null;
  }

  /** Over http the proxy answers in the server's place, but unlike the API it does so in HTML. */
  private static boolean isPageOfProxy(Response response) {
    MediaType type = response.body().contentType();
    return !response.request().url().isHttps()
        && response.code() >= 400
        && response.code() < 500
        && response.code() != 429
        && type != null
        && type.subtype().equalsIgnoreCase("html");
  }
}
