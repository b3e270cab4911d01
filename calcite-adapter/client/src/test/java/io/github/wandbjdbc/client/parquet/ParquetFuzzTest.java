package io.github.wandbjdbc.client.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wandbjdbc.client.HistoryRow;
import io.github.wandbjdbc.client.StepRange;
import io.github.wandbjdbc.client.ValueColumn;
import io.github.wandbjdbc.client.ValueType;
import io.github.wandbjdbc.fuzz.Fuzzing;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Whatever is in a file, its reader gives rows or an {@link IOException}, soon and in little
 * memory.
 */
public final class ParquetFuzzTest {
  private static final List<ValueColumn> COLUMNS =
      Stream.concat(
              Stream.of("acc", "half", "small", "odd", "_step", "inner.x")
                  .map(key -> new ValueColumn(key, ValueType.NUMBER)),
              Stream.of("name", "hist", "list", "inner", "large", "flag", "inner.y.z")
                  .map(key -> new ValueColumn(key, ValueType.TEXT)))
          .toList();

  /** A file of nothing but nulls says in a few bytes that it has millions of rows. */
  private static final int MOST_BATCHES = 2000;

  @Test
  @Timeout(value = 10, unit = TimeUnit.HOURS)
  void rowsOrAFailureAreAllThatComesOfAFile() {
    Fuzzing.of("parquet")
        .tokens(
            "PAR1",
            "\u007f\u007f\u007f\u007f\7",
            "\0\0\0\0",
            "\u0015\u007f",
            "_step",
            "hist",
            "\u0019\u00fc")
        .run(10_000, ParquetFuzzTest::fuzzerTestOneInput);
  }

  /** Reads {@code input} as a file. */
  public static void fuzzerTestOneInput(byte[] input) {
    try (ParquetFile file = ParquetFile.open(new BytesInMemory(input))) {
      assertThat(file.steps().isPresent()).isIn(true, false);
      if (!file.hasSteps()) {
        return;
      }
      assertThat(file.rowsWithSteps().isPresent()).isIn(true, false);
      for (List<ValueColumn> columns : List.of(COLUMNS, List.<ValueColumn>of())) {
        Optional<ParquetRows> rows = ParquetRows.of(file, "run", columns, StepRange.ALL);
        if (rows.isPresent()) {
          assertThat(rows.get().others()).isNotNull();
          read(rows.get());
        }
      }
    } catch (IOException e) {
      assertThat(e).isNotNull();
    }
  }

  private static void read(ParquetRows rows) throws IOException {
    long last = -1;
    List<HistoryRow> page = rows.next();
    for (int i = 0; page != null && i < MOST_BATCHES; i++) {
      for (HistoryRow row : page) {
        assertThat(row.step()).isGreaterThan(last);
        last = row.step();
      }
      page = rows.next();
    }
  }
}
