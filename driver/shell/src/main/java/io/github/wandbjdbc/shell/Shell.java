package io.github.wandbjdbc.shell;

import io.github.wandbjdbc.cli.Screen;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;

/** Reads statements from a terminal and runs them, until there are no more. */
final class Shell {
  private static final String TABLES =
      "SELECT table_name, remarks FROM information_schema.tables WHERE table_schema = CURRENT_SCHEMA"
          + " ORDER BY table_name";
  private static final String METRICS =
      "SELECT key, COUNT(*) AS runs, SUM(steps) AS steps FROM metrics GROUP BY key ORDER BY key";

  private final Terminal terminal;
  private final Connection connection;
  private final StatementRunner runner;
  private final OutputStream out;
  private final PrintWriter err;
  private final boolean all;
  private String format;

  /**
   * A shell.
   *
   * @param format the word for how rows are printed
   * @param all whether all rows are printed
   */
  Shell(
      Terminal terminal,
      Connection connection,
      StatementRunner runner,
      OutputStream out,
      PrintWriter err,
      String format,
      boolean all) {
    this.terminal = terminal;
    this.connection = connection;
    this.runner = runner;
    this.out = out;
    this.err = err;
    this.format = format;
    this.all = all;
  }

  /**
   * Reads and runs until the end, which is no failure whatever became of the statements.
   *
   * @param first a statement to begin with, or ""
   * @param another connects once more, for the names that can be completed
   */
  void run(String first, Callable<Connection> another) throws SQLException, IOException {
    Runnable interruption = new Interruption(runner, true);
    terminal.handle(Signal.INT, signal -> interruption.run());
    try (Names names = new Names(another)) {
      LineReader reader = reader(names);
      say("!help lists what else can be asked; statements end with a semicolon");
      if (!first.isEmpty()) {
        say(first + ";");
        run(first);
      }
      boolean wasInterrupted = false;
      while (true) {
        try {
          if (!accept(reader.readLine(prompt()))) {
            return;
          }
          wasInterrupted = false;
        } catch (UserInterruptException e) {
          if (wasInterrupted && e.getPartialLine().isEmpty()) {
            return;
          }
          wasInterrupted = true;
          say("once more ends the shell");
        } catch (EndOfFileException e) {
          return;
        }
      }
    }
  }

  private LineReader reader(Names names) throws IOException {
    return LineReaderBuilder.builder()
        .terminal(terminal)
        .appName("wandb-sql")
        .parser(SqlLine.parser())
        .completer(new NameCompleter(names))
        .history(new StatementHistory())
        .variable(LineReader.HISTORY_FILE, StatementHistory.file())
        .variable(LineReader.SECONDARY_PROMPT_PATTERN, "%P  > ")
        .variable(LineReader.LIST_MAX, 200)
        .option(LineReader.Option.CASE_INSENSITIVE, true)
        .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
        .option(LineReader.Option.HISTORY_TIMESTAMPED, false)
        .build();
  }

  private String prompt() throws SQLException {
    String project = connection.getSchema();
    String entity = connection.getCatalog();
    return (project == null ? "wandb" : entity == null ? project : entity + "/" + project) + "> ";
  }

  /** Does what {@code line} asks for, and returns whether the shell goes on. */
  private boolean accept(String line) throws IOException {
    if (SqlLine.isCommand(line)) {
      return obey(line.strip().replaceFirst(";$", ""));
    }
    for (String statement : StatementSplitter.split(line).all()) {
      if (run(statement) != ExitCode.OK) {
        break;
      }
    }
    return true;
  }

  private boolean obey(String line) throws IOException {
    ShellCommand command = ShellCommand.of(line).orElse(null);
    String operand = line.replaceFirst("\\S+\\s*", "");
    if (command == null) {
      say("%s is no command; !help lists those".formatted(line.split("\\s", 2)[0]));
      return true;
    }
    switch (command) {
      case HELP ->
          say(
              Arrays.stream(ShellCommand.values())
                  .map(ShellCommand::help)
                  .collect(Collectors.joining("\n")));
      case TABLES -> run(TABLES);
      case COLUMNS -> run("DESCRIBE " + operand);
      case METRICS -> run(METRICS);
      case EXPLAIN -> run("EXPLAIN " + operand);
      case FORMAT -> choose(operand);
      case QUIT -> {
        return false;
      }
    }
    return true;
  }

  private void choose(String word) {
    try {
      if (Outputs.named(word).isBinary()) {
        say("%s is for files: wandb-sql --format %s --output FILE".formatted(word, word));
      } else {
        format = word;
      }
    } catch (ShellException e) {
      say(String.valueOf(e.getMessage()));
    }
  }

  private int run(String statement) throws IOException {
    return runner.run(
        statement, rows -> Outputs.named(format).to(out, rows.getMetaData(), screen(), all));
  }

  /** The window as it is now. */
  private Screen screen() {
    boolean isDumb = terminal.getType().startsWith(Terminal.TYPE_DUMB);
    return new Screen(
        terminal.getWidth() > 0 ? terminal.getWidth() : 80,
        terminal.getHeight() > 0 ? terminal.getHeight() : 24,
        true,
        !isDumb);
  }

  private void say(String text) {
    err.println(text);
    err.flush();
  }
}
