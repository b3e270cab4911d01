package io.github.wandbjdbc.engine.execute.sets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.wandbjdbc.engine.execute.ListedRows;
import io.github.wandbjdbc.engine.source.Execution;
import io.github.wandbjdbc.engine.source.Memory;
import io.github.wandbjdbc.engine.source.Operator;
import io.github.wandbjdbc.engine.source.Scope;
import io.github.wandbjdbc.engine.values.Batch;
import io.github.wandbjdbc.engine.values.Kind;
import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows that are the same in each step are read once, however they are read. */
class KeptRowsTest {
  private static final List<Kind> KINDS = List.of(Kind.LONG, Kind.OBJECT);

  private final Memory memory = new Memory(1L << 20);
  private final Execution execution = new Execution(Scope.UNBOUNDED, memory, List.of());
  private final List<ListedRows> opened = new ArrayList<>();

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 10, 5_000})
  void rowsAreReadOnceHoweverOftenTheyAreAskedFor(int count) {
    KeptRows part = part(rows(count), 7);

    for (int i = 0; i < 3; i++) {
      assertThat(ListedRows.all(part.open(), 2)).isEqualTo(rows(count));
    }
    assertThat(opened).hasSize(1).allMatch(ListedRows::isClosed);
  }

  @Test
  void severalReadersShareOneReading() {
    KeptRows part = part(rows(20), 4);
    Operator slow = part.open();
    Operator fast = part.open();
    assertThat(slow.next()).extracting(Batch::size).isEqualTo(4);

    assertThat(ListedRows.all(fast, 2)).isEqualTo(rows(20));
    assertThat(ListedRows.all(slow, 2)).isEqualTo(rows(20).subList(4, 20));
    assertThat(opened).hasSize(1);
  }

  @Test
  void whoStopsEarlyLeavesTheRestToTheNext() {
    KeptRows part = part(rows(20), 4);
    Operator reader = part.open();
    assertThat(reader.next()).isNotNull();
    reader.close();
    assertThat(reader.next()).isNull();
    assertThat(opened).singleElement().extracting(ListedRows::asked).isEqualTo(1);

    assertThat(ListedRows.all(part.open(), 2)).isEqualTo(rows(20));
    assertThat(opened).hasSize(1);
  }

  @Test
  void whatNobodyReadsIsNotOpened() {
    part(rows(20), 4).open().close();

    assertThat(opened).isEmpty();
  }

  @Test
  void itEndsWithTheExecution() {
    Operator reader = part(rows(20), 4).open();
    assertThat(reader.next()).isNotNull();
    reader.close();
    assertThat(opened).noneMatch(ListedRows::isClosed);

    execution.end();

    assertThat(opened).allMatch(ListedRows::isClosed);
    assertThat(memory.held()).isZero();
  }

  @Test
  void whatDoesNotFitIsRefused() {
    Operator reader = part(rows(100_000), 512).open();

    assertThatExceptionOfType(StatementException.class)
        .isThrownBy(() -> ListedRows.all(reader, 2))
        .withMessageContaining("what a recursion reads in each step would hold more than 1 MB")
        .returns(SqlState.OUT_OF_MEMORY, StatementException::state);
    execution.end();
    assertThat(memory.held()).isZero();
  }

  private KeptRows part(List<List<@Nullable Object>> rows, int batchSize) {
    return new KeptRows(
        KINDS,
        execution,
        () -> {
          opened.add(new ListedRows(KINDS, rows, batchSize));
          return Objects.requireNonNull(opened.get(opened.size() - 1));
        });
  }

  private static List<List<@Nullable Object>> rows(int count) {
    return LongStream.range(0, count)
        .mapToObj(i -> List.<@Nullable Object>of(i, "note" + i))
        .toList();
  }
}
