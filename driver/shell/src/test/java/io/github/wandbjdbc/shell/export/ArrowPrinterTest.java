package io.github.wandbjdbc.shell.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Arrow files, read by Arrow's own library. */
final class ArrowPrinterTest {
  @TempDir Path folder;

  @Test
  void everyTypeIsReadAsWhatItWas() throws Exception {
    Path file = written(Exports.EVERY_TYPE);

    assertThat(ReadArrow.columns(file))
        .containsExactly(
            "i: Int(32, true)",
            "b: Int(64, true)",
            "d: FloatingPoint(DOUBLE)",
            "f: Bool",
            "s: Utf8",
            "da: Date(DAY)",
            "ti: Time(MILLISECOND, 32)",
            "ts: Timestamp(MILLISECOND, null)",
            "de: Decimal(5, 2, 128)");
    assertThat(ReadArrow.rows(file))
        .containsExactly(
            "1|9007199254740993|0.5|true|a|-1|1970-01-01T23:59:59|1969-12-31T23:59:59.999|-1.25",
            "2|-1|NaN|false||19782|1970-01-01T00:00|2024-02-29T12:00|999.99",
            "3|0|Infinity|true|東京 𝄞|19723|1970-01-01T12:00|2024-01-01T00:00|0.00",
            "4|0|-Infinity|true|NULL|19723|1970-01-01T12:00|2024-01-01T00:00|0.01",
            "5|null|null|null|null|null|null|null|null");
    assertThat(ReadArrow.notes(file)).isEmpty();
  }

  @Test
  void decimalsOfAllDigitsAreWhatTheyWere() throws Exception {
    String digits = "12345678901234567890123456789012345.678";

    Path file =
        written(
            "SELECT CAST(x AS DECIMAL(38, 3)) AS d FROM (VALUES (%1$s), (-%1$s)) AS t(x)"
                .formatted(digits));

    assertThat(ReadArrow.rows(file)).containsExactly(digits, "-" + digits);
  }

  @Test
  void aResultWithoutRowsIsAFile() throws Exception {
    Path file = written(Exports.NO_ROWS);

    assertThat(ReadArrow.columns(file)).containsExactly("a: Int(32, true)", "b: Utf8");
    assertThat(ReadArrow.batches(file)).isEmpty();
  }

  @Test
  void rowsBeforeAFailureAreReadAndCalledIncomplete() throws Exception {
    String sql = "SELECT * FROM (VALUES (1), (2), (3)) AS t(a)";

    Path file = Exports.breakOff(sql, ExportFormat.ARROW, folder.resolve("broken.arrow"));

    assertThat(ReadArrow.rows(file)).containsExactly("1", "2", "3");
    assertThat(ReadArrow.notes(file)).containsExactly(entry("wandb-jdbc.incomplete", "true"));
  }

  @Test
  void aFailureBeforeTheFirstRowLeavesNothing() throws Exception {
    Path file = folder.resolve("broken.arrow");

    Exports.breakOff(Exports.NO_ROWS, ExportFormat.ARROW, file);

    assertThat(file).isEmptyFile();
  }

  @Test
  void twoColumnsOfOneNameAreRefused() {
    assertThatThrownBy(() -> written("SELECT 1 AS a, 2 AS a"))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("two columns are named a");
  }

  @Test
  void aNameThatIsNotUnicodeIsWrittenNevertheless() throws Exception {
    Path file = written("SELECT 1 AS U&\"a\\D800\"");

    assertThat(ReadArrow.columns(file)).containsExactly("a?: Int(32, true)");
  }

  @Test
  void batchesEndAtSoManyRowsOrBytesAndBeginWhereReadersMapThem() throws Exception {
    Path rows = written("SELECT g FROM TABLE(GENERATE_SERIES(1, 300000)) AS x(g)");
    List<Integer> byRows = ReadArrow.batches(rows);
    Path texts =
        written("SELECT RPAD('', 1000000, 'x') AS t FROM TABLE(GENERATE_SERIES(1, 40)) AS x(g)");
    List<Integer> byBytes = ReadArrow.batches(texts);

    assertThat(ReadArrow.bodies(texts)).allMatch(start -> start % 64 == 0);
    assertThat(byRows).containsExactly(131_072, 131_072, 37_856);
    assertThat(byBytes).containsExactly(17, 17, 6);
  }

  private Path written(String sql) throws Exception {
    return Exports.write(sql, ExportFormat.ARROW, folder.resolve("rows.arrow"));
  }
}
