package io.github.wandbjdbc.jdbc.metadata;

import io.github.wandbjdbc.client.WandbException;
import io.github.wandbjdbc.client.WandbException.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/**
 * Answers to several questions that are asked at the same time, in the order of the questions. How
 * many requests are under way at once is the client's to say: {@code maxConcurrentRequests}.
 */
public final class ConcurrentCalls {
  private static final int MOST_THREADS = 16;

  private ConcurrentCalls() {}

  /** The answer to each of {@code questions}; if one fails, those that haven't begun don't. */
  public static <Q, A> List<A> answers(List<Q> questions, Function<Q, A> answer) {
    if (questions.size() < 2) {
      return questions.stream().map(answer).toList();
    }
    ExecutorService threads =
        Executors.newFixedThreadPool(
            Math.min(MOST_THREADS, questions.size()), ConcurrentCalls::newThread);
    try {
      List<Future<A>> asked = new ArrayList<>();
      for (Q question : questions) {
        asked.add(threads.submit(() -> answer.apply(question)));
      }
      List<A> answers = new ArrayList<>();
      for (Future<A> each : asked) {
        answers.add(answerOf(each));
      }
      return answers;
    } finally {
      threads.shutdownNow();
    }
  }

  private static Thread newThread(Runnable task) {
    Thread thread = new Thread(task, "wandb-jdbc metadata");
    thread.setDaemon(true);
    return thread;
  }

  private static <A> A answerOf(Future<A> asked) {
    try {
      return asked.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      if (e.getCause() instanceof Error failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new WandbException(Kind.CANCELLED, "the thread was interrupted", e);
    }
  }
}
