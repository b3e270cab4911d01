package io.github.wandbjdbc.engine.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wandbjdbc.engine.source.Execution;
import io.github.wandbjdbc.engine.values.ColumnVector;
import io.github.wandbjdbc.engine.values.Kind;
import io.github.wandbjdbc.engine.values.Order;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KeyTableTest {
  @Test
  void keysAreOneByTheOrderOfValues() {
    assertThat(numbers(Kind.DOUBLE, 0.0, -0.0, Double.NaN, -Double.NaN, null, 1.0, null))
        .containsExactly(0, 0, 1, 1, 2, 3, 2);
    assertThat(numbers(Kind.LONG, 5L, null, 0L, 5L, null, Long.MIN_VALUE, 0L))
        .containsExactly(0, 1, 2, 0, 1, 3, 2);
    assertThat(
            numbers(
                Kind.OBJECT,
                new BigDecimal("1.0"),
                BigDecimal.ONE,
                new BigDecimal("1E+2"),
                new BigDecimal("100.00"),
                BigDecimal.ZERO,
                new BigDecimal("0.000")))
        .containsExactly(0, 0, 1, 1, 2, 2);
    assertThat(
            numbers(
                Kind.OBJECT, Arrays.asList(1L, null), Arrays.asList(1L, null), List.of(1L, 0.0)))
        .containsExactly(0, 0, 1);
  }

  @Test
  void whatEqualsNothingMatchesNothing() {
    KeyTable table =
        new KeyTable(
            List.of(Kind.DOUBLE),
            List.of(KeyTable.Matching.EQUALS),
            CountingScope.unbounded(),
            "the join");
    ColumnVector[] keys = {column(Kind.DOUBLE, Double.NaN, null, -0.0, 0.0, 1.0)};
    int[] numbers = new int[5];

    table.addAll(keys, 5, numbers);

    assertThat(numbers).containsExactly(KeyTable.NONE, KeyTable.NONE, 0, 0, 1);
    assertThat(table.find(keys, 0)).isEqualTo(KeyTable.NONE);
    assertThat(table.find(keys, 4)).isEqualTo(1);
  }

  @Test
  void manyKeysHaveTheirNumbers() {
    Random random = new Random(1);
    for (long factor : new long[] {1, 1_000, 1 << 10, 86_400_000, 1L << 40}) {
      for (Kind second : new Kind[] {Kind.LONG, Kind.DOUBLE, Kind.OBJECT}) {
        Execution execution = CountingScope.unbounded();
        boolean isOne = second == Kind.LONG;
        KeyTable table =
            new KeyTable(
                isOne ? List.of(second) : List.of(Kind.LONG, second), execution, "the grouping");
        TreeMap<List<Object>, Integer> expected = new TreeMap<>(Order::compare);
        for (int i = 0; i < 30_000; i++) {
          long number = (random.nextInt(10_000) - 5_000) * factor;
          Object other =
              switch (second) {
                case LONG -> (Object) number;
                case DOUBLE -> (Object) (double) random.nextInt(10);
                case OBJECT -> (Object) ("text" + random.nextInt(10));
              };
          List<Object> key = isOne ? List.of(number) : List.of(number, other);
          ColumnVector[] columns =
              isOne
                  ? new ColumnVector[] {column(Kind.LONG, number)}
                  : new ColumnVector[] {column(Kind.LONG, number), column(second, other)};

          Integer known = expected.get(key);
          assertThat(table.find(columns, 0)).isEqualTo(known == null ? KeyTable.NONE : known);
          int next = expected.size();
          assertThat(table.add(columns, 0)).isEqualTo(known == null ? next : known);
          expected.putIfAbsent(key, next);
        }

        assertThat(table.size()).isEqualTo(expected.size());
        assertThat(execution.memory().held()).isGreaterThan(13L * table.size());
        table.release();
        assertThat(execution.memory().held()).isZero();
      }
    }
  }

  private static List<Integer> numbers(Kind kind, @Nullable Object... values) {
    KeyTable table = new KeyTable(List.of(kind), CountingScope.unbounded(), "the grouping");
    ColumnVector[] keys = {column(kind, values)};
    List<Integer> numbers = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      numbers.add(table.add(keys, i));
    }
    return numbers;
  }

  private static ColumnVector column(Kind kind, @Nullable Object... values) {
    ColumnVector column = ColumnVector.of(kind, values.length);
    for (int i = 0; i < values.length; i++) {
      column.set(i, values[i]);
    }
    return column;
  }
}
