package io.github.wandbjdbc.client.api.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.Connection;
import okhttp3.EventListener;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okio.AsyncTimeout;
import org.jspecify.annotations.Nullable;

/**
 * Watches one call reach its host: knows how far it came, and ends it when that takes too long.
 *
 * <p>OkHttp's own bound of connecting holds for each address alone, and not for the TLS handshake,
 * in which a server that says nothing is waited for as long as for an answer.
 */
final class ConnectWatch extends EventListener implements AutoCloseable {
  /** The phase of a call before it can send its request. */
  enum Phase {
    LOOK_UP,
    CONNECT,
    TLS,
    /** It has a connection. */
    CONNECTED
  }

  private final Duration bound;
  private Phase phase = Phase.CONNECTED;
  private @Nullable InetSocketAddress proxy;
  private @Nullable AsyncTimeout alarm;
  private @Nullable String errand;
  private boolean hasConnection;
  private boolean isOver;
  private boolean isClosed;

  /** Watches a call that may take {@code bound} to reach its host; zero for no bound. */
  ConnectWatch(Duration bound) {
    this.bound = bound;
  }

  /** The watch that the request of {@code call} is tagged with. */
  static EventListener of(Call call) {
    ConnectWatch watch = call.request().tag(ConnectWatch.class);
    return watch == null ? EventListener.NONE : watch;
  }

  Request watched(Request request) {
    return request.newBuilder().tag(ConnectWatch.class, this).build();
  }

  Duration bound() {
    return bound;
  }

  /** How far the call came. */
  synchronized Phase phase() {
    return phase;
  }

  /** Whether it was ended, since it took too long to reach the host. */
  synchronized boolean isOver() {
    return isOver;
  }

  /**
   * A description of the phase between connection and request, for messages; null if there is none.
   */
  synchronized @Nullable String errand() {
    return errand;
  }

  /** The call does {@code value} first; null if it is about to send its request. */
  synchronized void runs(@Nullable String value) {
    errand = value;
  }

  /** The proxy that was asked to pass the call on, null if there is none. */
  synchronized @Nullable InetSocketAddress proxy() {
    return proxy;
  }

  @Override
  public void proxySelectStart(Call call, HttpUrl url) {
    enter(Phase.LOOK_UP, call);
  }

  @Override
  public void connectStart(Call call, InetSocketAddress address, Proxy via) {
    synchronized (this) {
      proxy = via.type() == Proxy.Type.DIRECT ? null : address;
    }
    enter(Phase.CONNECT, call);
  }

  @Override
  public void secureConnectStart(Call call) {
    enter(Phase.TLS, call);
  }

  @Override
  public synchronized void connectionAcquired(Call call, Connection connection) {
    hasConnection = true;
    phase = Phase.CONNECTED;
    disarm();
  }

  /** OkHttp looks for another one if it was broken. */
  @Override
  public synchronized void connectionReleased(Call call, Connection connection) {
    hasConnection = false;
  }

  @Override
  public void callFailed(Call call, IOException failure) {
    close();
  }

  /** The call is over. */
  @Override
  public synchronized void close() {
    isClosed = true;
    disarm();
  }

  /** Addresses that lost the race may still tell of themselves when another one has won it. */
  private synchronized void enter(Phase next, Call call) {
    if (isClosed || hasConnection) {
      return;
    }
    phase = next;
    if (alarm == null && !isOver && !bound.isZero()) {
      AsyncTimeout armed =
          new AsyncTimeout() {
            @Override
            protected void timedOut() {
              giveUp(call);
            }
          };
      armed.timeout(bound.toNanos(), TimeUnit.NANOSECONDS);
      armed.enter();
      alarm = armed;
    }
  }

  private void giveUp(Call call) {
    synchronized (this) {
      if (alarm == null) {
        return;
      }
      isOver = true;
    }
    call.cancel();
  }

  private void disarm() {
    if (alarm != null) {
      alarm.exit();
      alarm = null;
    }
  }
}
