package io.github.wandbjdbc.client.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.wandbjdbc.client.HistoryRow;
import io.github.wandbjdbc.client.StepRange;
import io.github.wandbjdbc.client.ValueColumn;
import io.github.wandbjdbc.client.ValueType;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A file of a megabyte may say its one long text for each of many rows. */
@Timeout(60)
class RepeatedTextsTest {
  private static final int MEGABYTE = 1 << 20;
  private static final List<ValueColumn> TEXT = List.of(new ValueColumn("text", ValueType.TEXT));

  @Test
  void longTextsComeFewAtATime() throws IOException {
    long all = Runtime.getRuntime().maxMemory() / MEGABYTE * 2;
    ParquetRows rows = rows(RepeatedTexts.inRows(0, (int) all, MEGABYTE));

    long count = 0;
    for (List<HistoryRow> some = rows.next(); some != null; some = rows.next()) {
      assertThat(rows.bytes()).isLessThanOrEqualTo(16 * MEGABYTE);
      assertThat(some).allMatch(row -> String.valueOf(row.value(0)).length() == MEGABYTE);
      count += some.size();
    }

    assertThat(count).isEqualTo(all);
  }

  @Test
  void manyLongTextsAfterShortOnesAreLeftToTheApi() throws IOException {
    int length = (int) (Runtime.getRuntime().maxMemory() / 2048);
    ParquetRows rows = rows(RepeatedTexts.inRows(3000, 1024, length));

    assertThatThrownBy(() -> readAll(rows))
        .isInstanceOf(UnsuitedException.class)
        .hasMessageContaining("at once");
  }

  @Test
  void aListOfManyLongTextsIsLeftToTheApi() throws IOException {
    ParquetRows rows = rows(RepeatedTexts.inList(1_000_000, MEGABYTE));

    assertThatThrownBy(() -> readAll(rows))
        .isInstanceOf(UnsuitedException.class)
        .hasMessageContaining("at once");
  }

  @Test
  void textsThatAreNotWantedTakeNoMemory() throws IOException {
    StepRange few = new StepRange(2_999, 3_001);
    int length = (int) (Runtime.getRuntime().maxMemory() / 4096);
    ParquetRows rows = rows(RepeatedTexts.inRows(3000, 10_000, length), few);

    long count = 0;
    for (List<HistoryRow> some = rows.next(); some != null; some = rows.next()) {
      count += some.size();
    }

    assertThat(count).isEqualTo(2);
  }

  private static ParquetRows rows(byte[] file) throws IOException {
    return rows(file, StepRange.ALL);
  }

  private static ParquetRows rows(byte[] file, StepRange wanted) throws IOException {
    return ParquetRows.of(ParquetFile.open(new BytesInMemory(file)), "run", TEXT, wanted)
        .orElseThrow();
  }

  private static void readAll(ParquetRows rows) throws IOException {
    while (rows.next() != null) {
      // Its rows are of no interest.
    }
  }
}
