package io.github.wandbjdbc.engine.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wandbjdbc.engine.execute.driven.Driven;
import io.github.wandbjdbc.engine.execute.driven.DrivenSource;
import io.github.wandbjdbc.engine.execute.driven.PostgresText;
import io.github.wandbjdbc.engine.execute.expressions.InternalValues;
import io.github.wandbjdbc.engine.judge.Postgres;
import io.github.wandbjdbc.engine.source.Operator;
import io.github.wandbjdbc.engine.source.RowSource;
import io.github.wandbjdbc.engine.values.Batch;
import io.github.wandbjdbc.engine.values.ColumnVector;
import io.github.wandbjdbc.engine.values.Kind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RowsTest {
  private static final List<Kind> TWO = List.of(Kind.LONG, Kind.OBJECT);

  @Test
  void valuesAreGivenInBatches() {
    for (int size : new int[] {0, 1, 511, 512, 513, 2000}) {
      List<List<@Nullable Object>> rows =
          IntStream.range(0, size)
              .mapToObj(i -> PostgresText.row(i % 7 == 0 ? null : (Object) (long) i, "t" + i))
              .toList();
      List<Batch> batches = ValuesOperator.batches(rows, TWO);

      // Twice, since executions share them.
      for (int i = 0; i < 2; i++) {
        assertThat(Driven.rows(execution -> new ValuesOperator(batches, execution), 2))
            .isEqualTo(rows);
      }
    }
  }

  /** Rows of which some must be fetched. */
  private static final class Fetched implements RowSource {
    private final int size;
    private final int page;
    private int row = -1;
    private int fetched;
    private boolean closed;

    Fetched(int size, int page) {
      this.size = size;
      this.page = page;
    }

    @Override
    public boolean advance() {
      row++;
      if (row % page == 0) {
        fetched++;
      }
      return row < size;
    }

    @Override
    public void read(int index, ColumnVector column, int place) {
      column.set(place, index == 0 ? (Object) (long) row : row % 3 == 0 ? null : "t" + row);
    }

    @Override
    public boolean isAtHand() {
      return (row + 1) % page != 0;
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  @Test
  void aBatchOfRowsWaitsForNoMoreThanItsFirstRow() {
    Fetched source = new Fetched(1000, 300);
    Operator rows = new RowsOperator(() -> source, TWO, Driven.execution());
    assertThat(source.fetched).isZero();

    List<Integer> sizes = new ArrayList<>();
    List<Integer> fetched = new ArrayList<>();
    for (Batch batch = rows.next(); batch != null; batch = rows.next()) {
      sizes.add(batch.size());
      fetched.add(source.fetched);
    }

    assertThat(sizes).containsExactly(300, 300, 300, 100);
    assertThat(fetched).containsExactly(1, 2, 3, 4);
    assertThat(source.closed).isTrue();
  }

  @Test
  void rowsAreAllGiven() {
    for (int size : new int[] {0, 1, 511, 512, 513, 2000}) {
      for (int page : new int[] {1, 100, 512, 5000}) {
        List<List<@Nullable Object>> found =
            Driven.rows(
                execution -> new RowsOperator(() -> new Fetched(size, page), TWO, execution), 2);

        assertThat(found).hasSize(size);
        for (int i = 0; i < size; i++) {
          assertThat(found.get(i))
              .isEqualTo(PostgresText.row((long) i, i % 3 == 0 ? null : "t" + i));
        }
      }
    }
  }

  @Test
  void valuesAsJavaHasThemAreHeldAsTheirColumnsHoldThem() {
    assertThat(InternalValues.of(1, Kind.LONG)).isEqualTo(1L);
    assertThat(InternalValues.of((short) 2, Kind.LONG)).isEqualTo(2L);
    assertThat(InternalValues.of(true, Kind.LONG)).isEqualTo(1L);
    assertThat(InternalValues.of(false, Kind.LONG)).isEqualTo(0L);
    assertThat(InternalValues.of(1.5f, Kind.DOUBLE)).isEqualTo(1.5);
    assertThat(InternalValues.of(2.5, Kind.DOUBLE)).isEqualTo(2.5);
    assertThat(InternalValues.of(new BigDecimal("1.50"), Kind.OBJECT))
        .isEqualTo(new BigDecimal("1.50"));
    for (Kind kind : Kind.values()) {
      assertThat(InternalValues.of(null, kind)).isNull();
    }
  }

  @Test
  void arraysAreReadSideBySideAsPostgresReadsThem() throws Exception {
    Postgres postgres = PostgresText.start();
    List<List<@Nullable Object>> rows = new ArrayList<>();
    StringBuilder values = new StringBuilder();
    for (int i = 0; i < 40; i++) {
      List<@Nullable Object> first = list(i % 5, i);
      List<@Nullable Object> second = list(i * i % 7 * (i == 20 ? 300 : 1), i + 1);
      boolean missing = i % 6 == 0;
      rows.add(PostgresText.row(missing ? null : first, second));
      values
          .append(i == 0 ? "" : ", ")
          .append(
              "(%s::bigint[], %s::bigint[])"
                  .formatted(missing ? "NULL" : array(first), array(second)));
    }

    List<List<@Nullable String>> expected =
        postgres.rows(
            """
            SELECT u.* FROM (VALUES %s) v(a, b),
              LATERAL UNNEST(v.a, v.b) WITH ORDINALITY u"""
                .formatted(values));
    List<List<@Nullable Object>> found =
        Driven.rows(
            execution ->
                new UnnestOperator(
                    new DrivenSource(rows, List.of(Kind.OBJECT, Kind.OBJECT), () -> 3),
                    List.of(
                        new UnnestOperator.Unnested(0, List.of(Kind.LONG), false),
                        new UnnestOperator.Unnested(1, List.of(Kind.LONG), false)),
                    true,
                    execution),
            3);

    assertThat(PostgresText.of(found)).isEqualTo(expected);
    System.out.printf("UNNEST: %,d rows compared with PostgreSQL%n", found.size());
  }

  private static List<@Nullable Object> list(int size, int from) {
    return PostgresText.row(
        LongStream.range(from, from + size)
            .mapToObj(value -> value % 4 == 0 ? null : (Object) value)
            .toArray());
  }

  private static String array(List<@Nullable Object> values) {
    return values.stream()
        .map(value -> value == null ? "NULL" : value.toString())
        .collect(Collectors.joining(", ", "ARRAY[", "]"));
  }

  @Test
  void elementsThatAreRowsBecomeTheirFields() {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    rows.add(
        PostgresText.row(
            PostgresText.row(PostgresText.row(1L, "a"), null, PostgresText.row(null, "b"))));
    rows.add(PostgresText.row((Object) null));

    List<List<@Nullable Object>> found =
        Driven.rows(
            execution ->
                new UnnestOperator(
                    new DrivenSource(rows, List.of(Kind.OBJECT), () -> 2),
                    List.of(new UnnestOperator.Unnested(0, TWO, true)),
                    false,
                    execution),
            2);

    assertThat(found)
        .containsExactly(
            PostgresText.row(1L, "a"), PostgresText.row(null, null), PostgresText.row(null, "b"));
  }
}
