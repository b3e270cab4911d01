package io.github.wandbjdbc.shell.chart;

import io.github.wandbjdbc.cli.RowPrinter;
import java.io.Writer;
import java.nio.file.Path;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;

/** Makes charts of results. */
public final class Charts {
  private Charts() {}

  /**
   * A chart in a terminal's characters.
   *
   * @param out the terminal, or what goes there
   * @throws ChartException if such a result can't be drawn
   */
  public static RowPrinter of(Writer out, ResultSetMetaData columns, ChartOptions options)
      throws SQLException, ChartException {
    return new ChartPrinter(new TerminalDrawing(out, options), columns, options);
  }

  /**
   * A picture, PNG or SVG by the ending of {@code file}.
   *
   * @param messages where what isn't in the picture is told
   * @throws ChartException if such a result can't be drawn, or not to that file
   */
  public static RowPrinter of(
      Path file, Writer messages, ResultSetMetaData columns, ChartOptions options)
      throws SQLException, ChartException {
    return new ChartPrinter(new PictureDrawing(file, messages, options), columns, options);
  }

  /**
   * Refuses a file that no chart can be written to, before a statement is executed.
   *
   * @throws ChartException if its name has another ending, its folder is missing, or this Java has
   *     no fonts for PNG
   */
  public static void check(Path file) throws ChartException {
    new PictureDrawing(file, Writer.nullWriter(), ChartOptions.picture());
  }
}
