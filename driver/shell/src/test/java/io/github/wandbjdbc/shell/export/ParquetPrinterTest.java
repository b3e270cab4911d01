package io.github.wandbjdbc.shell.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
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
  @TempDir Path folder;

  @Test
  void everyTypeIsReadAsWhatItWas() throws Exception {
    Path file = written(Exports.EVERY_TYPE);

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
    Path file = written(Exports.EVERY_TYPE);

    assertThat(duckDb("SELECT i FROM '%s' WHERE isnan(d)".formatted(file))).containsExactly("2");
    assertThat(duckDb("SELECT i FROM '%s' WHERE d IS NULL".formatted(file))).containsExactly("5");
    assertThat(duckDb("SELECT i FROM '%s' WHERE s = ''".formatted(file))).containsExactly("2");
    assertThat(duckDb("SELECT i FROM '%s' WHERE s IS NULL".formatted(file))).containsExactly("5");
  }

  @Test
  void aResultWithoutRowsIsAFile() throws Exception {
    Path file = written(Exports.NO_ROWS);

    assertThat(duckDb("SELECT count(*) FROM '%s'".formatted(file))).containsExactly("0");
  }

  @Test
  void rowsBeforeAFailureAreReadAndCalledIncomplete() throws Exception {
    String sql = "SELECT * FROM (VALUES (1), (2), (3)) AS t(a)";

    Path file = Exports.breakOff(sql, ExportFormat.PARQUET, folder.resolve("broken.parquet"));

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
    Path file = written(Exports.MILLION);

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

  private Path written(String sql) throws SQLException, IOException {
    return Exports.write(sql, ExportFormat.PARQUET, folder.resolve("rows.parquet"));
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
