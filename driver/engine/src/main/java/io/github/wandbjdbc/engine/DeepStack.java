package io.github.wandbjdbc.engine;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/**
 * Plans long statements on a stack that holds them: parsed, validated and planned they are trees as
 * deep as a sum has terms, which are walked by methods that call themselves.
 */
final class DeepStack {
  /** A statement with fewer characters isn't deeper than any stack. */
  private static final int LONG = 2_000;

  /** Reserved, of which only what is used is ever taken. */
  private static final long BYTES = 512L << 20;

  private DeepStack() {}

  /** The result of {@code planning} of {@code sql}; it has ended when this returns or fails. */
  static <T> T plan(String sql, Supplier<T> planning) {
    if (sql.length() < LONG) {
      return planning.get();
    }
    FutureTask<T> task = new FutureTask<>(planning::get);
    Thread thread = new Thread(null, task, "wandb-planning", BYTES);
    thread.setDaemon(true);
    thread.start();
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return task.get();
        } catch (InterruptedException e) {
          // Whatever planning waits for is told, and says what the statement should.
          interrupted = true;
          thread.interrupt();
        }
      }
    } catch (ExecutionException e) {
      throw unwrapped(e);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static RuntimeException unwrapped(ExecutionException told) {
    Throwable failure = told.getCause();
    if (failure instanceof Error error) {
      throw error;
    }
    return failure instanceof RuntimeException known
        ? known
        : new IllegalStateException("planning failed", failure);
  }
}
