package io.github.wandbjdbc.shell;

import io.github.wandbjdbc.cli.Screen;
import io.github.wandbjdbc.jdbc.WandbConnection;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Tells on a terminal, once a second, how far a statement is, from its first second on and while it
 * yields no row. Nothing is told where nobody looks.
 */
final class ProgressLine implements AutoCloseable {
  private static final long EVERY_MILLIS = 1000;
  private static final int USUAL_WIDTH = 80;
  private static final String WIPE = "\r\u001b[K";

  private final PrintWriter err;
  private final int width;
  private final @Nullable ScheduledExecutorService timer;
  private @Nullable ScheduledFuture<?> telling;
  private @Nullable Statement statement;
  private long begin;
  private volatile long rows;
  private volatile long files;
  private boolean isOnScreen;

  /**
   * @param shown whether somebody looks at {@code err}
   * @param screen where rows are printed, perhaps the same
   */
  ProgressLine(PrintWriter err, boolean shown, Screen screen) {
    this.err = err;
    this.width = screen.interactive() ? screen.width() : USUAL_WIDTH;
    this.timer = shown ? Executors.newSingleThreadScheduledExecutor(ProgressLine::thread) : null;
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "wandb-sql-progress");
    thread.setDaemon(true);
    return thread;
  }

  /** Begins to tell of {@code statement}. */
  synchronized void begin(Statement statement) {
    rows = 0;
    files = 0;
    this.statement = statement;
    begin = System.nanoTime();
    if (timer != null) {
      telling =
          timer.scheduleAtFixedRate(this::tell, EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  /** Takes note that so many rows were printed. */
  void rows(long count) {
    rows = count;
  }

  /** Takes note that so many files were saved. */
  void files(long count) {
    files = count;
  }

  /** Prints {@code line} above itself. */
  synchronized void say(String line) {
    wipe();
    err.println(line);
    err.flush();
  }

  private synchronized void tell() {
    if (telling != null) {
      err.print(WIPE + line());
      err.flush();
      isOnScreen = true;
    }
  }

  /** In so few letters that it isn't broken, where the rest would stay. */
  private String line() {
    long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin);
    String read = read();
    String line = read + (read.isEmpty() ? "" : ", ") + seconds + " s";
    if (rows > 0) {
      line += String.format(Locale.ROOT, ", %,d rows printed", rows);
    }
    if (files > 0) {
      line += String.format(Locale.ROOT, ", %,d files saved", files);
    }
    return line.length() < width ? line : line.substring(0, width - 1);
  }

  private String read() {
    try {
      return statement == null
          ? ""
          : statement.getConnection().unwrap(WandbConnection.class).progress(statement);
    } catch (SQLException e) {
      // It is closed meanwhile.
      return "";
    }
  }

  /** Ends, and wipes the line for what is printed next. */
  synchronized void clear() {
    if (telling != null) {
      telling.cancel(false);
      telling = null;
    }
    wipe();
  }

  private void wipe() {
    if (isOnScreen) {
      isOnScreen = false;
      err.print(WIPE);
      err.flush();
    }
  }

  @Override
  public void close() {
    clear();
    if (timer != null) {
      timer.shutdownNow();
    }
  }
}
