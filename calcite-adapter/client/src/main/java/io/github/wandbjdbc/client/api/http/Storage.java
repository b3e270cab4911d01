package io.github.wandbjdbc.client.api.http;

import io.github.wandbjdbc.client.Budget;
import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.client.WandbException.Kind;
import io.github.wandbjdbc.client.api.bundles.Recording;
import io.github.wandbjdbc.client.api.bundles.Replay;
import io.github.wandbjdbc.client.api.configuration.ApiOptions;
import io.github.wandbjdbc.client.diagnostics.CallRecord;
import java.io.IOException;
import java.net.Proxy;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.Dns;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.ForwardingSource;
import okio.Okio;
import okio.Source;
import org.jspecify.annotations.Nullable;

/**
 * Fetches exported files by their signed URLs, as nobody: no credential, cookie or header of ours
 * but the user agent goes there.
 */
public final class Storage {
  private static final int MAX_REDIRECTS = 2;

  private final ApiOptions options;
  private final Endpoint endpoint;
  private final Timing timing;
  private final StorageAddress address;
  private final OkHttpClient direct;
  private final OkHttpClient proxied;

  public Storage(ApiOptions options, Endpoint endpoint, Timing timing) {
    this.options = options;
    this.endpoint = endpoint;
    this.timing = timing;
    this.address =
        new StorageAddress(
            options.baseUrl(),
            options.exports().allowPrivateStorage(),
            options.network().proxies(),
            endpoint::apiKind,
            new BoundedDns(Dns.SYSTEM, options.connectTimeout()));
    OkHttpClient.Builder builder =
        endpoint
            .storageHttp()
            .newBuilder()
            .connectTimeout(options.connectTimeout())
            .readTimeout(options.requestTimeout())
            .eventListenerFactory(ConnectWatch::of)
            .addInterceptor(new UserAgent())
            .addInterceptor(new MinimumTransferRate(options.requestTimeout(), timing));
    options.network().applyProxiesTo(builder);
    // What is looked up on the way through a proxy is the proxy, which the user has chosen.
    this.proxied = builder.build();
    this.direct = builder.proxy(Proxy.NO_PROXY).dns(address).addNetworkInterceptor(address).build();
  }

  /** Whether {@code e} says that a file is where we don't ask, whatever is there. */
  public static boolean isRefused(WandbException e) {
    return e.getCause() instanceof StorageAddress.RefusedException;
  }

  /** Makes something of an answer, which is a 200 or a 206. */
  @FunctionalInterface
  public interface Taker<T> {
    T take(Response response) throws IOException;
  }

  /**
   * The part of a file to fetch.
   *
   * @param url signed: not for messages
   * @param range a range as HTTP has it, or null for the whole file
   * @param etag what the file must still be, or null
   * @param what it is, for messages
   */
  public record Part(String url, @Nullable String range, @Nullable String etag, String what) {}

  /**
   * Fetches {@code part}.
   *
   * @throws WandbException if that has no point, or had none until the time for retries was over;
   *     of the kind {@code FORBIDDEN} if the URL may have expired
   */
  public <T> T get(Part part, CallScope statement, Taker<T> taker) {
    CallScope scope = statement.forOneReply();
    Replay replay = endpoint.replay();
    if (replay != null) {
      return new ReplayedAnswers(replay, timing).file(part, scope, taker);
    }
    Recording recording = endpoint.recording();
    return recording == null
        ? fetched(part, scope, taker)
        : new RecordedAnswers(recording)
            .keep(part, taker, (real, kept) -> fetched(real, scope, kept));
  }

  private <T> T fetched(Part part, CallScope scope, Taker<T> taker) {
    Attempts attempts =
        new Attempts(
            options.baseUrl(),
            AttemptBounds.ofStatement(options),
            new Patience(),
            endpoint,
            timing,
            part.what(),
            false);
    return attempts.untilAnswered(
        scope,
        (count, waitingSince) -> {
          ConcurrencyLimit limit = endpoint.storageLimit(host(part));
          limit.acquireFor(scope);
          AttemptRecord attempt =
              new AttemptRecord(
                  CallRecord.STORAGE, part.what(), count, scope, timing, waitingSince);
          try {
            return attempt(part, attempt, scope, taker);
          } catch (FailedAttempt failure) {
            attempt.failed(String.valueOf(failure.getMessage()));
            throw failure;
          } finally {
            attempt.end();
            limit.release();
          }
        });
  }

  private <T> T attempt(Part part, AttemptRecord attempt, CallScope scope, Taker<T> taker)
      throws FailedAttempt {
    ConnectWatch watch = new ConnectWatch(options.connectTimeout());
    try (watch) {
      HttpUrl url = address.checked(part.url());
      for (int redirects = 0; ; redirects++) {
        scope.budget().request();
        OkHttpClient http = address.isBehindProxy(url) ? proxied : direct;
        Call call = http.newCall(watch.watched(request(part, url)));
        long nanos = scope.remaining().toNanos();
        call.timeout().timeout(Math.max(1, nanos), TimeUnit.NANOSECONDS);
        Runnable abort = call::cancel;
        scope.onCancel(abort);
        try (InterruptWatch interrupts = InterruptWatch.over(call);
            Response response = interrupts.execute()) {
          if (response.code() == 200 || response.code() == 206) {
            Counted body = new Counted(response.body().source(), scope.budget());
            T taken = taker.take(response.newBuilder().body(body.asBody(response)).build());
            attempt.answered(response.code(), body.count);
            return taken;
          }
          attempt.answered(response.code(), 0);
          String location = response.header("Location");
          if (!response.isRedirect() || location == null || redirects == MAX_REDIRECTS) {
            throw FailedAttempt.ofStorage(response, timing.now());
          }
          HttpUrl next = url.resolve(location);
          if (next == null) {
            throw new StorageAddress.RefusedException("a redirect that is not a URL");
          }
          url = address.checked(next);
        } finally {
          scope.release(abort);
        }
      }
    } catch (StorageAddress.RefusedException e) {
      throw new WandbException(
          Kind.UNREACHABLE, "%s: %s".formatted(part.what(), e.getMessage()), e);
    } catch (BodyLimit.TooLarge e) {
      // Of no kind that ends the statement: the API has the same rows.
      throw new WandbException(
          Kind.MALFORMED_RESPONSE, "%s: %s".formatted(part.what(), e.getMessage()), e);
    } catch (IOException e) {
      throw FailedAttempt.of(e, watch, NetworkFailure.Peer.STORAGE, options.requestTimeout(), true);
    }
  }

  private static String host(Part part) {
    HttpUrl url = HttpUrl.parse(part.url());
    return url == null ? "" : url.host() + ":" + url.port();
  }

  /** A body whose bytes count as they come, since not every answer says how long it is. */
  private static final class Counted extends ForwardingSource {
    private final Budget budget;
    private long count;

    Counted(Source body, Budget budget) {
      super(body);
      this.budget = budget;
    }

    @Override
    public long read(Buffer sink, long most) throws IOException {
      long read = super.read(sink, most);
      if (read > 0) {
        count += read;
        budget.received(read);
      }
      return read;
    }

    ResponseBody asBody(Response response) {
      ResponseBody body = response.body();
      return ResponseBody.create(Okio.buffer(this), body.contentType(), body.contentLength());
    }
  }

  private static Request request(Part part, HttpUrl url) {
    Request.Builder request =
        new Request.Builder()
            .url(url)
            // Ranges are of the file itself.
            .header("Accept-Encoding", "identity");
    if (part.range() != null) {
      request.header("Range", part.range());
    }
    if (part.etag() != null) {
      request.header("If-Match", part.etag());
    }
    return request.build();
  }
}
