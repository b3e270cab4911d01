package io.github.wandbjdbc.client.api.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.Response;
import okio.AsyncTimeout;
import org.jspecify.annotations.Nullable;

/**
 * Ends a call once the thread that makes it is interrupted, which somebody who waits at a socket
 * doesn't notice by itself. The thread stays interrupted.
 */
final class InterruptWatch implements AutoCloseable {
  private static final long LOOK_MILLIS = 100;

  private final Thread caller = Thread.currentThread();
  private final Call call;
  private @Nullable AsyncTimeout next;
  private boolean isClosed;

  private InterruptWatch(Call call) {
    this.call = call;
  }

  /** Watches {@code call}, which this thread is about to make, until it is closed. */
  static InterruptWatch over(Call call) {
    InterruptWatch watch = new InterruptWatch(call);
    watch.lookSoon();
    return watch;
  }

  /** The answer to the call. */
  Response execute() throws IOException {
    try {
      return call.execute();
    } catch (Exception e) {
      // Where OkHttp waits for one of several addresses, it throws what it doesn't declare.
      if (e instanceof InterruptedException) {
        caller.interrupt();
        InterruptedIOException interrupted = new InterruptedIOException("interrupted");
        interrupted.initCause(e);
        throw interrupted;
      }
      throw e;
    }
  }

  private synchronized void lookSoon() {
    if (isClosed) {
      return;
    }
    AsyncTimeout look =
        new AsyncTimeout() {
          @Override
          protected void timedOut() {
            look();
          }
        };
    look.timeout(LOOK_MILLIS, TimeUnit.MILLISECONDS);
    look.enter();
    next = look;
  }

  private void look() {
    if (caller.isInterrupted()) {
      call.cancel();
    } else {
      lookSoon();
    }
  }

  @Override
  public synchronized void close() {
    isClosed = true;
    if (next != null) {
      next.exit();
      next = null;
    }
  }
}
