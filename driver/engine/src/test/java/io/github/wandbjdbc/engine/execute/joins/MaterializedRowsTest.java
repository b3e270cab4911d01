package io.github.wandbjdbc.engine.execute.joins;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wandbjdbc.engine.execute.ListedRows;
import io.github.wandbjdbc.engine.source.Execution;
import io.github.wandbjdbc.engine.source.Memory;
import io.github.wandbjdbc.engine.source.Operator;
import io.github.wandbjdbc.engine.source.Scope;
import io.github.wandbjdbc.engine.values.Batch;
import io.github.wandbjdbc.engine.values.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows that are the same for each outer row are read once, however they are read. */
class MaterializedRowsTest {
  private static final List<Kind> KINDS = List.of(Kind.LONG, Kind.OBJECT);

  private final Memory memory = new Memory(1L << 30);
  private final Execution execution = new Execution(Scope.UNBOUNDED, memory, List.of());
  private final List<ListedRows> opened = new ArrayList<>();

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 10, 5_000})
  void rowsAreReadOnceHoweverOftenTheyAreAskedFor(int count) {
    MaterializedRows part = part(rows(count, "note"), 7);

    for (int i = 0; i < 3; i++) {
      assertThat(ListedRows.all(part.open(), 2)).isEqualTo(rows(count, "note"));
    }
    assertThat(opened).hasSize(1).allMatch(ListedRows::isClosed);
  }

  @Test
  void whoStopsEarlyLeavesTheRestToTheNext() {
    MaterializedRows part = part(rows(20, "note"), 4);
    for (int batches = 1; batches < 4; batches++) {
      Operator reader = part.open();
      for (int i = 0; i < batches; i++) {
        assertThat(reader.next()).isNotNull();
      }
      reader.close();
    }

    assertThat(opened).hasSize(1);
    assertThat(opened.get(0).asked()).isEqualTo(4);
    assertThat(ListedRows.all(part.open(), 2)).isEqualTo(rows(20, "note"));
    assertThat(opened).hasSize(1);
  }

  @Test
  void aSecondReaderMeanwhileReadsForItself() {
    MaterializedRows part = part(rows(20, "note"), 4);
    Operator first = part.open();
    assertThat(first.next()).isNotNull();

    assertThat(ListedRows.all(part.open(), 2)).isEqualTo(rows(20, "note"));
    assertThat(ListedRows.all(first, 2)).isEqualTo(rows(20, "note").subList(4, 20));
    assertThat(ListedRows.all(part.open(), 2)).isEqualTo(rows(20, "note"));
    assertThat(opened).hasSize(2).allMatch(ListedRows::isClosed);
  }

  @Test
  void oneThatReadsWhatIsHeldMayBeLeftBehind() {
    MaterializedRows part = part(rows(5_000, "note"), 100);
    ListedRows.all(part.open(), 2);
    Operator slow = part.open();
    Operator fast = part.open();
    assertThat(slow.next()).isNotNull();

    assertThat(ListedRows.all(fast, 2)).hasSize(5_000);
    assertThat(ListedRows.all(slow, 2)).hasSize(5_000 - Batch.MOST_ROWS);
  }

  @Test
  void whatIsTooLargeIsReadAnewAndNotKept() {
    List<List<@Nullable Object>> rows = rows(200, "x".repeat(100_000));
    MaterializedRows part = part(rows, 10);

    for (int i = 1; i <= 3; i++) {
      assertThat(ListedRows.all(part.open(), 2)).isEqualTo(rows);
      assertThat(opened).hasSize(i).allMatch(ListedRows::isClosed);
      assertThat(memory.held()).isZero();
    }
  }

  @Test
  void nothingIsKeptWhereHalfOfTheMemoryIsHeld() {
    Memory little = new Memory(1 << 20);
    little.reserve((1 << 19) - 1_000, "the sort");
    List<List<@Nullable Object>> rows = rows(500, "note");
    MaterializedRows part =
        new MaterializedRows(
            KINDS,
            new Execution(Scope.UNBOUNDED, little, List.of()),
            () -> new ListedRows(KINDS, rows, 10));

    assertThat(ListedRows.all(part.open(), 2)).isEqualTo(rows);
    assertThat(ListedRows.all(part.open(), 2)).isEqualTo(rows);
    assertThat(little.held()).isEqualTo((1 << 19) - 1_000);
  }

  @Test
  void whatIsLeftOpenEndsWithTheExecution() {
    Operator reader = part(rows(20, "note"), 4).open();
    assertThat(reader.next()).isNotNull();
    reader.close();
    assertThat(opened).noneMatch(ListedRows::isClosed);

    execution.end();

    assertThat(opened).allMatch(ListedRows::isClosed);
    assertThat(memory.held()).isZero();
  }

  private MaterializedRows part(List<List<@Nullable Object>> rows, int batchSize) {
    return new MaterializedRows(
        KINDS,
        execution,
        () -> {
          opened.add(new ListedRows(KINDS, rows, batchSize));
          return Objects.requireNonNull(opened.get(opened.size() - 1));
        });
  }

  private static List<List<@Nullable Object>> rows(int count, String text) {
    return LongStream.range(0, count)
        .mapToObj(i -> List.<@Nullable Object>of(i, text + i))
        .toList();
  }
}
