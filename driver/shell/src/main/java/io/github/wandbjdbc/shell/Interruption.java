package io.github.wandbjdbc.shell;

import java.util.concurrent.atomic.AtomicBoolean;

/** Ctrl-C: it cancels the statement that runs, and ends the program if that was not enough. */
final class Interruption implements Runnable {
  /** As shells say it: 128 and the signal's number. */
  private static final int INTERRUPTED = 130;

  private final StatementRunner runner;
  private final AtomicBoolean hasCancelled = new AtomicBoolean();

  Interruption(StatementRunner runner) {
    this.runner = runner;
  }

  @Override
  @SuppressWarnings("SystemExitOutsideMain") // It is what the signal does by itself.
  public void run() {
    if (hasCancelled.getAndSet(true) || !runner.cancel()) {
      Runtime.getRuntime().halt(INTERRUPTED);
    }
  }
}
