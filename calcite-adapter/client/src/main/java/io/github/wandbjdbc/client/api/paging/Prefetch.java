package io.github.wandbjdbc.client.api.paging;

import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.client.WandbException.Kind;
import io.github.wandbjdbc.client.api.http.ConcurrencyLimit;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An answer that may be asked for before it is wanted. Whoever wants one that nobody has asked for
 * asks himself, so that no thread is needed where nothing is read ahead.
 *
 * <p>The threads are daemons, belong to all clients, and end when they have had nothing to do for
 * some seconds. They spend their time waiting for the server: how much is asked at once is up to
 * the {@link ConcurrencyLimit}.
 */
public final class Prefetch<T> {
  private static final int MAX_THREADS = 64;
  private static final int IDLE_SECONDS = 5;
  private static final AtomicLong COUNT = new AtomicLong();

  private static final ThreadPoolExecutor THREADS =
      new ThreadPoolExecutor(
          0,
          MAX_THREADS,
          IDLE_SECONDS,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          Prefetch::thread);

  private final FutureTask<T> task;
  private @Nullable Consumer<T> heir;

  public Prefetch(Supplier<T> question) {
    this.task =
        new FutureTask<>(question::get) {
          @Override
          protected void done() {
            pass();
          }
        };
  }

  /** Nobody wants the answer any more; if it comes nevertheless, {@code taker} has it. */
  public void abandon(Consumer<T> taker) {
    synchronized (this) {
      heir = taker;
    }
    pass();
  }

  private void pass() {
    Consumer<T> taker;
    synchronized (this) {
      taker = task.isDone() ? heir : null;
      heir = taker == null ? heir : null;
    }
    if (taker != null) {
      try {
        taker.accept(task.get());
      } catch (ExecutionException | CancellationException e) {
        // There is no answer.
        return;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "wandb-jdbc-ahead-" + COUNT.incrementAndGet());
    thread.setDaemon(true);
    // An application that is unloaded isn't held by a thread that it happened to start.
    thread.setContextClassLoader(null);
    return thread;
  }

  /** Has another thread ask, if one is free. */
  public void begin() {
    try {
      THREADS.execute(task);
    } catch (RejectedExecutionException e) {
      // All are busy: it is asked for when it is wanted.
    }
  }

  /** The answer, or what kept it from coming. */
  public T await() {
    // Does nothing where it was begun.
    task.run();
    try {
      return task.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new WandbException(Kind.CANCELLED, "the thread was interrupted", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException(e);
    }
  }
}
