package io.github.wandbjdbc.shell;

import io.github.wandbjdbc.cli.RowPrinter;
import io.github.wandbjdbc.cli.StatementMessages;
import io.github.wandbjdbc.cli.TerminalText;
import io.github.wandbjdbc.jdbc.WandbConnection;
import io.github.wandbjdbc.shell.FileColumns.NamedFile;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The files of runs that rows name, saved beside printing the rows. Each is asked for by its run
 * and name, never by the address in the row, which may be anybody's. One that can't be had is told,
 * and the others go on.
 */
final class SavedFiles {
  private static final String FOLDER_URL = "jdbc:wandb:file:";
  private static final String CANCELLED = "57014";
  private static final String CLOSED = "08003";

  private final Path directory;
  private final WandbConnection connection;
  private final ProgressLine progress;
  private final boolean isOfFolder;

  /** The projects of the files, by their places. */
  private final Map<String, String> places = new HashMap<>();

  private boolean isComplete = true;
  private boolean isCancelled;
  private @Nullable Thread downloading;

  /** Files in {@code directory}, of the runs of {@code connection}. */
  SavedFiles(Path directory, Connection connection, ProgressLine progress) throws SQLException {
    this.directory = directory;
    this.connection = connection.unwrap(WandbConnection.class);
    this.progress = progress;
    // Files of a folder have no addresses.
    this.isOfFolder = connection.getMetaData().getURL().startsWith(FOLDER_URL);
  }

  /** The output {@code form}, whose printers save files, too. */
  Outputs.Output beside(Outputs.Output form) {
    return (out, columns, screen, all) ->
        new SavingPrinter(form.to(out, columns, screen, all), columns);
  }

  /** Whether no file failed. */
  boolean areComplete() {
    return isComplete;
  }

  /** Ends the download that is going on, and lets none begin. Any thread may call it. */
  synchronized void cancel() {
    isCancelled = true;
    if (downloading != null) {
      downloading.interrupt();
    }
  }

  private synchronized void begin() throws SQLException {
    checkNotCancelled();
    downloading = Thread.currentThread();
  }

  /** Whoever interrupts meant the download alone. */
  private synchronized void end() {
    downloading = null;
    if (isCancelled) {
      Thread.interrupted();
    }
  }

  private synchronized void checkNotCancelled() throws SQLException {
    if (isCancelled) {
      throw new SQLException("the statement was cancelled", CANCELLED);
    }
  }

  /** Prints the rows of one statement, and saves their files. */
  private final class SavingPrinter implements RowPrinter {
    private final RowPrinter printer;
    private final FileColumns columns;
    private final SaveFolder folder;
    private boolean isPrinting = true;
    private long saved;
    private long failed;
    private long withoutFile;

    SavingPrinter(RowPrinter printer, ResultSetMetaData columns) throws SQLException {
      this.printer = printer;
      this.columns = FileColumns.of(columns);
      try {
        this.folder = SaveFolder.at(directory);
      } catch (IOException e) {
        throw new ShellException("--save %s: %s".formatted(directory, reason(e)));
      }
    }

    /** A terminal shows some rows, but all files are saved. */
    @Override
    public boolean wantsMore() {
      isPrinting = printer.wantsMore();
      return true;
    }

    @Override
    public void print(ResultSet rows) throws SQLException, IOException {
      if (isPrinting) {
        printer.print(rows);
      }
      NamedFile file = columns.read(rows);
      if (file == null || !(file.hasUrl() || isOfFolder)) {
        withoutFile++;
      } else if (isFirst(file)) {
        save(file);
      }
    }

    /** Whether no row before named it; another file in its place is one that fails. */
    private boolean isFirst(NamedFile file) {
      String before = places.putIfAbsent(file.place(), file.source());
      if (before != null && !before.equals(file.source())) {
        fail(file, "a run of another project has the same id, and its file is in this place");
      }
      return before == null;
    }

    private void save(NamedFile file) throws SQLException {
      try {
        begin();
        try {
          folder.save(
              file.runId(),
              file.name(),
              out ->
                  connection.download(
                      file.entity(), file.project(), file.runId(), file.name(), out));
        } finally {
          end();
        }
        saved++;
        progress.files(saved);
      } catch (SQLException e) {
        if (CANCELLED.equals(e.getSQLState()) || CLOSED.equals(e.getSQLState())) {
          throw e;
        }
        fail(file, StatementMessages.error(e));
      } catch (IOException e) {
        checkNotCancelled();
        fail(file, reason(e));
      }
    }

    private void fail(NamedFile file, String reason) {
      failed++;
      isComplete = false;
      progress.say(TerminalText.line("not saved: %s: %s".formatted(file.place(), reason)));
    }

    @Override
    public void finish() throws IOException {
      printer.finish();
      tell();
    }

    @Override
    public void breakOff() throws IOException {
      printer.breakOff();
      tell();
    }

    private void tell() {
      if (withoutFile > 0) {
        progress.say(
            "warning: %s no file: the run_id, name or url is NULL"
                .formatted(
                    withoutFile == 1 ? "1 row has" : "%,d rows have".formatted(withoutFile)));
      }
      progress.say(
          "%s saved in %s%s"
              .formatted(
                  saved == 1 ? "1 file" : "%,d files".formatted(saved),
                  directory,
                  failed == 0 ? "" : ", %,d failed".formatted(failed)));
    }
  }

  /** The reason for a failure, of which some messages name the file alone. */
  private static String reason(IOException e) {
    return e instanceof FileSystemException named && named.getReason() == null
        ? e.getClass().getSimpleName() + " " + e.getMessage()
        : String.valueOf(e.getMessage());
  }
}
