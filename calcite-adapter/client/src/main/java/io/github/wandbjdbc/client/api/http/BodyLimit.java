package io.github.wandbjdbc.client.api.http;

import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.BufferedSource;

/**
 * Reads the whole answer, so that one that breaks off is a failed attempt like any other, and gives
 * up when it grows too large. It counts what gzip has unpacked.
 */
public final class BodyLimit implements Interceptor {
  private static final long CHUNK = 64 << 10;

  private final long maxBytes;

  BodyLimit(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    Response response = chain.proceed(chain.request());
    try (ResponseBody body = response.body()) {
      Buffer whole = new Buffer();
      BufferedSource source = body.source();
      while (source.read(whole, CHUNK) >= 0) {
        if (whole.size() > maxBytes) {
          throw new TooLarge(maxBytes);
        }
      }
      return response
          .newBuilder()
          .body(ResponseBody.create(whole, body.contentType(), whole.size()))
          .build();
    }
  }

  /** The answer is larger than we take. */
  public static final class TooLarge extends IOException {
    private static final long serialVersionUID = 1L;

    public TooLarge(long maxBytes) {
      super("the answer is larger than %d MB".formatted(maxBytes >> 20));
    }
  }
}
