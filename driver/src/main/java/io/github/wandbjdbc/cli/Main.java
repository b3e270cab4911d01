package io.github.wandbjdbc.cli;

import io.github.wandbjdbc.cli.Arguments.UsageException;
import io.github.wandbjdbc.jdbc.PastedAddress;
import io.github.wandbjdbc.jdbc.ProductVersion;
import io.github.wandbjdbc.jdbc.WandbDriver;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Properties;

/** {@code java -jar wandb-jdbc.jar <jdbc-url> <sql>}: runs a statement and prints its rows. */
public final class Main {
  private static final int OK = 0;
  private static final int FAILED = 1;
  private static final int MISUSED = 2;
  private static final int INCOMPLETE = 3;

  private final InputStream in;
  private final OutputStream out;
  private final PrintStream err;
  private final Screen screen;
  private final boolean showsProgress;

  /**
   * @param screen where {@code out} is looked at
   * @param showsProgress whether somebody looks at {@code err}
   */
  Main(InputStream in, OutputStream out, PrintStream err, Screen screen, boolean showsProgress) {
    this.in = in;
    this.out = out;
    this.err = err;
    this.screen = screen;
    this.showsProgress = showsProgress;
  }

  /** Runs, and ends the JVM with the exit code. */
  public static void main(String[] words) {
    PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
    OutputStream out = new FileOutputStream(FileDescriptor.out);
    Main main = new Main(System.in, out, err, Screen.ofStandardOutput(), Screen.isTerminal(2));
    System.exit(main.run(words));
  }

  int run(String... words) {
    try {
      if (Arrays.asList(words).contains("--help")) {
        print(Arguments.USAGE);
        return OK;
      }
      if (Arrays.asList(words).contains("--version")) {
        print("wandb-jdbc " + ProductVersion.TEXT + "\n");
        return OK;
      }
      return execute(Arguments.parse(words));
    } catch (UsageException e) {
      err.println(TerminalText.of(String.valueOf(e.getMessage())));
      err.print(Arguments.USAGE);
      return MISUSED;
    } catch (IncompleteRowsException e) {
      err.println(StatementMessages.error(e));
      err.println(e.sentence());
      return INCOMPLETE;
    } catch (SQLException e) {
      err.println(StatementMessages.error(e));
      return FAILED;
    } catch (IOException e) {
      // Nobody reads any more, as behind "| head"; there is nobody to tell either.
      return FAILED;
    }
  }

  private void print(String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  private int execute(Arguments arguments) throws SQLException, IOException {
    WandbDriver driver = new WandbDriver();
    if (!driver.acceptsURL(arguments.url())) {
      throw notAccepted(arguments);
    }
    String given = arguments.sql();
    String sql = given == null ? read() : given;
    try (Connection connection = driver.connect(arguments.url(), new Properties())) {
      if (connection == null) {
        throw notAccepted(arguments);
      }
      try (Statement statement = connection.createStatement();
          Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8))) {
        try {
          print(statement.executeQuery(sql), arguments, writer);
        } catch (IncompleteRowsException e) {
          StatementMessages.warnings(statement.getWarnings(), err::println);
          throw e;
        }
        StatementMessages.warnings(statement.getWarnings(), err::println);
      }
    }
    return OK;
  }

  private static UsageException notAccepted(Arguments arguments) {
    return new UsageException(
        PastedAddress.alone(arguments.url()).orElse("a URL begins with jdbc:wandb:"));
  }

  private void print(ResultSet rows, Arguments arguments, Writer writer)
      throws SQLException, IOException {
    Progress progress = new Progress(err, showsProgress);
    try (rows) {
      RowPrinter printer =
          arguments.format().to(writer, rows.getMetaData(), screen, arguments.all());
      RowLoop.print(rows, printer, progress::rows, progress::clear);
    } finally {
      progress.clear();
      writer.flush();
    }
  }

  private String read() throws IOException {
    StringWriter text = new StringWriter();
    new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)).transferTo(text);
    return text.toString();
  }
}
