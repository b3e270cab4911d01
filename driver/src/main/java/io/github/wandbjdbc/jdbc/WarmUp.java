package io.github.wandbjdbc.jdbc;

import io.github.wandbjdbc.engine.QueryEngine;
import io.github.wandbjdbc.engine.source.NoTables;
import io.github.wandbjdbc.engine.source.SearchPath;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.calcite.sql.util.SqlOperatorTables;

/**
 * Loads what planning needs, thousands of classes, while the first connection waits for its source.
 * Once in a JVM.
 *
 * <p>Nobody else may run code of Calcite meanwhile: two threads that initialise its classes at once
 * could wait for each other for ever.
 */
final class WarmUp {
  /** Parsed, planned and compiled like a query of a tool. */
  private static final String STATEMENT =
      "SELECT x, y FROM (VALUES (1, 'a'), (2, 'b')) AS t(x, y) WHERE y = 'a' ORDER BY x LIMIT 1";

  private static final AtomicBoolean LOADED = new AtomicBoolean();
  private static final AtomicBoolean BEGUN = new AtomicBoolean();
  private static final CountDownLatch DONE = new CountDownLatch(1);

  private WarmUp() {}

  /** Begins, unless that was done before. */
  static void begin() {
    if (BEGUN.compareAndSet(false, true)) {
      loadClasses();
      start(WarmUp::run, "wandb-jdbc warm-up");
    }
  }

  /**
   * Has the classes loaded, and no more, unless that was done before: where no network is waited
   * for, there is no time in which a statement could be planned for nothing.
   */
  static void loadClasses() {
    if (LOADED.compareAndSet(false, true)) {
      start(ClassPreloader::load, "wandb-jdbc class loading");
    }
  }

  private static void start(Runnable work, String name) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }

  /** Waits, a second or two at the most, until what was begun is done. */
  static void await() {
    boolean interrupted = false;
    while (BEGUN.get() && DONE.getCount() > 0) {
      try {
        DONE.await();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static void run() {
    try {
      new QueryEngine(SqlOperatorTables.of(), "")
          .prepare(STATEMENT, SearchPath.NONE, 0, NoTables.INSTANCE)
          .execute(List.of(), NoTables.INSTANCE)
          .close();
    } catch (RuntimeException | Error e) {
      // Whatever is wrong, the first statement will say it to somebody who listens.
      return;
    } finally {
      DONE.countDown();
    }
  }
}
