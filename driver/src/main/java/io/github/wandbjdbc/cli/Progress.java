package io.github.wandbjdbc.cli;

import java.io.PrintStream;

/** Tells on a terminal, once a second, how far a long scan is: rows and seconds. */
final class Progress {
  private static final long EVERY_NANOS = 1_000_000_000L;

  private final PrintStream err;
  private final boolean shown;
  private final long begin = System.nanoTime();
  private long last = begin;
  private boolean onScreen;

  /**
   * @param shown whether anybody looks: not if standard error is a file
   */
  Progress(PrintStream err, boolean shown) {
    this.err = err;
    this.shown = shown;
  }

  void rows(long rows) {
    long now = System.nanoTime();
    if (shown && now - last >= EVERY_NANOS) {
      last = now;
      onScreen = true;
      err.printf("\r%,d rows, %d s ", rows, (now - begin) / EVERY_NANOS);
      err.flush();
    }
  }

  /** Wipes the line, for what is printed next. */
  void clear() {
    if (onScreen) {
      onScreen = false;
      err.print("\r" + " ".repeat(40) + "\r");
      err.flush();
    }
  }
}
