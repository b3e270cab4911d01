package io.github.wandbjdbc.shell;

import io.github.wandbjdbc.cli.Screen;
import io.github.wandbjdbc.cli.StatementMessages;
import io.github.wandbjdbc.jdbc.ProductVersion;
import io.github.wandbjdbc.jdbc.WandbDriver;
import io.github.wandbjdbc.shell.chart.ChartException;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Callable;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.Signals;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** {@code wandb-sql}: statements over Weights &amp; Biases, or a shell for them. */
@Command(
    name = "wandb-sql",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpAutoWidth = true,
    description = {
      "%nSQL over Weights & Biases, or over local run files.%n",
      "  wandb-sql my-team/my-project                     a shell",
      "  wandb-sql my-team/my-project 'SELECT …'          one statement",
      "  wandb-sql ./wandb 'SELECT …' --csv > runs.csv    of local run files, as CSV%n"
    },
    footer = {
      "%nThe API key is that of WANDB_API_KEY, or of `wandb login` (netrc). Rows go to standard output,",
      "warnings, errors and progress to standard error. The exit code is 0, 1 if a statement failed,",
      "2 if the command line is wrong, 3 if a statement failed behind some rows, which were printed,",
      "or a file of --save failed."
    })
public final class WandbSql implements Callable<Integer> {
  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "WHERE",
      description =
          "team/project, a folder of run files, a .wandb file, an address of the web app, or a JDBC URL;"
              + " by default the entity and project of your settings")
  private @Nullable String where;

  @Parameters(
      index = "1..*",
      paramLabel = "STATEMENT",
      description = "what to run; none for the shell, or for what standard input holds")
  private List<String> words = new ArrayList<>();

  @Option(
      names = {"-f", "--file"},
      paramLabel = "FILE",
      description = "run the statements in FILE, which end with semicolons")
  private @Nullable Path file;

  @Option(
      names = {"--format"},
      paramLabel = "FORM",
      description = "how rows are printed: ${COMPLETION-CANDIDATES}",
      completionCandidates = Words.class)
  private String format = "table";

  @Option(
      names = {"--csv"},
      description = "the same as --format csv")
  private boolean csv;

  @Option(
      names = {"--chart"},
      paramLabel = "[FILE]",
      description =
          "draw the rows: x is the first column; into a picture if FILE ends with .png or .svg")
  private @Nullable String chart;

  @Option(
      names = {"--log"},
      paramLabel = "AXES",
      description = "draw x, y or xy on a logarithmic axis")
  private @Nullable String log;

  @Option(
      names = {"--group"},
      paramLabel = "COLUMN",
      description = "draw a curve for each value of COLUMN")
  private @Nullable String group;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "write the rows to FILE, which appears when it is whole")
  private @Nullable Path output;

  @Option(
      names = {"--save"},
      paramLabel = "DIR",
      description = "save the file of each row, which has run_id, name and url, as DIR/run_id/name")
  private @Nullable Path save;

  @Option(
      names = {"--all"},
      description = "print all rows to a terminal, rather than the first 500")
  private boolean all;

  private final InputStream in;
  private final OutputStream out;
  private final PrintWriter err;
  private final Screen screen;
  private final boolean isTyped;
  private final boolean showsProgress;

  /**
   * A program.
   *
   * @param screen where {@code out} is looked at
   * @param isTyped whether somebody types what comes from {@code in}
   * @param showsProgress whether somebody looks at {@code err}
   */
  WandbSql(
      InputStream in,
      OutputStream out,
      PrintWriter err,
      Screen screen,
      boolean isTyped,
      boolean showsProgress) {
    this.in = in;
    this.out = out;
    this.err = err;
    this.screen = screen;
    this.isTyped = isTyped;
    this.showsProgress = showsProgress;
  }

  /** Runs, and ends the JVM with the exit code. */
  public static void main(String[] words) {
    System.exit(start(words));
  }

  /** Runs as this process's program, and returns the exit code. */
  static int start(String[] words) {
    PrintWriter err = new PrintWriter(new OutputStreamWriter(System.err, StandardCharsets.UTF_8));
    OutputStream out = new BufferedOutputStream(new FileOutputStream(FileDescriptor.out));
    WandbSql program =
        new WandbSql(
            System.in,
            out,
            err,
            Screen.ofStandardOutput(),
            Screen.isTerminal(0),
            Screen.isTerminal(2));
    return program.run(words);
  }

  /** Runs with the {@code words} of the command line, and returns the exit code. */
  int run(String... words) {
    CommandLine line =
        new CommandLine(this)
            .setOut(new PrintWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8)))
            .setErr(err)
            .setParameterExceptionHandler(this::misused)
            .setExecutionExceptionHandler(this::failed);
    line.getCommandSpec().version("wandb-sql " + ProductVersion.TEXT);
    int code = line.execute(ChartOutput.withValue(words));
    line.getOut().flush();
    err.flush();
    return code;
  }

  private int misused(ParameterException e, String[] words) {
    return misused(String.valueOf(e.getMessage()));
  }

  private int failed(Exception e, CommandLine line, CommandLine.ParseResult result)
      throws Exception {
    if (e instanceof ShellException || e instanceof ChartException) {
      return misused(String.valueOf(e.getMessage()));
    }
    if (e instanceof IOException) {
      // Where nobody reads any more, as behind "| head", there is nobody to tell either.
      if (!String.valueOf(e.getMessage()).contains("Broken pipe")) {
        err.println("wandb-sql: the output can't be written: " + e.getMessage());
      }
      return ExitCode.FAILED;
    }
    throw e;
  }

  private int misused(String message) {
    err.println("wandb-sql: " + message);
    err.println("wandb-sql -h shows what can be asked");
    return ExitCode.MISUSED;
  }

  @Override
  public Integer call() throws IOException {
    Destination target = target();
    List<String> statements = statements(target);
    Outputs.Output form = form();
    if (form.isBinary() && output == null && screen.interactive()) {
      throw new ShellException(
          "--format %s is not for a terminal: add --output FILE".formatted(format));
    }
    if (save != null && (chart != null || opensShell())) {
      throw new ShellException(
          "--save goes with a statement whose rows are printed: %s"
              .formatted(chart == null ? "add one" : "leave --chart out"));
    }
    WandbDriver driver = new WandbDriver();
    try (Connection connection = driver.connect(target.url(), new Properties());
        ProgressLine progress = new ProgressLine(err, showsProgress, screen)) {
      if (connection == null) {
        throw new ShellException("no URL of wandb-jdbc");
      }
      StatementRunner runner = new StatementRunner(connection, err, progress);
      if (opensShell()) {
        return shell(target, driver, connection, runner);
      }
      Signals.register("INT", new Interruption(runner, false));
      if (save == null) {
        return print(statements, runner, form);
      }
      SavedFiles files = new SavedFiles(save, connection, progress);
      runner.alsoCancels(files::cancel);
      int code = print(statements, runner, files.beside(form));
      return code == ExitCode.OK && !files.areComplete() ? ExitCode.INCOMPLETE : code;
    } catch (SQLException e) {
      err.println(StatementMessages.error(e));
      return ExitCode.FAILED;
    }
  }

  private int print(List<String> statements, StatementRunner runner, Outputs.Output form)
      throws IOException {
    return output == null
        ? run(statements, runner, form, out, screen)
        : write(statements, runner, form, output);
  }

  private int shell(
      Destination target, WandbDriver driver, Connection connection, StatementRunner runner)
      throws SQLException, IOException {
    String first = target.statement() == null ? "" : target.statement();
    try (Terminal terminal = TerminalBuilder.builder().name("wandb-sql").system(true).build()) {
      new Shell(terminal, connection, runner, out, err, csv ? "csv" : format, all)
          .run(first, () -> driver.connect(target.url(), new Properties()));
    }
    return ExitCode.OK;
  }

  private int write(List<String> statements, StatementRunner runner, Outputs.Output form, Path file)
      throws IOException {
    if (statements.size() != 1) {
      throw new ShellException("--output takes the rows of one statement");
    }
    try (OutputFile written = new OutputFile(file)) {
      int code = run(statements, runner, form, written.out(), Screen.NONE);
      if (code == ExitCode.OK) {
        written.publish();
      } else if (code == ExitCode.INCOMPLETE) {
        err.println("the rows until then are in " + written.part());
      } else {
        Files.deleteIfExists(written.part());
      }
      return code;
    } catch (NoSuchFileException | AccessDeniedException e) {
      throw new ShellException("--output %s: it can't be written there".formatted(file));
    }
  }

  private int run(
      List<String> statements,
      StatementRunner runner,
      Outputs.Output form,
      OutputStream into,
      Screen shown)
      throws IOException {
    for (String statement : statements) {
      int code = runner.run(statement, rows -> form.to(into, rows.getMetaData(), shown, all));
      if (code != ExitCode.OK) {
        return code;
      }
    }
    return ExitCode.OK;
  }

  private Outputs.Output form() throws IOException {
    if (chart == null) {
      if (log != null || group != null) {
        throw new ShellException("--log and --group are for charts: add --chart");
      }
      return Outputs.named(csv ? "csv" : format);
    }
    ChartOutput drawn = new ChartOutput(chart.isEmpty() ? null : Path.of(chart), log, group, err);
    drawn.check();
    return drawn;
  }

  private Destination target() {
    if (where == null) {
      return Destination.OF_SETTINGS;
    }
    String text = where;
    return Destination.of(text)
        .orElseGet(
            () -> {
              if (words.isEmpty() && Destination.isStatement(text)) {
                words.add(text);
                return Destination.OF_SETTINGS;
              }
              throw new ShellException(
                  "%s is neither team/project, a folder or file that is there, an address of the web app, nor a JDBC URL"
                      .formatted(text));
            });
  }

  /** Whether somebody is to type statements. */
  private boolean opensShell() {
    return isTyped && file == null && words.isEmpty();
  }

  /** The statements to run; none for the shell. */
  private List<String> statements(Destination target) throws IOException {
    if (words.size() > 1) {
      throw new ShellException("put the statement in quotes: it is one word of the command line");
    }
    if (file != null && !words.isEmpty()) {
      throw new ShellException("a statement and --file: give one of them");
    }
    if (file != null) {
      return StatementSplitter.split(text(file)).all();
    }
    if (!words.isEmpty()) {
      return StatementSplitter.split(words.get(0)).all();
    }
    if (opensShell()) {
      return List.of();
    }
    List<String> read =
        StatementSplitter.split(new String(in.readAllBytes(), StandardCharsets.UTF_8)).all();
    return read.isEmpty() && target.statement() != null ? List.of(target.statement()) : read;
  }

  private static String text(Path file) throws IOException {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (NoSuchFileException e) {
      throw new ShellException("--file %s: there is no such file".formatted(file));
    }
  }

  /** The words for forms. */
  static final class Words extends ArrayList<String> {
    private static final long serialVersionUID = 1L;

    Words() {
      super(Outputs.words());
    }
  }
}
