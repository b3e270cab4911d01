package io.github.wandbjdbc.shell.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wandbjdbc.shell.WandbSql;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A million rows leave a small heap, and are what they were. */
@Timeout(300)
final class LargeExportTest {
  private static final String RUNS =
      Path.of("../../sql-tests/src/test/resources/digits").toAbsolutePath().toString();

  private static final int ROWS = 1_000_000;

  /** Each number with what its remainders make of it. */
  private static final String SQL =
      """
      SELECT g AS id,
        CASE WHEN MOD(g, 10) = 0 THEN NULL WHEN MOD(g, 7) = 0 THEN CAST('NaN' AS DOUBLE)
          WHEN MOD(g, 11) = 0 THEN CAST('-Infinity' AS DOUBLE) ELSE g / 2e0 END AS d,
        MOD(g, 3) = 0 AS b, 'run ' || CAST(g AS VARCHAR) AS t, CAST(g AS DECIMAL(12, 2)) AS amount,
        TIMESTAMP '2024-01-02 03:04:05.678' AS ts, DATE '1969-12-31' AS day
      FROM TABLE(GENERATE_SERIES(1, %d)) AS x(g)"""
          .formatted(ROWS);

  private static final String FIGURES =
      """
      SELECT concat_ws('|', count(*), count(*) - count(d), count(*) FILTER (isnan(d)),
        count(*) FILTER (d = '-Infinity'::DOUBLE), (sum(d) FILTER (isfinite(d)) * 2)::BIGINT,
        count(*) FILTER (b), sum(id)::BIGINT, sum(amount)::BIGINT, min(ts), max(ts), min(day),
        count(DISTINCT t)) FROM '%s'""";

  @TempDir Path directory;

  @Test
  void parquetIsWrittenInBoundedMemory() throws Exception {
    Path file = directory.resolve("rows.parquet");

    write(file, "parquet");

    assertThat(duckDb(FIGURES.formatted(file))).containsExactly(figures());
  }

  @Test
  void arrowIsWrittenInBoundedMemory() throws Exception {
    Path file = directory.resolve("rows.arrow");

    write(file, "arrow");

    assertThat(ArrowFigures.of(file)).isEqualTo(figures());
  }

  private static String figures() {
    long nulls = 0;
    long nans = 0;
    long infinities = 0;
    long sum = 0;
    long thirds = 0;
    for (int g = 1; g <= ROWS; g++) {
      thirds += g % 3 == 0 ? 1 : 0;
      if (g % 10 == 0) {
        nulls++;
      } else if (g % 7 == 0) {
        nans++;
      } else if (g % 11 == 0) {
        infinities++;
      } else {
        sum += g;
      }
    }
    long all = (long) ROWS * (ROWS + 1) / 2;
    String time = "2024-01-02 03:04:05.678";
    return "%d|%d|%d|%d|%d|%d|%d|%d|%s|%s|1969-12-31|%d"
        .formatted(ROWS, nulls, nans, infinities, sum, thirds, all, all, time, time, ROWS);
  }

  private void write(Path file, String format) throws Exception {
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    Path arguments =
        Files.writeString(directory.resolve("arguments"), "-cp\n\"%s\"".formatted(classPath));
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "@" + arguments,
                WandbSql.class.getName(),
                RUNS,
                SQL,
                "--format",
                format,
                "--output",
                file.toString()));
    File said = directory.resolve("said").toFile();
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said).start();
    process.getOutputStream().close();

    assertThat(process.waitFor()).as(Files.readString(said.toPath())).isZero();
  }

  private static List<String> duckDb(String sql) throws Exception {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> values = new ArrayList<>();
      while (rows.next()) {
        values.add(rows.getString(1));
      }
      return values;
    }
  }
}
