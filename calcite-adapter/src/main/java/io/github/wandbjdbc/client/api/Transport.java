package io.github.wandbjdbc.client.api;

import io.github.wandbjdbc.client.Budget;
import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.RunField;
import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.client.WandbException.Kind;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.Buffer;

/** Posts a question until it is answered or trying again has no point. */
final class Transport {
  private static final MediaType JSON = MediaType.get("application/json");
  private static final long MAX_BODY_BYTES =
      Math.min(256L << 20, Runtime.getRuntime().maxMemory() / 4);

  private final ApiOptions options;
  private final Endpoint endpoint;
  private final Timing timing;
  private final OkHttpClient http;

  Transport(ApiOptions options, Endpoint endpoint, Timing timing) {
    this(options, endpoint, timing, MAX_BODY_BYTES);
  }

  Transport(ApiOptions options, Endpoint endpoint, Timing timing, long maxBodyBytes) {
    this.options = options;
    this.endpoint = endpoint;
    this.timing = timing;
    OkHttpClient.Builder builder =
        endpoint
            .http()
            .newBuilder()
            .connectTimeout(options.connectTimeout())
            .readTimeout(options.requestTimeout())
            .writeTimeout(options.requestTimeout())
            .addInterceptor(new BodyLimit(maxBodyBytes))
            .addInterceptor(new UserAgent())
            .addNetworkInterceptor(Transport::spend);
    Credential credential = options.credential();
    if (credential != null) {
      builder.addInterceptor(new Authorization(options.baseUrl(), credential));
    }
    this.http = builder.build();
  }

  /**
   * The body of the answer, which is a 200.
   *
   * @param refused the fields of a run that this server doesn't know
   */
  Buffer post(Question question, Set<RunField> refused, CallScope statement) {
    CallScope scope = statement.forOneReply();
    String json = question.body(refused);
    Request request =
        new Request.Builder()
            .url(options.baseUrl().graphql())
            .post(RequestBody.create(json, JSON))
            .tag(Budget.class, scope.budget())
            .build();
    Patience patience = Objects.requireNonNullElseGet(question.patience(), Patience::new);
    Attempts attempts =
        new Attempts(options, endpoint, timing, question.what(), question.isDivisible(), patience);
    for (int count = 1; ; count++) {
      long waitingSince = timing.nanoTime();
      pauseForQuota(scope);
      try {
        endpoint.limit().acquireFor(scope);
        AttemptRecord attempt =
            new AttemptRecord(
                question.document().operation(),
                question.what(),
                count,
                scope,
                timing,
                waitingSince);
        Buffer body = attempt(request, attempt, scope);
        patience.answered();
        return body;
      } catch (FailedAttempt failure) {
        scope.check();
        pause(scope, attempts.waitAfter(failure));
        scope.tally().retry();
      }
    }
  }

  /** OkHttp may send a request once more by itself. */
  private static Response spend(Interceptor.Chain chain) throws IOException {
    Budget budget = chain.request().tag(Budget.class);
    if (budget != null) {
      budget.request();
    }
    AttemptRecord attempt = chain.request().tag(AttemptRecord.class);
    if (attempt != null) {
      attempt.connected();
    }
    return chain.proceed(chain.request());
  }

  /** One attempt, by somebody who has a place among those that are under way. */
  private Buffer attempt(Request request, AttemptRecord attempt, CallScope scope)
      throws FailedAttempt {
    Call call = http.newCall(request.newBuilder().tag(AttemptRecord.class, attempt).build());
    limitTime(call, scope);
    Runnable abort = call::cancel;
    scope.onCancel(abort);
    try (Response response = call.execute()) {
      Buffer body = body(response, attempt, scope);
      endpoint.limit().answered();
      return body;
    } catch (FailedAttempt e) {
      if (e.kind() == Kind.RATE_LIMITED) {
        slowDown(e);
      }
      throw e;
    } catch (BodyLimit.TooLarge e) {
      attempt.failed(String.valueOf(e.getMessage()));
      throw new WandbException(
          Kind.LIMIT_EXCEEDED, "%s: %s".formatted(attempt.what(), e.getMessage()), e);
    } catch (IOException e) {
      FailedAttempt failure = FailedAttempt.of(e, options.baseUrl(), attempt.wasConnected());
      attempt.failed(String.valueOf(failure.getMessage()));
      throw failure;
    } finally {
      scope.release(abort);
      endpoint.limit().release();
      attempt.end();
    }
  }

  /** All that ask with this credential were asked to wait, not this request alone. */
  private void slowDown(FailedAttempt refusal) {
    endpoint.limit().refused();
    refusal
        .askedWait()
        .filter(wait -> wait.compareTo(options.maxRetryTime()) <= 0)
        .ifPresent(wait -> endpoint.quietUntil(timing.nanoTime() + wait.toNanos()));
  }

  private void limitTime(Call call, CallScope scope) {
    Duration bound = options.requestTimeout();
    Duration left = scope.remaining();
    long nanos = (bound.isZero() || left.compareTo(bound) < 0 ? left : bound).toNanos();
    // Zero would mean no bound.
    call.timeout().timeout(Math.max(1, nanos), TimeUnit.NANOSECONDS);
  }

  private Buffer body(Response response, AttemptRecord attempt, CallScope scope)
      throws IOException, FailedAttempt {
    endpoint.answered();
    RetryWait.quotaReset(response.headers(), options.quotaOfOthers())
        .ifPresent(wait -> endpoint.quietUntil(timing.nanoTime() + wait.toNanos()));
    Buffer body = new Buffer();
    body.writeAll(response.body().source());
    attempt.answered(response.code(), body.size());
    scope.budget().received(body.size());
    if (response.code() != 200) {
      FailedAttempt failure = FailedAttempt.of(response, body, timing.now(), options.credential());
      attempt.failed(String.valueOf(failure.getMessage()));
      throw failure;
    }
    return body;
  }

  /** Whoever has used up the quota waits, rather than be refused; but not for ever. */
  private void pauseForQuota(CallScope scope) {
    Duration quiet = endpoint.quiet(timing.nanoTime());
    if (!quiet.isZero()) {
      Duration longest = options.maxRetryTime();
      pause(scope, quiet.compareTo(longest) < 0 ? quiet : longest);
    }
  }

  private void pause(CallScope scope, Duration wait) {
    scope.tally().pause(wait);
    timing.pause(scope, wait);
  }
}
