package io.github.wandbjdbc.shell.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Parquet files, read by DuckDB. */
class ParquetPrinterTest {
  private static final String RUNS =
      "jdbc:wandb:file:" + Path.of("../../sql-tests/src/test/resources/digits").toAbsolutePath();

  private static final String EVERY_TYPE =
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

  @TempDir Path folder;

  @Test
  void everyTypeIsReadAsWhatItWas() throws Exception {
    Path file = written(EVERY_TYPE);

    assertThat(duckDb("SELECT column_type FROM (DESCRIBE SELECT * FROM '" + file + "')"))
        .containsExactly(
            "INTEGER",
            "BIGINT",
            "DOUBLE",
            "BOOLEAN",
            "VARCHAR",
            "DATE",
            "TIME",
            "TIMESTAMP",
            "DECIMAL(5,2)");
    assertThat(
            duckDb(
                "SELECT concat_ws('|', i, b, d, f, s, da, ti, ts, de) FROM '%s' ORDER BY i"
                    .formatted(file)))
        .containsExactly(
            "1|9007199254740993|0.5|true|a|1969-12-31|23:59:59|1969-12-31 23:59:59.999|-1.25",
            "2|-1|nan|false||2024-02-29|00:00:00|2024-02-29 12:00:00|999.99",
            "3|0|inf|true|東京 𝄞|2024-01-01|12:00:00|2024-01-01 00:00:00|0.00",
            "4|0|-inf|true|NULL|2024-01-01|12:00:00|2024-01-01 00:00:00|0.01",
            "5");
  }

  @Test
  void nullDiffersFromNanAndFromEmptyText() throws Exception {
    Path file = written(EVERY_TYPE);

    assertThat(duckDb("SELECT i FROM '%s' WHERE isnan(d)".formatted(file))).containsExactly("2");
    assertThat(duckDb("SELECT i FROM '%s' WHERE d IS NULL".formatted(file))).containsExactly("5");
    assertThat(duckDb("SELECT i FROM '%s' WHERE s = ''".formatted(file))).containsExactly("2");
    assertThat(duckDb("SELECT i FROM '%s' WHERE s IS NULL".formatted(file))).containsExactly("5");
  }

  @Test
  void aResultWithoutRowsIsAFile() throws Exception {
    Path file = written("SELECT 1 AS a, 'x' AS b FROM (VALUES (1)) AS t(x) WHERE x > 1");

    assertThat(duckDb("SELECT count(*) FROM '%s'".formatted(file))).containsExactly("0");
  }

  @Test
  void rowsBeforeAFailureAreReadAndCalledIncomplete() throws Exception {
    Path file = folder.resolve("broken.parquet");

    printed("SELECT * FROM (VALUES (1), (2), (3)) AS t(a)", file, RowPrinter::breakOff);

    assertThat(duckDb("SELECT sum(a) FROM '%s'".formatted(file))).containsExactly("6");
    assertThat(
            duckDb(
                "SELECT decode(key) || '=' || decode(value) FROM parquet_kv_metadata('%s')"
                    .formatted(file)))
        .containsExactly("wandb-jdbc.incomplete=true");
  }

  @Test
  void twoColumnsOfOneNameAreRefused() {
    assertThatThrownBy(() -> written("SELECT 1 AS a, 2 AS a"))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("two columns are named a")
        .hasMessageContaining("rename one by AS");
  }

  @Test
  void aMillionRowsAreSeveralRowGroups() throws Exception {
    String digits = "(VALUES (0), (1), (2), (3), (4), (5), (6), (7), (8), (9))";
    String rows =
        "SELECT a.x * 100000 + b.x * 10000 + c.x * 1000 + d.x * 100 + e.x * 10 + f.x AS n,"
            + " CASE WHEN f.x <> 3 THEN 'row ' || e.x END AS s"
            + " FROM %1$s AS a(x), %1$s AS b(x), %1$s AS c(x), %1$s AS d(x), %1$s AS e(x),"
                .formatted(digits)
            + " %s AS f(x)".formatted(digits);
    Path file = written(rows);

    assertThat(
            duckDb(
                "SELECT concat_ws(' ', count(*), sum(n), min(n), max(n), count(s)) FROM '%s'"
                    .formatted(file)))
        .containsExactly("1000000 499999500000 0 999999 900000");
    assertThat(
            duckDb(
                "SELECT count(DISTINCT row_group_id) FROM parquet_metadata('%s')".formatted(file)))
        .containsExactly("8");
  }

  /** Ends a printer's output, one way or the other. */
  private interface End {
    void end(RowPrinter printer) throws IOException;
  }

  private Path written(String sql) throws SQLException, IOException {
    Path file = folder.resolve("rows.parquet");
    printed(sql, file, RowPrinter::finish);
    return file;
  }

  private static void printed(String sql, Path file, End end) throws SQLException, IOException {
    try (Connection connection = DriverManager.getConnection(RUNS);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql);
        OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      RowPrinter printer = ExportFormat.PARQUET.to(out, rows.getMetaData());
      while (rows.next()) {
        printer.print(rows);
      }
      end.end(printer);
    }
  }

  private static List<String> duckDb(String sql) throws SQLException {
    List<String> texts = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
    }
    return texts;
  }
}
