package io.github.wandbjdbc.jdbc;

import io.github.wandbjdbc.client.CallScope;
import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.client.WandbException.Kind;
import io.github.wandbjdbc.client.diagnostics.CallRecord;
import java.sql.DriverManager;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How long connecting may take in all, whatever it is busy with: {@link
 * DriverManager#setLoginTimeout}, or that of a data source. There is no bound unless somebody sets
 * one.
 *
 * <p>The work is done by a thread of its own, since not everything that it may wait for can be
 * interrupted: looking up a host, reading a directory.
 *
 * @param place where the connection leads, for messages
 * @param seconds 0 or less for no bound
 * @param setter where it is set, for messages
 */
record LoginTimeout(String place, int seconds, String setter) {

  static LoginTimeout ofDriverManager(String place) {
    return new LoginTimeout(
        place, DriverManager.getLoginTimeout(), "DriverManager.setLoginTimeout");
  }

  static LoginTimeout ofDataSource(String place, int seconds) {
    return new LoginTimeout(place, seconds, "DataSource.setLoginTimeout");
  }

  /**
   * The source that {@code opening} opens in time. What it opens too late is closed.
   *
   * @throws WandbException of the kind {@code TIMEOUT} if it is too late
   */
  Source bound(Function<CallScope, Source> opening) {
    CallScope scope = CallScope.unbounded();
    if (seconds <= 0) {
      return opening.apply(scope);
    }
    CompletableFuture<Source> source = new CompletableFuture<>();
    Thread thread = new Thread(() -> open(opening, scope, source), "wandb-jdbc connects");
    thread.setDaemon(true);
    thread.start();
    try {
      return source.get(seconds, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw ended(Kind.TIMEOUT, message(scope), scope, source);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ended(
          Kind.CANCELLED, "connecting to %s was interrupted".formatted(place), scope, source);
    } catch (ExecutionException e) {
      throw thrown(e.getCause());
    }
  }

  private static void open(
      Function<CallScope, Source> opening, CallScope scope, CompletableFuture<Source> source) {
    try {
      source.complete(opening.apply(scope));
    } catch (RuntimeException | Error e) {
      source.completeExceptionally(e);
    }
  }

  @SuppressWarnings("FutureReturnValueIgnored") // Nobody is left who could be told.
  private static WandbException ended(
      Kind kind, String message, CallScope scope, CompletableFuture<Source> source) {
    scope.cancel();
    source.thenAccept(late -> late.client().close());
    return new WandbException(kind, message);
  }

  private String message(CallScope scope) {
    List<CallRecord> calls = scope.log().newest();
    String failure = calls.isEmpty() ? null : calls.get(calls.size() - 1).failure();
    return "connecting to %s took longer than the login timeout of %d s (%s)%s"
        .formatted(place, seconds, setter, failure == null ? "" : "; so far, " + failure);
  }

  private static RuntimeException thrown(@Nullable Throwable cause) {
    if (cause instanceof Error error) {
      throw error;
    }
    return cause instanceof RuntimeException failure
        ? failure
        : new IllegalStateException("connecting failed", cause);
  }
}
