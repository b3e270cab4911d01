package io.github.wandbjdbc.engine;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/**
 * Plans each statement on a thread of its own, which ends with it.
 *
 * <p>Calcite leaves its providers, formats and buffers with the thread that plans, where only some
 * of them can be taken from. The threads of a pool live on when the application whose driver this
 * is has been replaced; what stayed with them would keep all of its classes.
 *
 * <p>A long statement gets a stack that holds it: parsed, validated and planned it is a tree as
 * deep as a sum has terms, which is walked by methods that call themselves.
 */
final class PlanningThread {
  /** A statement with fewer characters isn't deeper than any stack. */
  private static final int LONG = 2_000;

  /** Reserved, of which only what is used is ever taken. */
  private static final long DEEP_STACK_BYTES = 512L << 20;

  private static final long STACK_BYTES_OF_THE_JVM = 0;

  private PlanningThread() {}

  /** The result of {@code planning} of {@code sql}; it has ended when this returns or fails. */
  static <T> T plan(String sql, Supplier<T> planning) {
    long stackBytes = sql.length() < LONG ? STACK_BYTES_OF_THE_JVM : DEEP_STACK_BYTES;
    FutureTask<T> task = new FutureTask<>(planning::get);
    Thread thread = new Thread(null, task, "wandb-planning", stackBytes);
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
