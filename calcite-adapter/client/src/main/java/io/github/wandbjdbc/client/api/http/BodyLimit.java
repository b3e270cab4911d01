package io.github.wandbjdbc.client.api.http;

import io.github.wandbjdbc.client.lifetime.ByteBudget;
import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.BufferedSource;

/**
 * Reads the whole answer, so that one that breaks off is a failed attempt like any other, and gives
 * up when it grows too large, by itself or together with those that others read. It counts what
 * gzip has unpacked.
 */
public final class BodyLimit implements Interceptor {
  private static final long CHUNK = 64 << 10;

  /** The values of an answer are about as large as it is. */
  private static final long WEIGHT = 2;

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
      ByteBudget.Lease lease = chain.request().tag(ByteBudget.Lease.class);
      for (long read = source.read(whole, CHUNK); read >= 0; read = source.read(whole, CHUNK)) {
        if (lease != null && !lease.take(WEIGHT * read)) {
          throw new Crowded();
        }
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

  /** There is no room for the answer beside others that are being read. */
  static final class Crowded extends IOException {
    private static final long serialVersionUID = 1L;

    Crowded() {
      super("too many large answers are being read at once");
    }
  }

  /** The answer is larger than we take. */
  public static final class TooLarge extends IOException {
    private static final long serialVersionUID = 1L;

    public TooLarge(long maxBytes) {
      this("the answer is larger than %d MB".formatted(maxBytes >> 20));
    }

    TooLarge(String message) {
      super(message);
    }
  }
}
