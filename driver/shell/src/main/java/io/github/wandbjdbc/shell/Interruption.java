package io.github.wandbjdbc.shell;

/** Ctrl-C: it cancels the statement that runs, and ends the program if that was not enough. */
final class Interruption implements Runnable {
  /** As shells say it: 128 and the signal's number. */
  private static final int INTERRUPTED = 130;

  private final StatementRunner runner;
  private final boolean isShell;

  /**
   * @param isShell whether statements come one after the other, and none may run
   */
  Interruption(StatementRunner runner, boolean isShell) {
    this.runner = runner;
    this.isShell = isShell;
  }

  @Override
  @SuppressWarnings("SystemExitOutsideMain") // It is what the signal does by itself.
  public void run() {
    boolean isOver = isShell && !runner.isRunning();
    if (!isOver && !runner.cancel()) {
      Runtime.getRuntime().halt(INTERRUPTED);
    }
  }
}
