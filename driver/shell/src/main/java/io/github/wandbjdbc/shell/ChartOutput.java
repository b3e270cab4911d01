package io.github.wandbjdbc.shell;

import io.github.wandbjdbc.cli.RowPrinter;
import io.github.wandbjdbc.cli.Screen;
import io.github.wandbjdbc.shell.chart.ChartException;
import io.github.wandbjdbc.shell.chart.ChartOptions;
import io.github.wandbjdbc.shell.chart.Charts;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Draws rows: in the terminal, or as a picture in a file.
 *
 * @param file null for the terminal
 * @param log the axes that are logarithmic, x, y or xy; null for none
 * @param group the column by whose values rows are parted into series; null to guess
 * @param err where what isn't in a picture is told
 */
record ChartOutput(
    @Nullable Path file, @Nullable String log, @Nullable String group, PrintWriter err)
    implements Outputs.Output {
  private static final String OPTION = "--chart";
  private static final Pattern PICTURE =
      Pattern.compile("(?i)[^\\s]+\\.(png|svg|jpe?g|gif|pdf|webp|eps|bmp|tiff?)");

  /** The words of a command line in which {@code --chart} has its value, which may be empty. */
  static String[] withValue(String... words) {
    List<String> plain = new ArrayList<>();
    for (int i = 0; i < words.length; i++) {
      if (!words[i].equals(OPTION)) {
        plain.add(words[i]);
      } else if (i + 1 < words.length && PICTURE.matcher(words[i + 1]).matches()) {
        i++;
        plain.add(OPTION + "=" + words[i]);
      } else {
        plain.add(OPTION + "=");
      }
    }
    return plain.toArray(String[]::new);
  }

  /** Refuses what can't be drawn, whatever the rows are. */
  void check() throws ChartException {
    options(Screen.NONE);
    if (file != null) {
      Charts.check(file);
    }
  }

  @Override
  public RowPrinter to(OutputStream out, ResultSetMetaData columns, Screen screen, boolean all)
      throws SQLException, IOException {
    ChartOptions options = options(screen);
    if (file != null) {
      return Charts.of(file, err, columns, options);
    }
    Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
    return new FlushedPrinter(Charts.of(writer, columns, options), writer);
  }

  private ChartOptions options(Screen screen) throws ChartException {
    ChartOptions options = file == null ? ChartOptions.terminal() : ChartOptions.picture();
    if (file == null && screen.interactive()) {
      options =
          options
              .withSize(screen.width(), screen.height() - 2)
              .withColour(screen.colors())
              .withUnicode(showsUnicode());
    }
    options = log == null ? options : options.withLog(log.toLowerCase(Locale.ROOT));
    return group == null ? options : options.withGroup(group);
  }

  /** Whether the terminal shows more than ASCII, as far as the locale tells. */
  private static boolean showsUnicode() {
    String name = System.getProperty("stdout.encoding", System.getProperty("native.encoding"));
    return name == null || Charset.forName(name).name().startsWith("UTF-");
  }
}
