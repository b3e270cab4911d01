package io.github.wandbjdbc.shell.export;

import io.github.wandbjdbc.cli.RowPrinter;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Rows of statements, written to files. */
final class Exports {
  /** Each type, with its edges, and a row of NULL in {@code i} = 5. */
  static final String EVERY_TYPE =
      """
      SELECT * FROM (VALUES
        (1, CAST(9007199254740993 AS BIGINT), 0.5e0, TRUE, 'a', DATE '1969-12-31',
         TIME '23:59:59', TIMESTAMP '1969-12-31 23:59:59.999', CAST(-1.25 AS DECIMAL(5, 2))),
        (2, CAST(-1 AS BIGINT), CAST('NaN' AS DOUBLE), FALSE, '', DATE '2024-02-29',
         TIME '00:00:00', TIMESTAMP '2024-02-29 12:00:00', CAST(999.99 AS DECIMAL(5, 2))),
        (3, CAST(0 AS BIGINT), CAST('Infinity' AS DOUBLE), TRUE, '東京 𝄞', DATE '2024-01-01',
         TIME '12:00:00', TIMESTAMP '2024-01-01 00:00:00', CAST(0 AS DECIMAL(5, 2))),
        (4, CAST(0 AS BIGINT), CAST('-Infinity' AS DOUBLE), TRUE, 'NULL', DATE '2024-01-01',
         TIME '12:00:00', TIMESTAMP '2024-01-01 00:00:00', CAST(0.01 AS DECIMAL(5, 2))),
        (5, CAST(NULL AS BIGINT), CAST(NULL AS DOUBLE), CAST(NULL AS BOOLEAN),
         CAST(NULL AS VARCHAR), CAST(NULL AS DATE), CAST(NULL AS TIME),
         CAST(NULL AS TIMESTAMP), CAST(NULL AS DECIMAL(5, 2)))
      ) AS t(i, b, d, f, s, da, ti, ts, de)""";

  static final String NO_ROWS = "SELECT 1 AS a, 'x' AS b FROM (VALUES (1)) AS t(x) WHERE x > 1";

  /** The numbers below a million, with a text where they don't end in 3. */
  static final String MILLION =
      """
      SELECT g AS n,
        CASE WHEN MOD(g, 10) <> 3 THEN 'row ' || CAST(MOD(g, 100) / 10 AS VARCHAR) END AS s
      FROM TABLE(GENERATE_SERIES(0, 999999)) AS x(g)""";

  private static final String RUNS =
      "jdbc:wandb:file:" + Path.of("../../sql-tests/src/test/resources/digits").toAbsolutePath();

  private Exports() {}

  /** Ends a printer's output, one way or the other. */
  @FunctionalInterface
  private interface End {
    void end(RowPrinter printer) throws IOException;
  }

  /** Writes all rows. */
  static Path write(String sql, ExportFormat format, Path file) throws SQLException, IOException {
    return write(sql, format, file, RowPrinter::finish);
  }

  /** Writes the rows as if a failure had followed them. */
  static Path breakOff(String sql, ExportFormat format, Path file)
      throws SQLException, IOException {
    return write(sql, format, file, RowPrinter::breakOff);
  }

  private static Path write(String sql, ExportFormat format, Path file, End end)
      throws SQLException, IOException {
    try (Connection connection = DriverManager.getConnection(RUNS);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql);
        OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      RowPrinter printer = format.to(out, rows.getMetaData());
      while (rows.next()) {
        printer.print(rows);
      }
      end.end(printer);
    }
    return file;
  }
}
