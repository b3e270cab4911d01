package io.github.wandbjdbc.client.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wandbjdbc.client.HistoryRow;
import io.github.wandbjdbc.client.StepRange;
import io.github.wandbjdbc.client.ValueColumn;
import io.github.wandbjdbc.client.ValueType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Files of pyarrow are read as it wrote them, whatever the encoding: {@code
 * src/test/resources/fuzz/parquet}.
 */
class WrittenElsewhereTest {
  private static final int ROWS = 12;

  private static final List<ValueColumn> COLUMNS =
      Stream.concat(
              Stream.of("acc", "half", "small", "odd", "inner.x")
                  .map(key -> new ValueColumn(key, ValueType.NUMBER)),
              Stream.of("name", "hist", "list", "inner", "large", "flag")
                  .map(key -> new ValueColumn(key, ValueType.TEXT)))
          .toList();

  @ParameterizedTest
  @ValueSource(strings = {"plain", "dictionary", "pages-v2", "gzip", "lz4", "delta", "delta-v2"})
  void allKindsOfValuesAreRead(String name) throws IOException {
    List<HistoryRow> rows = rows(name, COLUMNS);

    assertThat(rows.stream().map(row -> text(row, COLUMNS.size())))
        .containsExactlyElementsOf(
            IntStream.range(0, ROWS)
                .filter(step -> step != 5)
                .mapToObj(WrittenElsewhereTest::written)
                .toList());
  }

  private static String written(int i) {
    List<Object> values = new ArrayList<>();
    values.add(i % 2 == 1 ? (Object) (double) i : "null");
    values.add(0.5 * i);
    values.add(i - 3.0);
    values.add(i % 2 == 1 ? Double.NaN : Double.NEGATIVE_INFINITY);
    values.add(i % 5 == 0 ? (Object) "null" : (double) i);
    values.add(i % 4 == 0 ? "null" : "name" + i % 3);
    values.add(
        i % 3 == 0
            ? "null"
            : "{\"_type\":\"histogram\",\"bins\":[0.0,%s],\"values\":[%d]}".formatted(1.5 * i, i));
    values.add(i % 2 == 0 ? "[]" : "[%d,%d]".formatted(i, i + 1));
    values.add(i % 5 == 0 ? "null" : "{\"x\":%d,\"y\":{\"z\":\"q\"}}".formatted(i));
    values.add(Long.toUnsignedString(-1L - i));
    values.add(i % 5 == 0 ? "null" : String.valueOf(i % 2 == 0));
    return "%d %s".formatted(i, values);
  }

  @ParameterizedTest
  @ValueSource(strings = {"double-steps", "int-steps"})
  void stepsMayBeOtherNumbers(String name) throws IOException {
    List<ValueColumn> columns = List.of(new ValueColumn("name", ValueType.TEXT));

    List<HistoryRow> rows = rows(name, columns);

    assertThat(rows.stream().map(row -> text(row, 1)))
        .containsExactlyElementsOf(
            IntStream.range(0, ROWS)
                .mapToObj(i -> i + (i % 4 == 0 ? " [null]" : " [name" + i % 3 + "]"))
                .toList());
  }

  private static List<HistoryRow> rows(String name, List<ValueColumn> columns) throws IOException {
    byte[] bytes =
        Files.readAllBytes(
            Path.of("src", "test", "resources", "fuzz", "parquet", name + ".parquet"));
    List<HistoryRow> all = new ArrayList<>();
    try (ParquetFile file = ParquetFile.open(new BytesInMemory(bytes))) {
      ParquetRows rows = ParquetRows.of(file, "run", columns, StepRange.ALL).orElseThrow();
      for (List<HistoryRow> some = rows.next(); some != null; some = rows.next()) {
        all.addAll(some);
      }
    }
    return all;
  }

  private static String text(HistoryRow row, int columns) {
    return "%d %s"
        .formatted(
            row.step(),
            IntStream.range(0, columns).mapToObj(i -> String.valueOf(row.value(i))).toList());
  }
}
