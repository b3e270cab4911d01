package io.github.wandbjdbc.shell.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Files of each format, read by PyArrow, polars and pandas. */
final class ReadInPythonTest {
  /** The rows as Python prints their values, of whichever library. */
  private static final String[] ROWS = {
    "1|9007199254740993|0.5|True|a|1969-12-31|23:59:59|1969-12-31 23:59:59.999000|-1.25",
    "2|-1|nan|False||2024-02-29|00:00:00|2024-02-29 12:00:00|999.99",
    "3|0|inf|True|東京 𝄞|2024-01-01|12:00:00|2024-01-01 00:00:00|0.00",
    "4|0|-inf|True|NULL|2024-01-01|12:00:00|2024-01-01 00:00:00|0.01",
    "5|None|None|None|None|None|None|None|None"
  };

  @TempDir Path folder;

  @BeforeAll
  static void install() throws Exception {
    PythonReaders.install();
  }

  @ParameterizedTest
  @EnumSource
  void pyArrowReadsEveryType(ExportFormat format) throws Exception {
    Path file = written(Exports.EVERY_TYPE, format);

    assertThat(PythonReaders.read("by_pyarrow", file))
        .startsWith(
            "int32, int64, double, bool, string, date32[day], time32[ms], timestamp[ms],"
                + " decimal128(5, 2)")
        .endsWith(ROWS)
        .hasSize(1 + ROWS.length);
  }

  @ParameterizedTest
  @EnumSource
  void polarsReadsEveryType(ExportFormat format) throws Exception {
    Path file = written(Exports.EVERY_TYPE, format);

    assertThat(PythonReaders.read("by_polars", file))
        .startsWith(
            "Int32, Int64, Float64, Boolean, String, Date, Time,"
                + " Datetime(time_unit='ms', time_zone=None), Decimal(precision=5, scale=2)")
        .endsWith(ROWS)
        .hasSize(1 + ROWS.length);
  }

  @ParameterizedTest
  @EnumSource
  void pandasReadsFrames(ExportFormat format) throws Exception {
    Path file =
        written(
            "SELECT i, b, d, f, s, ts FROM (%s) AS t WHERE i < 3".formatted(Exports.EVERY_TYPE),
            format);

    assertThat(PythonReaders.read("by_pandas", file))
        .containsExactly(
            "int32, int64, float64, bool, str, datetime64[ms]",
            "1|9007199254740993|0.5|True|a|1969-12-31 23:59:59.999000",
            "2|-1|nan|False||2024-02-29 12:00:00");
  }

  @ParameterizedTest
  @EnumSource
  void pandasKeepsWholeNumbersBesideNullIfAsked(ExportFormat format) throws Exception {
    Path file =
        written("SELECT b FROM (%s) AS t WHERE i IN (1, 5)".formatted(Exports.EVERY_TYPE), format);

    assertThat(PythonReaders.read("by_pandas", file))
        .containsExactly("float64", "9007199254740992.0", "nan");
    assertThat(PythonReaders.read("by_typed_pandas", file))
        .containsExactly("int64[pyarrow]", "9007199254740993", "<NA>");
  }

  @ParameterizedTest
  @EnumSource
  void aResultWithoutRowsHasItsColumns(ExportFormat format) throws Exception {
    Path file = written(Exports.NO_ROWS, format);

    assertThat(PythonReaders.read("by_pyarrow", file)).containsExactly("int32, string");
    assertThat(PythonReaders.read("by_polars", file)).containsExactly("Int32, String");
    assertThat(PythonReaders.read("by_pandas", file)).containsExactly("int32, str");
  }

  @Test
  void aMillionRowsAreTheSameInBothFormats() throws Exception {
    Path arrow = written(Exports.MILLION, ExportFormat.ARROW);
    Path parquet = written(Exports.MILLION, ExportFormat.PARQUET);

    assertThat(PythonReaders.read("same", arrow, parquet)).containsExactly("True, 1000000");
  }

  private Path written(String sql, ExportFormat format) throws Exception {
    return Exports.write(sql, format, folder.resolve("rows." + format.word()));
  }
}
