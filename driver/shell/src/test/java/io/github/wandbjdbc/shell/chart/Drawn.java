package io.github.wandbjdbc.shell.chart;

import io.github.wandbjdbc.cli.RowPrinter;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Charts and grids of statements over the sample runs. */
final class Drawn {
  private static final String URL = "jdbc:wandb:file:../../sql-tests/src/test/resources/digits";

  private interface PrinterOf {
    RowPrinter printer(ResultSet rows) throws SQLException, IOException;
  }

  private Drawn() {}

  /** The chart in a terminal. */
  static String inTerminal(String sql, ChartOptions options) throws SQLException, IOException {
    StringWriter out = new StringWriter();
    print(sql, rows -> Charts.of(out, rows.getMetaData(), options));
    return out.toString();
  }

  /** Writes a picture; the messages come back. */
  static String inFile(String sql, Path file, ChartOptions options)
      throws SQLException, IOException {
    StringWriter messages = new StringWriter();
    print(sql, rows -> Charts.of(file, messages, rows.getMetaData(), options));
    return messages.toString();
  }

  /** The rows as a picture of a grid. */
  static String grid(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(URL);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      return GridPicture.of(rows);
    }
  }

  private static void print(String sql, PrinterOf printers) throws SQLException, IOException {
    try (Connection connection = DriverManager.getConnection(URL);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      RowPrinter printer = printers.printer(rows);
      while (rows.next()) {
        printer.print(rows);
      }
      printer.finish();
    }
  }

  /** The chart of what came before a failure. */
  static String brokenOff(String sql, int after) throws SQLException, IOException {
    StringWriter out = new StringWriter();
    try (Connection connection = DriverManager.getConnection(URL);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      RowPrinter printer = Charts.of(out, rows.getMetaData(), ChartOptions.terminal());
      for (int i = 0; i < after && rows.next(); i++) {
        printer.print(rows);
      }
      printer.breakOff();
    }
    return out.toString();
  }
}
