package io.github.wandbjdbc.client.api;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import okhttp3.MediaType;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.BufferedSource;
import okio.ForwardingSource;
import okio.Okio;
import org.jspecify.annotations.Nullable;

/**
 * A body that may be long, so that no time is set for its whole, but has to come at some speed: one
 * that drips would hold up its statement for ever.
 */
final class SteadyBody extends ResponseBody {
  private static final double MIN_BYTES_PER_SECOND = 16 << 10;

  private final ResponseBody body;
  private final BufferedSource source;

  /**
   * The bytes of {@code body}.
   *
   * @param patience for how long any speed will do
   */
  SteadyBody(ResponseBody body, Duration patience, Timing timing) {
    this.body = body;
    this.source =
        Okio.buffer(
            new ForwardingSource(body.source()) {
              private final long start = timing.nanoTime();
              private long bytes;

              @Override
              public long read(Buffer sink, long byteCount) throws IOException {
                long more = super.read(sink, byteCount);
                bytes += Math.max(0, more);
                long nanos = timing.nanoTime() - start;
                if (nanos > patience.toNanos() && bytes < nanos / 1e9 * MIN_BYTES_PER_SECOND) {
                  throw new InterruptedIOException(
                      "%d bytes in %d seconds are too slow"
                          .formatted(bytes, nanos / 1_000_000_000));
                }
                return more;
              }
            });
  }

  @Override
  public @Nullable MediaType contentType() {
    return body.contentType();
  }

  @Override
  public long contentLength() {
    return body.contentLength();
  }

  @Override
  public BufferedSource source() {
    return source;
  }
}
