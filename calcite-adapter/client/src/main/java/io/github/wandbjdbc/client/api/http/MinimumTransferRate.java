package io.github.wandbjdbc.client.api.http;

import io.github.wandbjdbc.client.lifetime.SoftDeadline;
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
 * whole, but in each period some of it has to come; a range, whose length is known, has a deadline.
 */
final class MinimumTransferRate implements Interceptor {
  private static final long BYTES_PER_PERIOD = 16 << 10;

  private static final int PARTIAL = 206;
  private static final Duration LONGEST_GRACE = Duration.ofSeconds(20);
  private static final long BYTES_PER_SECOND = 16 << 10;

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
                Okio.buffer(new Paced(body.source(), deadline(response))),
                body.contentType(),
                body.contentLength()))
        .build();
  }

  /** How long a range may take in all; as good as for ever for what isn't one. */
  private Duration deadline(Response response) {
    long length = response.body().contentLength();
    if (response.code() != PARTIAL || length < 0) {
      return SoftDeadline.ENDLESS;
    }
    Duration grace = period.compareTo(LONGEST_GRACE) < 0 ? period : LONGEST_GRACE;
    return grace.plusSeconds(length / BYTES_PER_SECOND);
  }

  private final class Paced extends ForwardingSource {
    private final long start = timing.nanoTime();
    private final Duration deadline;
    private long begin = start;
    private long bytes;

    Paced(Source source, Duration deadline) {
      super(source);
      this.deadline = deadline;
    }

    @Override
    public long read(Buffer sink, long byteCount) throws IOException {
      long read = super.read(sink, byteCount);
      bytes += Math.max(0, read);
      long now = timing.nanoTime();
      if (read >= 0 && now - start > deadline.toNanos()) {
        throw new SocketTimeoutException("a range that takes longer than " + deadline);
      }
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
