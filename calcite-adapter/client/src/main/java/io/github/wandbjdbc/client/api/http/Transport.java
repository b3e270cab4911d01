package io.github.wandbjdbc.client.api.http;

import io.github.wandbjdbc.client.Budget;
import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.client.WandbException.Kind;
import io.github.wandbjdbc.client.api.bundles.Recording;
import io.github.wandbjdbc.client.api.bundles.Replay;
import io.github.wandbjdbc.client.api.configuration.ApiOptions;
import io.github.wandbjdbc.client.api.configuration.Credential;
import io.github.wandbjdbc.client.lifetime.ByteBudget;
import java.io.IOException;
import java.net.Proxy;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.Connection;
import okhttp3.Dns;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.Buffer;
import okio.ByteString;

/** Posts a question until it is answered or trying again has no point. */
public final class Transport {
  private static final MediaType JSON = MediaType.get("application/json");
  private static final long MAX_BODY_BYTES =
      Math.min(256L << 20, Runtime.getRuntime().maxMemory() / 4);

  /** How {@code errors} begins, and {@code error}. */
  private static final ByteString ERROR = ByteString.encodeUtf8("\"error");

  /** As long as a quota's period may be. */
  private static final Duration LONGEST_QUIET = Duration.ofSeconds(60);

  private static final Duration LONGEST_CROWD = Duration.ofSeconds(5);

  private static final long BEGINNING_BYTES = 256;
  private static final long END_BYTES = 16 << 10;

  /** Statuses that aren't about the document, whatever the body says. */
  private static final Set<Integer> OTHER_MATTERS = Set.of(401, 403, 408, 429);

  private final ApiOptions options;
  private final Endpoint endpoint;
  private final Timing timing;
  private final OkHttpClient http;

  public Transport(ApiOptions options, Endpoint endpoint, Timing timing) {
    this(options, endpoint, timing, MAX_BODY_BYTES);
  }

  public Transport(ApiOptions options, Endpoint endpoint, Timing timing, long maxBodyBytes) {
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
            .dns(new BoundedDns(Dns.SYSTEM, options.connectTimeout()))
            .eventListenerFactory(ConnectWatch::of)
            .addInterceptor(new BodyLimit(maxBodyBytes))
            .addInterceptor(new UserAgent())
            .addNetworkInterceptor(this::spend);
    options.network().applyProxiesTo(builder);
    Credential credential = options.credential();
    if (credential != null) {
      Sender sender = Sender.of(credential, options.baseUrl(), endpoint, timing);
      builder.addInterceptor(new Authorization(options.baseUrl(), sender));
    }
    this.http = builder.build();
  }

  /**
   * The body of the answer, which is a 200 or complains of the document. Close it once it is read.
   *
   * @param bounds how long it is tried
   */
  public Body post(ApiRequest question, AttemptBounds bounds, CallScope statement) {
    CallScope scope = statement.forOneReply();
    Replay replay = endpoint.replay();
    if (replay != null) {
      return new ReplayedAnswers(replay, timing).answer(question, scope);
    }
    Recording recording = endpoint.recording();
    return recording == null
        ? asked(question, bounds, scope)
        : new RecordedAnswers(recording).keep(question, () -> asked(question, bounds, scope));
  }

  private Body asked(ApiRequest question, AttemptBounds bounds, CallScope scope) {
    Request request =
        new Request.Builder()
            .url(options.baseUrl().graphql())
            .post(RequestBody.create(question.body(), JSON))
            .tag(Budget.class, scope.budget())
            .tag(CallScope.class, scope)
            .build();
    Attempts attempts =
        new Attempts(
            options.baseUrl(),
            bounds,
            Objects.requireNonNullElseGet(question.patience(), Patience::new),
            endpoint,
            timing,
            question.what(),
            question.isDivisible());
    return attempts.untilAnswered(
        scope,
        (count, waitingSince) -> {
          pauseForQuota(scope);
          endpoint.limit().acquireFor(scope);
          AttemptRecord attempt =
              new AttemptRecord(
                  question.operation(), question.what(), count, scope, timing, waitingSince);
          Duration bound = attempts.timeForOne(options.requestTimeout());
          return attempt(request, attempt, bound, scope);
        });
  }

  /** OkHttp may send a request once more by itself. */
  private Response spend(Interceptor.Chain chain) throws IOException {
    Budget budget = chain.request().tag(Budget.class);
    if (budget != null) {
      budget.request();
    }
    AttemptRecord attempt = chain.request().tag(AttemptRecord.class);
    if (attempt != null) {
      attempt.connected();
    }
    Connection connection = chain.connection();
    if (connection != null && connection.route().proxy().type() == Proxy.Type.DIRECT) {
      endpoint.reachedApiAt(AddressKind.of(connection.route().socketAddress().getAddress()));
    }
    return chain.proceed(chain.request());
  }

  /** One attempt, by somebody who has a place among those that are under way. */
  private Body attempt(Request request, AttemptRecord attempt, Duration bound, CallScope scope)
      throws FailedAttempt {
    ByteBudget.Lease lease = ByteBudget.OF_THE_JVM.lease();
    boolean isRead = false;
    ConnectWatch watch = new ConnectWatch(options.connectTimeout());
    boolean isStranger = !endpoint.hasAnswered();
    Duration limit = limit(bound, scope);
    Call call =
        within(limit)
            .newCall(
                watch.watched(
                    request
                        .newBuilder()
                        .tag(AttemptRecord.class, attempt)
                        .tag(ByteBudget.Lease.class, lease)
                        .build()));
    call.timeout().timeout(limit.toNanos(), TimeUnit.NANOSECONDS);
    Runnable abort = call::cancel;
    scope.onCancel(abort);
    try (watch;
        InterruptWatch interrupts = InterruptWatch.over(call);
        Response response = interrupts.execute()) {
      Body body = new Body(body(response, attempt, scope), lease);
      endpoint.limit().answered();
      isRead = true;
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
    } catch (BodyLimit.Crowded e) {
      attempt.failed(String.valueOf(e.getMessage()));
      lease.close();
      awaitRoom(scope);
      throw FailedAttempt.of(e);
    } catch (IOException e) {
      NetworkFailure.Peer peer = NetworkFailure.Peer.api(options.baseUrl(), isStranger);
      FailedAttempt failure = FailedAttempt.of(e, watch, peer, limit, attempt.wasConnected());
      attempt.failed(String.valueOf(failure.getMessage()));
      throw failure;
    } finally {
      if (!isRead) {
        lease.close();
      }
      scope.release(abort);
      endpoint.limit().release();
      attempt.end();
    }
  }

  /** Those that are being read end soon, in one way or the other. */
  static void awaitRoom(CallScope scope) {
    Duration left = scope.remaining();
    try {
      ByteBudget.OF_THE_JVM.awaitRoom(left.compareTo(LONGEST_CROWD) < 0 ? left : LONGEST_CROWD);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    scope.check();
  }

  /** All that ask with this credential were asked to wait, not this request alone. */
  private void slowDown(FailedAttempt refusal) {
    endpoint.limit().refused();
    refusal
        .askedWait()
        .filter(wait -> wait.compareTo(options.maxRetryTime()) <= 0)
        .ifPresent(this::rest);
  }

  private void rest(Duration wait) {
    long now = timing.nanoTime();
    endpoint.quietUntil(now + longest(wait).toNanos(), now);
  }

  /** A server that means longer says so once more. */
  private Duration longest(Duration wait) {
    Duration most = options.maxRetryTime();
    Duration longest = most.compareTo(LONGEST_QUIET) < 0 ? most : LONGEST_QUIET;
    return wait.compareTo(longest) < 0 ? wait : longest;
  }

  private static Duration limit(Duration bound, CallScope scope) {
    Duration left = scope.remaining();
    Duration limit = bound.isZero() || left.compareTo(bound) < 0 ? left : bound;
    // Zero would mean no bound.
    return limit.isZero() ? Duration.ofNanos(1) : limit;
  }

  /** Looking a host up doesn't end with the call: it is given no more time than that. */
  private OkHttpClient within(Duration limit) {
    Duration connect = options.connectTimeout();
    return !connect.isZero() && limit.compareTo(connect) >= 0
        ? http
        : http.newBuilder().dns(new BoundedDns(Dns.SYSTEM, limit)).build();
  }

  private Buffer body(Response response, AttemptRecord attempt, CallScope scope)
      throws IOException, FailedAttempt {
    endpoint.answered();
    hearQuota(response, attempt);
    Buffer body = new Buffer();
    body.writeAll(response.body().source());
    attempt.answered(response.code(), body.size());
    scope.budget().received(body.size());
    if (response.code() != 200 && !isAboutDocument(response, body)) {
      throw failed(attempt, FailedAttempt.of(response, body, timing.now(), options));
    }
    if (mayComplain(body)) {
      ServerMessages messages = ServerMessages.in(body);
      if (messages.isRateLimit()) {
        throw failed(attempt, FailedAttempt.ofRateLimit(response, messages, timing.now(), options));
      }
    }
    return body;
  }

  private void hearQuota(Response response, AttemptRecord attempt) {
    int ofOthers = options.quotaOfOthers();
    if (RetryWait.isQuotaLeft(response.headers(), ofOthers)) {
      endpoint.quotaIsLeft(attempt.sentAt());
    } else {
      RetryWait.quotaReset(response.headers(), ofOthers, timing.now()).ifPresent(this::rest);
    }
  }

  private static FailedAttempt failed(AttemptRecord attempt, FailedAttempt failure) {
    attempt.failed(String.valueOf(failure.getMessage()));
    return failure;
  }

  /**
   * Whether the answer may hold complaints, which are its first member or its last: most of a large
   * one needn't be read twice.
   */
  private static boolean mayComplain(Buffer body) throws IOException {
    long size = body.size();
    return body.snapshot((int) Math.min(size, BEGINNING_BYTES)).indexOf(ERROR) >= 0
        || body.indexOf(ERROR, Math.max(0, size - END_BYTES)) >= 0;
  }

  /** A document that the server doesn't understand can be asked otherwise: nothing has failed. */
  private static boolean isAboutDocument(Response response, Buffer body) {
    return !OTHER_MATTERS.contains(response.code())
        && !ServerMessages.in(body).complaints().isEmpty();
  }

  /** Whoever has used up the quota waits, rather than be refused; but not for ever. */
  private void pauseForQuota(CallScope scope) {
    Duration quiet = endpoint.quiet(timing.nanoTime());
    if (!quiet.isZero()) {
      RateLimitWarning.beforeWaiting(longest(quiet), scope);
      scope.progress().waits(longest(quiet));
      scope.tally().pause(longest(quiet));
      timing.pause(scope, longest(quiet));
    }
  }
}
