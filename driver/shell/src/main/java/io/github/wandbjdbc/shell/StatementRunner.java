package io.github.wandbjdbc.shell;

import io.github.wandbjdbc.cli.IncompleteRowsException;
import io.github.wandbjdbc.cli.RowLoop;
import io.github.wandbjdbc.cli.RowPrinter;
import io.github.wandbjdbc.cli.StatementMessages;
import io.github.wandbjdbc.shell.chart.ChartException;
import java.io.IOException;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Runs statements one after the other and prints what comes of them: rows to the output, warnings
 * and errors beside it.
 */
final class StatementRunner {
  private final Connection connection;
  private final PrintWriter err;
  private final ProgressLine progress;
  private final AtomicReference<@Nullable Statement> running = new AtomicReference<>();
  private final AtomicBoolean isCancelled = new AtomicBoolean();
  private volatile Runnable otherCancel = () -> {};

  StatementRunner(Connection connection, PrintWriter err, ProgressLine progress) {
    this.connection = connection;
    this.err = err;
    this.progress = progress;
  }

  /** Has {@link #cancel} run {@code other}, too: what printing waits for. */
  void alsoCancels(Runnable other) {
    otherCancel = other;
  }

  /** Makes the printer of a statement's rows. */
  @FunctionalInterface
  interface Printing {
    RowPrinter of(ResultSet rows) throws SQLException, IOException;
  }

  /**
   * Runs {@code sql} and prints its rows.
   *
   * @return the exit code that it is worth
   * @throws IOException if the output can't be written
   */
  int run(String sql, Printing printing) throws IOException {
    try (Statement statement = connection.createStatement()) {
      isCancelled.set(false);
      running.set(statement);
      progress.begin(statement);
      try (ResultSet rows = statement.executeQuery(sql)) {
        RowLoop.print(rows, printing.of(rows), progress::rows, progress::clear);
      } finally {
        running.set(null);
        progress.clear();
        StatementMessages.warnings(statement.getWarnings(), err::println);
        err.flush();
      }
      return ExitCode.OK;
    } catch (IncompleteRowsException e) {
      tell(e);
      err.println(e.sentence());
      err.flush();
      return ExitCode.INCOMPLETE;
    } catch (SQLException e) {
      tell(e);
      return ExitCode.FAILED;
    } catch (ChartException | ShellException e) {
      err.println("error: " + e.getMessage());
      err.flush();
      return ExitCode.FAILED;
    }
  }

  /** Cancels the statement that runs; false if none does, or it is cancelled already. */
  boolean cancel() {
    Statement statement = running.get();
    if (statement == null || isCancelled.getAndSet(true)) {
      return false;
    }
    try {
      statement.cancel();
    } catch (SQLException e) {
      tell(e);
    }
    otherCancel.run();
    return true;
  }

  /** Whether a statement runs. */
  boolean isRunning() {
    return running.get() != null;
  }

  /** Tells what went wrong. */
  private void tell(SQLException e) {
    err.println(StatementMessages.error(e));
    err.flush();
  }
}
