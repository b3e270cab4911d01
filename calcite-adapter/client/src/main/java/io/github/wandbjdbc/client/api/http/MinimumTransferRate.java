package io.github.wandbjdbc.client.api.http;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import okhttp3.Interceptor;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.ForwardingSource;
import okio.Okio;
import okio.Source;

/**
 * Gives an answer up that drips. A large file takes its time, so that there is no bound on the
 * whole; but in each period some of it has to come.
 */
final class MinimumTransferRate implements Interceptor {
  private static final long BYTES_PER_PERIOD = 16 << 10;

  private final Duration period;
  private final Timing timing;

  /**
   * Wants 16 kB in each {@code period}, which begins with the answer's first byte; nothing if the
   * period is zero, which means that there is no bound.
   */
  MinimumTransferRate(Duration period, Timing timing) {
    this.period = period;
    this.timing = timing;
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    Response response = chain.proceed(chain.request());
    if (period.isZero()) {
      return response;
    }
    ResponseBody body = response.body();
    return response
        .newBuilder()
        .body(
            ResponseBody.create(
                Okio.buffer(new Paced(body.source())), body.contentType(), body.contentLength()))
        .build();
  }

  private final class Paced extends ForwardingSource {
    private long begin = timing.nanoTime();
    private long bytes;

    Paced(Source source) {
      super(source);
    }

    @Override
    public long read(Buffer sink, long byteCount) throws IOException {
      long read = super.read(sink, byteCount);
      bytes += Math.max(0, read);
      long now = timing.nanoTime();
      if (read >= 0 && now - begin > period.toNanos()) {
        if (bytes < BYTES_PER_PERIOD) {
          throw new SocketTimeoutException("%d bytes in %s".formatted(bytes, period));
        }
        begin = now;
        bytes = 0;
      }
      return read;
    }
  }
}
