package io.github.wandbjdbc.client.api.http;

import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.client.api.bundles.ExchangeFailure;
import io.github.wandbjdbc.client.api.bundles.ExchangeFailure.Cause;
import io.github.wandbjdbc.client.api.bundles.ExchangeKey;
import io.github.wandbjdbc.client.api.bundles.Recording;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Okio;
import org.jspecify.annotations.Nullable;

/** Keeps how requests were answered in the end; attempts that others followed are forgotten. */
final class RecordedAnswers {
  private final Recording recording;

  RecordedAnswers(Recording recording) {
    this.recording = recording;
  }

  /** Fetches a part of a file. */
  @FunctionalInterface
  interface Fetching<T> {
    T fetch(Storage.Part part, Storage.Taker<T> taker);
  }

  /** The answer that {@code asking} brings, as it is kept. */
  Body keep(ApiRequest question, Supplier<Body> asking) {
    ExchangeKey key = ExchangeKey.ofApi(question.operation(), question.body());
    Body body;
    try {
      body = asking.get();
    } catch (WandbException e) {
      fail(key, e, question.patience());
      throw e;
    }
    boolean isKept = false;
    try {
      Body kept = new Body(recording.answered(key, body.buffer()), body.lease());
      isKept = true;
      return kept;
    } finally {
      if (!isKept) {
        body.close();
      }
    }
  }

  /** The result of {@code taker} over {@code part}, which is kept as it is read. */
  <T> T keep(Storage.Part part, Storage.Taker<T> taker, Fetching<T> fetching) {
    ExchangeKey key = ExchangeKey.ofStorage(part.url(), part.range());
    Storage.Part real =
        new Storage.Part(recording.real(part.url()), part.range(), part.etag(), part.what());
    try {
      return fetching.fetch(
          real,
          response -> {
            try (Recording.KeptFile file = recording.begin(key)) {
              T taken = taker.take(copied(response, file));
              file.finish(response.code(), headers(response));
              return taken;
            }
          });
    } catch (WandbException e) {
      fail(key, e, null);
      throw e;
    }
  }

  private static Response copied(Response response, Recording.KeptFile file) {
    ResponseBody body = response.body();
    return response
        .newBuilder()
        .body(
            ResponseBody.create(
                Okio.buffer(file.copying(body.source())), body.contentType(), body.contentLength()))
        .build();
  }

  private static Map<String, String> headers(Response response) {
    Map<String, String> headers = new TreeMap<>();
    for (String name : ReplayedAnswers.HEADERS) {
      String value = response.header(name);
      if (value != null) {
        headers.put(name, value);
      }
    }
    return headers;
  }

  private void fail(ExchangeKey key, WandbException e, @Nullable Patience patience) {
    boolean isOfServer =
        switch (e.kind()) {
          case CANCELLED, TIMEOUT, NOT_RECORDED -> false;
          case LIMIT_EXCEEDED -> e.getCause() instanceof BodyLimit.TooLarge;
          case UNREACHABLE,
              UNAUTHENTICATED,
              FORBIDDEN,
              NOT_FOUND,
              UNKNOWN_ENTITY,
              UNKNOWN_PROJECT,
              RATE_LIMITED,
              SERVER_ERROR,
              BAD_REQUEST,
              REFUSED,
              BAD_STATEMENT,
              MALFORMED_RESPONSE,
              MISFIT ->
              true;
        };
    if (isOfServer) {
      ExchangeFailure failure = failure(e);
      recording.failed(
          key,
          patience != null && patience.isSpent() ? failure.with(ReplayedAnswers.SPENT) : failure);
    }
  }

  private static ExchangeFailure failure(WandbException e) {
    if (e.getCause() instanceof FailedAttempt attempt) {
      return attempt.kept(e);
    }
    Throwable cause = e.getCause();
    String said = cause == null ? "" : String.valueOf(cause.getMessage());
    if (cause instanceof BodyLimit.TooLarge) {
      return ExchangeFailure.of(e, Cause.TOO_LARGE, said);
    }
    return ExchangeFailure.of(
        e,
        cause instanceof StorageAddress.RefusedException ? Cause.REFUSED_ADDRESS : Cause.NONE,
        said);
  }
}
