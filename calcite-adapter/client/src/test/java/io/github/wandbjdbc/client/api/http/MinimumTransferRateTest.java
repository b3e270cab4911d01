package io.github.wandbjdbc.client.api.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.wandbjdbc.client.CallScope;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.ForwardingSource;
import okio.Okio;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How slowly a storage may send. */
class MinimumTransferRateTest {
  private static final int LENGTH = 1 << 20;

  private final Clock clock = new Clock();

  @ParameterizedTest
  @CsvSource({"206,1500,false", "206,15000,true", "200,1500,true", "200,200,false"})
  void aRangeHasADeadlineAndAWholeFileAPace(int status, int bytesPerSecond, boolean isRead)
      throws IOException {
    if (isRead) {
      assertThat(read(status, bytesPerSecond)).isEqualTo(LENGTH);
    } else {
      assertThatThrownBy(() -> read(status, bytesPerSecond))
          .isInstanceOf(SocketTimeoutException.class);
    }
  }

  private long read(int status, int bytesPerSecond) throws IOException {
    OkHttpClient client =
        new OkHttpClient.Builder()
            .addInterceptor(new MinimumTransferRate(Duration.ofSeconds(60), clock))
            .addInterceptor(chain -> dripping(chain.request(), status, bytesPerSecond))
            .build();
    Request request = new Request.Builder().url("http://storage.test/").build();
    try (Response response = client.newCall(request).execute()) {
      return response.body().source().readAll(Okio.blackhole());
    }
  }

  private Response dripping(Request request, int status, int bytesPerSecond) {
    Buffer content = new Buffer().write(new byte[LENGTH]);
    ForwardingSource slow =
        new ForwardingSource(content) {
          @Override
          public long read(Buffer sink, long most) throws IOException {
            long read = super.read(sink, Math.min(most, bytesPerSecond));
            clock.nanos += Math.max(0, read) * Duration.ofSeconds(1).toNanos() / bytesPerSecond;
            return read;
          }
        };
    return new Response.Builder()
        .request(request)
        .protocol(Protocol.HTTP_1_1)
        .code(status)
        .message("")
        .body(ResponseBody.create(Okio.buffer(slow), null, LENGTH))
        .build();
  }

  /** A clock that goes on with each part that comes. */
  private static final class Clock implements Timing {
    private long nanos;

    @Override
    public long nanoTime() {
      return nanos;
    }

    @Override
    public Instant now() {
      return Instant.EPOCH.plusNanos(nanos);
    }

    @Override
    public double random() {
      return 0;
    }

    @Override
    public void pause(CallScope scope, Duration wait) {
      nanos += wait.toNanos();
    }
  }
}
