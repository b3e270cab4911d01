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
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Of a source that is asked for the rows of keys no key is asked for twice. */
class KeptKeysTest {
  private static final List<Kind> KINDS = List.of(Kind.LONG, Kind.OBJECT);

  private final Memory memory = new Memory(1L << 20);
  private final Execution execution = new Execution(Scope.UNBOUNDED, memory, List.of());
  private final List<List<Object>> asked = new ArrayList<>();
  private final List<ListedRows> opened = new ArrayList<>();
  private final List<String> besides = new ArrayList<>();
  private int rowsOfKey = 3;

  private final KeptKeys kept = new KeptKeys(KINDS, 1, "keys", execution, this::source);

  /** Gives so many rows of each key that is asked for. */
  private Operator source() {
    List<Object> keys = keys();
    asked.add(keys);
    List<List<@Nullable Object>> rows = new ArrayList<>();
    keys.forEach(key -> rows.addAll(rows(key)));
    besides.forEach(key -> rows.addAll(rows(key)));
    opened.add(new ListedRows(KINDS, rows, 2));
    return opened.get(opened.size() - 1);
  }

  private List<Object> keys() {
    List<Object> keys = new ArrayList<>();
    if (execution.get("keys") instanceof List<?> all) {
      all.forEach(keys::add);
    }
    return keys;
  }

  private List<List<@Nullable Object>> rows(Object key) {
    return LongStream.range(0, key.equals("none") ? 0 : rowsOfKey)
        .mapToObj(i -> List.<@Nullable Object>of(i, key))
        .toList();
  }

  private List<List<@Nullable Object>> read(String... keys) {
    execution.set("keys", List.<Object>of((Object[]) keys));
    List<List<@Nullable Object>> rows = ListedRows.all(kept.open(), 2);
    assertThat(keys()).containsExactly((Object[]) keys);
    return rows;
  }

  private List<List<@Nullable Object>> expected(String... keys) {
    return Arrays.stream(keys).flatMap(key -> rows(key).stream()).toList();
  }

  @Test
  void onlyKeysThatAreNewAreAskedFor() {
    assertThat(read("a", "b")).isEqualTo(expected("a", "b"));
    assertThat(read("b", "c")).isEqualTo(expected("b", "c"));
    assertThat(read("c", "a")).isEqualTo(expected("c", "a"));

    assertThat(asked).containsExactly(List.of("a", "b"), List.of("c"));
    assertThat(opened).allMatch(ListedRows::isClosed);
  }

  @Test
  void aKeyWithoutRowsIsKnownToHaveNone() {
    assertThat(read("none", "a")).isEqualTo(expected("a"));
    assertThat(read("none")).isEmpty();
    assertThat(read()).isEmpty();

    assertThat(asked).hasSize(1);
  }

  @Test
  void whoStopsEarlyLeavesTheRestToTheNext() {
    execution.set("keys", List.<Object>of("a", "b"));
    Operator first = kept.open();
    assertThat(first.next()).isNotNull();
    first.close();
    assertThat(first.next()).isNull();

    assertThat(read("b")).isEqualTo(expected("b"));
    assertThat(read("c", "a", "b")).hasSameElementsAs(expected("c", "a", "b")).hasSize(9);
    assertThat(asked).containsExactly(List.of("a", "b"), List.of("c"));
    assertThat(opened).allMatch(ListedRows::isClosed);
  }

  @Test
  void whoStopsEarlyAgainAndAgainReadsNoMoreThanIsWanted() {
    for (int i = 0; i < 3; i++) {
      execution.set("keys", List.<Object>of("a"));
      Operator reader = kept.open();
      assertThat(reader.next()).extracting(Batch::size).isEqualTo(2);
      reader.close();
    }

    assertThat(opened).singleElement().extracting(ListedRows::asked).isEqualTo(1);
  }

  @Test
  void ofManyThatStopEarlyTheFirstAreAskedForAgain() {
    for (int i = 0; i < 40; i++) {
      execution.set("keys", List.<Object>of("key" + i, "other" + i));
      Operator reader = kept.open();
      assertThat(reader.next()).isNotNull();
      reader.close();
    }
    assertThat(opened.stream().filter(one -> !one.isClosed())).hasSizeLessThan(10);

    assertThat(read("key0", "other39", "key39"))
        .containsExactlyInAnyOrderElementsOf(expected("key0", "other39", "key39"));
    assertThat(asked).hasSize(41).endsWith(List.of("key0"));
    assertThat(read("other0", "key0"))
        .containsExactlyInAnyOrderElementsOf(expected("other0", "key0"));
  }

  @Test
  void rowsThatNobodyAskedForAreLeftOut() {
    read("a");
    besides.add("a");
    besides.add("c");

    assertThat(read("a", "b")).isEqualTo(expected("a", "b"));
    besides.clear();
    assertThat(read("c")).isEqualTo(expected("c"));
  }

  @Test
  void twoReadersAtOnceHaveAllRows() {
    execution.set("keys", List.<Object>of("a", "b"));
    Operator slow = kept.open();
    assertThat(slow.next()).isNotNull();

    assertThat(read("b", "a")).isEqualTo(expected("b", "a"));
    assertThat(ListedRows.all(slow, 2)).isEqualTo(expected("a", "b").subList(2, 6));
    assertThat(read("a", "b")).isEqualTo(expected("a", "b"));
    assertThat(asked).hasSize(1);
  }

  @Test
  void anyKeysInAnyOrderHaveTheirRows() {
    Random random = new Random(1);
    rowsOfKey = 400;
    Set<Object> all = new HashSet<>();
    for (int i = 0; i < 60; i++) {
      Set<String> keys = new LinkedHashSet<>();
      for (int k = random.nextInt(4); k >= 0; k--) {
        keys.add("key" + random.nextInt(6));
      }
      String[] wanted = keys.toArray(String[]::new);

      assertThat(read(wanted)).containsExactlyInAnyOrderElementsOf(expected(wanted));
      all.addAll(keys);
    }

    assertThat(asked.stream().flatMap(List::stream)).containsExactlyInAnyOrderElementsOf(all);
  }

  @Test
  void whatDoesNotFitIsRefused() {
    rowsOfKey = 100_000;

    assertThatExceptionOfType(StatementException.class)
        .isThrownBy(() -> read("a"))
        .withMessageContaining("what a recursion reads in each step would hold more than 1 MB")
        .returns(SqlState.OUT_OF_MEMORY, StatementException::state);
    execution.end();
    assertThat(memory.held()).isZero();
  }

  @Test
  void whoAsksForNothingIsOutsideOfAJoin() {
    assertThatExceptionOfType(StatementException.class)
        .isThrownBy(() -> kept.open().next())
        .returns(SqlState.INTERNAL, StatementException::state);
  }

  @Test
  void itsMemoryIsGivenBackAtTheEnd() {
    read("a", "b");
    assertThat(memory.held()).isPositive();

    execution.end();

    assertThat(memory.held()).isZero();
  }
}
