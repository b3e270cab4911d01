package io.github.wandbjdbc.engine.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wandbjdbc.engine.execute.sets.UnionOperator;
import io.github.wandbjdbc.engine.judge.Postgres;
import io.github.wandbjdbc.engine.source.Execution;
import io.github.wandbjdbc.engine.source.Operator;
import io.github.wandbjdbc.engine.source.SpoilingOperator;
import io.github.wandbjdbc.engine.values.Batch;
import io.github.wandbjdbc.engine.values.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Sorts, first rows, limits, distinct rows. */
class RowOperatorsTest {
  private static final int WIDTH = AggregateTable.FIELDS.size();
  private static final List<Kind> KINDS = AggregateTable.kinds();

  @Test
  void sortsAndFirstRowsAreThoseOfPostgres() throws Exception {
    Postgres postgres = start();
    List<List<@Nullable Object>> rows = AggregateTable.rows(700, 5);
    AggregateTable.load(postgres, "sorted", rows);
    Random random = new Random(7);

    int compared = 0;
    for (int i = 0; i < 120; i++) {
      List<RowOrder.Key> keys = keys(random);
      RowOrder order = new RowOrder(keys);
      List<Object> expected =
          places(postgres.rows("SELECT o FROM sorted ORDER BY " + spelled(keys)));
      int offset = random.nextInt(3) * random.nextInt(400);
      int fetch = random.nextInt(3) * random.nextInt(400) + random.nextInt(2);
      int end = Math.min(rows.size(), offset + fetch);

      Operator sort =
          new SortOperator(source(rows, 1 + i), KINDS, order, CountingScope.unbounded());
      Operator top =
          new TopNOperator(
              source(rows, 1 + i), KINDS, order, offset, fetch, CountingScope.unbounded());

      assertThat(places(sort)).as("%s", keys).isEqualTo(expected);
      assertThat(places(top))
          .as("%s offset %d fetch %d", keys, offset, fetch)
          .isEqualTo(offset < end ? expected.subList(offset, end) : List.of());
      compared += expected.size() + fetch;
    }
    System.out.printf("Sorts and first rows: %,d places of rows%n", compared);
  }

  @Test
  void rowsThatAreEqualStayAsTheyCome() {
    List<List<@Nullable Object>> rows = AggregateTable.rows(3_000, 11);
    RowOrder byFew =
        new RowOrder(List.of(new RowOrder.Key(AggregateTable.index("b"), true, false)));

    Operator sort = new SortOperator(source(rows, 512), KINDS, byFew, CountingScope.unbounded());
    Operator top =
        new TopNOperator(source(rows, 512), KINDS, byFew, 0, 2_000, CountingScope.unbounded());

    List<Object> expected = new ArrayList<>();
    for (Object wanted : new @Nullable Object[] {1L, 0L, null}) {
      for (List<@Nullable Object> row : rows) {
        if (Objects.equals(row.get(AggregateTable.index("b")), wanted)) {
          expected.add(row.get(0));
        }
      }
    }
    assertThat(places(sort)).isEqualTo(expected);
    assertThat(places(top)).isEqualTo(expected.subList(0, 2_000));
  }

  @Test
  void distinctRowsAreThoseOfPostgresAndComeAtOnce() throws Exception {
    Postgres postgres = start();
    List<List<@Nullable Object>> rows = AggregateTable.rows(700, 6);
    AggregateTable.load(postgres, "told_apart", rows);
    List<Integer> fields = List.of(1, AggregateTable.index("k"), AggregateTable.index("w"));
    List<Kind> kinds = fields.stream().map(KINDS::get).toList();
    List<List<@Nullable Object>> some = new ArrayList<>();
    for (List<@Nullable Object> row : rows) {
      List<@Nullable Object> part = new ArrayList<>();
      for (int field : fields) {
        part.add(row.get(field));
      }
      some.add(part);
    }
    ListedRows source = new ListedRows(kinds, some, 5);

    Operator distinct = distinct(new SpoilingOperator(source, 3), kinds, CountingScope.unbounded());
    Batch first = distinct.next();

    assertThat(size(first)).isPositive();
    assertThat(source.asked()).isEqualTo(1);
    int others = ListedRows.all(distinct, 3).size();
    assertThat(String.valueOf(size(first) + others))
        .isEqualTo(
            postgres.value("SELECT count(*) FROM (SELECT DISTINCT g, k, w FROM told_apart) t"));
  }

  @Test
  void aLimitAsksForNoMoreThanItNeeds() {
    List<List<@Nullable Object>> rows = AggregateTable.rows(100, 3);
    for (int offset : new int[] {0, 1, 9, 10, 11, 99, 100, 1000}) {
      for (int fetch : new int[] {0, 1, 9, 10, 11, 100, 1000}) {
        ListedRows source = new ListedRows(KINDS, rows, 10);
        Operator limit = new LimitOperator(new SpoilingOperator(source, WIDTH), offset, fetch);

        List<Object> given = places(limit);

        int from = Math.min(offset, 100);
        int end = Math.min(100, from + fetch);
        assertThat(given)
            .isEqualTo(rows.subList(from, end).stream().<Object>map(row -> row.get(0)).toList());
        int needed = fetch == 0 ? 0 : offset + fetch > 100 ? 11 : (offset + fetch + 9) / 10;
        assertThat(source.asked()).as("%d, %d", offset, fetch).isEqualTo(needed);
        assertThat(source.isClosed()).isTrue();
      }
    }
  }

  @Test
  void aLimitPassesWholeBatchesOn() {
    ListedRows source = new ListedRows(KINDS, AggregateTable.rows(30, 3), 10);

    try (Operator limit = new LimitOperator(source, 0, 25)) {
      assertThat(size(limit.next())).isEqualTo(10);
      assertThat(size(limit.next())).isEqualTo(10);
      assertThat(size(limit.next())).isEqualTo(5);
      assertThat(limit.next()).isNull();
      assertThat(limit.next()).isNull();
    }
  }

  private static Operator distinct(Operator rows, List<Kind> kinds, Execution execution) {
    return new UnionOperator(false, List.of(() -> rows), kinds, execution);
  }

  @Test
  void whatIsHeldIsGivenBack() {
    List<List<@Nullable Object>> rows = AggregateTable.rows(2_000, 9);
    Execution execution = CountingScope.execution(Long.MAX_VALUE, 1 << 30);
    RowOrder order = new RowOrder(List.of(new RowOrder.Key(12, false, false)));

    for (Operator each :
        List.of(
            new SortOperator(source(rows, 100), KINDS, order, execution),
            new TopNOperator(source(rows, 100), KINDS, order, 10, 900, execution),
            distinct(source(rows, 100), KINDS, execution))) {
      each.next();
      long held = execution.memory().held();
      each.close();
      each.close();

      assertThat(held).isGreaterThan(30_000);
      assertThat(execution.memory().held()).isZero();
    }
  }

  @Test
  void firstRowsHoldNoMoreThanThose() {
    List<List<@Nullable Object>> rows = AggregateTable.rows(5_000, 9);
    Execution execution = CountingScope.execution(Long.MAX_VALUE, 10_000);
    RowOrder order = new RowOrder(List.of(new RowOrder.Key(0, true, false)));

    Operator top = new TopNOperator(source(rows, 512), KINDS, order, 2, 3, execution);

    assertThat(places(top)).containsExactly(4997L, 4996L, 4995L);
    assertThat(execution.memory().held()).isZero();
  }

  /** The source tells how far it has come: to 30, that is, when its first batch is read. */
  @Test
  void firstRowsOfWhatComesInOrderAreReadNoFurtherThanThey() {
    List<List<@Nullable Object>> rows = AggregateTable.rows(5_000, 9);
    RowOrder byOne = new RowOrder(List.of(new RowOrder.Key(0, false, false)));
    RowOrder byTwo =
        new RowOrder(List.of(new RowOrder.Key(0, false, false), new RowOrder.Key(1, false, false)));

    assertThat(batchesRead(rows, byOne, 31, 30)).isEqualTo(1);
    assertThat(batchesRead(rows, byOne, 32, 30)).isEqualTo(5_000 / 100);
    assertThat(batchesRead(rows, byTwo, 30, 30)).isEqualTo(1);
    assertThat(batchesRead(rows, byTwo, 31, 30)).isEqualTo(5_000 / 100);
    assertThat(batchesRead(rows, byOne, 5, Double.NaN)).isEqualTo(5_000 / 100);
  }

  private static int batchesRead(
      List<List<@Nullable Object>> rows, RowOrder order, long most, double reached) {
    int[] batches = new int[1];
    Operator source = source(rows, 100);
    Operator counting =
        new Operator() {
          @Override
          public @Nullable Batch next() {
            Batch batch = source.next();
            batches[0] += batch == null ? 0 : 1;
            return batch;
          }

          @Override
          public void close() {
            source.close();
          }
        };
    Operator top =
        new TopNOperator(counting, KINDS, order, 0, most, () -> reached, CountingScope.unbounded());
    assertThat(places(top)).hasSize((int) most).startsWith(0L, 1L);
    return batches[0];
  }

  private static int size(@Nullable Batch batch) {
    return batch == null ? -1 : batch.size();
  }

  private static Operator source(List<List<@Nullable Object>> rows, int batchSize) {
    return new SpoilingOperator(new ListedRows(KINDS, rows, batchSize), WIDTH);
  }

  private static List<RowOrder.Key> keys(Random random) {
    List<RowOrder.Key> keys = new ArrayList<>();
    for (int i = random.nextInt(3); i >= 0; i--) {
      keys.add(
          new RowOrder.Key(
              1 + random.nextInt(WIDTH - 1), random.nextBoolean(), random.nextBoolean()));
    }
    return keys;
  }

  /** PostgreSQL's sort isn't stable, so that the rows' order is its last key. */
  private static String spelled(List<RowOrder.Key> keys) {
    StringBuilder sql = new StringBuilder();
    for (RowOrder.Key key : keys) {
      sql.append(AggregateTable.FIELDS.get(key.field()).name())
          .append(key.descending() ? " DESC" : "")
          .append(key.nullsFirst() ? " NULLS FIRST, " : " NULLS LAST, ");
    }
    return sql + "o";
  }

  private static List<Object> places(List<List<@Nullable String>> rows) {
    List<Object> places = new ArrayList<>();
    for (List<@Nullable String> row : rows) {
      places.add(Long.valueOf(Objects.requireNonNull(row.get(0))));
    }
    return places;
  }

  private static List<Object> places(Operator operator) {
    List<Object> places = new ArrayList<>();
    for (List<@Nullable Object> row : ListedRows.all(operator, 1)) {
      places.add(Objects.requireNonNull(row.get(0)));
    }
    return places;
  }

  private static Postgres start() throws Exception {
    try {
      return Postgres.start();
    } catch (IOException e) {
      Assumptions.assumeFalse(!Boolean.getBoolean("postgres.required"), "no PostgreSQL: " + e);
      throw e;
    }
  }
}
