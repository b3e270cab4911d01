package io.github.wandbjdbc.client.api.http;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.client.WandbException.Kind;
import io.github.wandbjdbc.client.api.bundles.Exchange;
import io.github.wandbjdbc.client.api.bundles.ExchangeFailure;
import io.github.wandbjdbc.client.api.bundles.ExchangeKey;
import io.github.wandbjdbc.client.api.bundles.Replay;
import io.github.wandbjdbc.client.diagnostics.CallRecord;
import io.github.wandbjdbc.client.lifetime.ByteBudget;
import java.io.IOException;
import java.util.List;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.Okio;
import okio.Source;
import org.jspecify.annotations.Nullable;

/** Answers requests from a recording, and fails as they failed then. Sends nothing. */
final class ReplayedAnswers {
  /** The headers of a stored file that anybody looks at. */
  static final List<String> HEADERS =
      List.of("Content-Range", "Content-Type", "ETag", "Last-Modified");

  /** The time for retries was over. */
  static final String SPENT = "spent";

  private static final int STATUS_OF_API = 200;
  private static final int MAX_WAITS = 60;

  private final Replay replay;
  private final Timing timing;

  ReplayedAnswers(Replay replay, Timing timing) {
    this.replay = replay;
    this.timing = timing;
  }

  /** Something that is read of an exchange. */
  @FunctionalInterface
  private interface Reading<T> {
    T read(Exchange exchange, AttemptRecord attempt) throws IOException;
  }

  Body answer(ApiRequest question, CallScope scope) {
    ExchangeKey key = ExchangeKey.ofApi(question.operation(), question.body());
    return read(
        key,
        question.operation(),
        question.what(),
        question.patience(),
        scope,
        (exchange, attempt) -> {
          Body body = body(exchange, scope);
          attempt.answered(STATUS_OF_API, body.buffer().size());
          scope.budget().received(body.buffer().size());
          return body;
        });
  }

  private static Body body(Exchange exchange, CallScope scope) throws IOException {
    ByteBudget.Lease lease = ByteBudget.OF_THE_JVM.lease();
    boolean isRead = false;
    try (Source source = exchange.body()) {
      // The values of an answer are about as large as it is.
      for (int waits = 0; !lease.take(2 * exchange.length()); waits++) {
        if (waits == MAX_WAITS) {
          throw new WandbException(
              Kind.LIMIT_EXCEEDED, "a recorded answer is too large; raise -Xmx");
        }
        Transport.awaitRoom(scope);
      }
      Buffer buffer = new Buffer();
      buffer.writeAll(source);
      isRead = true;
      return new Body(buffer, lease);
    } finally {
      if (!isRead) {
        lease.close();
      }
    }
  }

  <T> T file(Storage.Part part, CallScope scope, Storage.Taker<T> taker) {
    ExchangeKey key = ExchangeKey.ofStorage(part.url(), part.range());
    return read(
        key,
        CallRecord.STORAGE,
        part.what(),
        null,
        scope,
        (exchange, attempt) -> {
          try (ResponseBody body =
                  ResponseBody.create(Okio.buffer(exchange.body()), null, exchange.length());
              Response response = response(part, exchange, body)) {
            T taken = taker.take(response);
            attempt.answered(exchange.status(), exchange.length());
            scope.budget().received(exchange.length());
            return taken;
          }
        });
  }

  private static Response response(Storage.Part part, Exchange exchange, ResponseBody body) {
    Response.Builder response =
        new Response.Builder()
            .request(new Request.Builder().url(part.url()).build())
            .protocol(Protocol.HTTP_1_1)
            .code(exchange.status())
            .message("")
            .body(body);
    for (String name : HEADERS) {
      String value = exchange.headers().get(name);
      if (value != null) {
        response.header(name, value);
      }
    }
    return response.build();
  }

  private <T> T read(
      ExchangeKey key,
      String operation,
      String what,
      @Nullable Patience patience,
      CallScope scope,
      Reading<T> reading) {
    scope.check();
    scope.budget().request();
    AttemptRecord attempt = new AttemptRecord(operation, what, 1, scope, timing, timing.nanoTime());
    try {
      Exchange exchange = replay.answer(key, what);
      ExchangeFailure failure = exchange.failure();
      if (failure != null) {
        if (patience != null && failure.facts().contains(SPENT)) {
          patience.spend();
        }
        throw exception(failure);
      }
      if (patience != null) {
        patience.answered();
      }
      try {
        return reading.read(exchange, attempt);
      } catch (IOException e) {
        throw Replay.malformed(exchange, e);
      }
    } catch (WandbException e) {
      attempt.failed(String.valueOf(e.getMessage()));
      throw e;
    } finally {
      attempt.end();
    }
  }

  private static WandbException exception(ExchangeFailure failure) {
    Throwable cause =
        switch (failure.cause()) {
          case NONE -> null;
          case ATTEMPT -> FailedAttempt.of(failure);
          case TOO_LARGE -> new BodyLimit.TooLarge(failure.causeMessage());
          case REFUSED_ADDRESS -> new StorageAddress.RefusedException(failure.causeMessage());
        };
    return new WandbException(failure.kind(), failure.message(), cause);
  }
}
