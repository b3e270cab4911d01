package io.github.wandbjdbc.client.api.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import okhttp3.Dns;
import org.jspecify.annotations.Nullable;

/**
 * Looks hosts up as {@code dns} does, but waits no longer than {@code bound}, unless that is zero:
 * resolvers whose servers are silent take half a minute, and nothing interrupts them.
 *
 * <p>Equal whatever the bound is, since only clients with equal ones share their connections.
 */
public record BoundedDns(Dns dns, Duration bound) implements Dns {

  /** Nobody answered in time. */
  public static final class TimedOutException extends UnknownHostException {
    private static final long serialVersionUID = 1L;

    TimedOutException(String host) {
      super(host);
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof BoundedDns that && dns.equals(that.dns);
  }

  @Override
  public int hashCode() {
    return dns.hashCode();
  }

  @Override
  public List<InetAddress> lookup(String host) throws UnknownHostException {
    if (bound.isZero()) {
      return dns.lookup(host);
    }
    FutureTask<List<InetAddress>> answer = new FutureTask<>(() -> dns.lookup(host));
    Thread thread = new Thread(answer, "wandb-jdbc looks up a host");
    thread.setDaemon(true);
    thread.start();
    try {
      return answer.get(bound.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new TimedOutException(host);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TimedOutException(host);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownHostException unknown) {
        throw unknown;
      }
      throw new IllegalStateException(e.getCause());
    }
  }
}
