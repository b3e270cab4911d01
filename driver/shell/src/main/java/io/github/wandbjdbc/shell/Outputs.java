package io.github.wandbjdbc.shell;

import io.github.wandbjdbc.cli.OutputFormat;
import io.github.wandbjdbc.cli.RowPrinter;
import io.github.wandbjdbc.cli.Screen;
import io.github.wandbjdbc.shell.export.ExportFormat;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The forms in which rows leave the shell, by the words for them. */
final class Outputs {
  private Outputs() {}

  /** Makes a printer of rows. */
  @FunctionalInterface
  interface Output {

    /**
     * A printer of rows with such columns.
     *
     * @param screen where they are looked at
     * @param all whether a terminal shows more rows than somebody reads, too
     */
    RowPrinter to(OutputStream out, ResultSetMetaData columns, Screen screen, boolean all)
        throws SQLException, IOException;

    /** Whether it is for programs alone: a terminal would show nonsense. */
    default boolean isBinary() {
      return false;
    }
  }

  /** The words for all of them. */
  static List<String> words() {
    List<String> words = new ArrayList<>();
    Arrays.stream(OutputFormat.values()).map(OutputFormat::word).forEach(words::add);
    Arrays.stream(ExportFormat.values()).map(ExportFormat::word).forEach(words::add);
    return words;
  }

  /** The output that {@code word} means. */
  static Output named(String word) {
    for (OutputFormat format : OutputFormat.values()) {
      if (format.word().equals(word)) {
        return text(format);
      }
    }
    for (ExportFormat format : ExportFormat.values()) {
      if (format.word().equals(word)) {
        return binary(format);
      }
    }
    throw new ShellException(
        "--format %s: it is one of %s".formatted(word, String.join(", ", words())));
  }

  private static Output binary(ExportFormat format) {
    return new Output() {
      @Override
      public RowPrinter to(OutputStream out, ResultSetMetaData columns, Screen screen, boolean all)
          throws SQLException {
        return format.to(out, columns);
      }

      @Override
      public boolean isBinary() {
        return true;
      }
    };
  }

  private static Output text(OutputFormat format) {
    return (out, columns, screen, all) -> {
      Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
      return new FlushedPrinter(format.to(writer, columns, screen, all), writer);
    };
  }
}
