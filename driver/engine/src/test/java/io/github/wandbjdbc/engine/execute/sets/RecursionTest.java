package io.github.wandbjdbc.engine.execute.sets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.wandbjdbc.engine.execute.ValuesOperator;
import io.github.wandbjdbc.engine.execute.driven.CountingScope;
import io.github.wandbjdbc.engine.execute.driven.Driven;
import io.github.wandbjdbc.engine.execute.driven.MappedOperator;
import io.github.wandbjdbc.engine.execute.driven.PostgresText;
import io.github.wandbjdbc.engine.execute.joins.HashJoinOperator;
import io.github.wandbjdbc.engine.execute.joins.JoinKey;
import io.github.wandbjdbc.engine.execute.joins.JoinShape;
import io.github.wandbjdbc.engine.execute.joins.NestedLoopsOperator;
import io.github.wandbjdbc.engine.judge.Postgres;
import io.github.wandbjdbc.engine.source.Execution;
import io.github.wandbjdbc.engine.source.Memory;
import io.github.wandbjdbc.engine.source.Operator;
import io.github.wandbjdbc.engine.values.Batch;
import io.github.wandbjdbc.engine.values.Kind;
import io.github.wandbjdbc.engine.values.StatementException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.calcite.rel.core.JoinRelType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecursionTest {
  private static final List<Kind> ONE = List.of(Kind.LONG);
  private static final List<Kind> TWO = List.of(Kind.LONG, Kind.LONG);

  @Test
  void aCountEndsWhereItsConditionDoes() throws Exception {
    Postgres postgres = PostgresText.start();

    for (boolean all : new boolean[] {true, false}) {
      for (long last : new long[] {0, 1, 2, 511, 512, 513, 2000}) {
        compare(
            postgres,
            """
            WITH RECURSIVE c AS (SELECT 1::bigint n UNION %s SELECT n + 1 FROM c WHERE n < %d)
            SELECT * FROM c"""
                .formatted(all ? "ALL" : "", last),
            1,
            execution -> counting(all, last, "c", execution));
      }
    }
  }

  private static Operator counting(boolean all, long last, Object name, Execution execution) {
    return new RecursionOperator(
        all,
        () -> values(List.of(List.of(1L)), execution),
        () ->
            new MappedOperator(
                new WorkTableOperator(name, 1, execution),
                1,
                ONE,
                row -> row.get(0) instanceof Long n && n < last ? List.of(n + 1) : null),
        ONE,
        name,
        execution);
  }

  private static Operator values(List<? extends List<?>> rows, Execution execution) {
    List<Kind> kinds = rows.isEmpty() || rows.get(0).size() == 1 ? ONE : TWO;
    return new ValuesOperator(ValuesOperator.batches(rows, kinds), execution);
  }

  /** Which nodes are reached from some, over random edges that run in circles. */
  @Test
  void whatIsReachedOverEdgesIsWhatPostgresReaches() throws Exception {
    Postgres postgres = PostgresText.start();
    int compared = 0;
    for (int seed = 0; seed < 60; seed++) {
      Random random = new Random(seed);
      int nodes = 2 + random.nextInt(seed < 40 ? 12 : 700);
      List<List<Long>> edges = new ArrayList<>();
      for (int i = random.nextInt(2 * nodes); i > 0; i--) {
        edges.add(List.of((long) random.nextInt(nodes), (long) random.nextInt(nodes)));
      }
      List<List<Long>> starts = new ArrayList<>();
      for (int i = random.nextInt(4); i > 0; i--) {
        starts.add(List.of((long) random.nextInt(nodes)));
      }

      compare(
          postgres,
          """
          WITH RECURSIVE e(a, b) AS (%s), c(n) AS (
            %s UNION SELECT e.b FROM c JOIN e ON e.a = c.n) SELECT * FROM c"""
              .formatted(sql(edges, 2), sql(starts, 1)),
          1,
          execution -> reaching(edges, starts, execution));
      compare(
          postgres,
          """
          WITH RECURSIVE e(a, b) AS (%s), c(n, depth) AS (SELECT n, 0::bigint FROM (%s) s(n)
            UNION ALL SELECT e.b, c.depth + 1 FROM c JOIN e ON e.a = c.n AND c.depth < 5)
          SELECT * FROM c"""
              .formatted(sql(edges, 2), sql(starts, 1)),
          2,
          execution -> walking(edges, starts, execution));
      compared += 2;
    }
    System.out.printf("recursions: %,d compared with PostgreSQL%n", compared);
  }

  private static Operator reaching(
      List<List<Long>> edges, List<List<Long>> starts, Execution execution) {
    return new RecursionOperator(
        false,
        () -> values(starts, execution),
        () ->
            new MappedOperator(
                new HashJoinOperator(
                    new JoinShape(JoinRelType.INNER, ONE, TWO),
                    List.of(new JoinKey(0, 0, false)),
                    null,
                    true,
                    new WorkTableOperator("c", 1, execution),
                    values(edges, execution),
                    execution),
                3,
                ONE,
                row -> PostgresText.row(row.get(2))),
        ONE,
        "c",
        execution);
  }

  private static Operator walking(
      List<List<Long>> edges, List<List<Long>> starts, Execution execution) {
    List<List<Long>> seeds =
        starts.stream().map(start -> List.of(start.get(0), 0L)).collect(Collectors.toList());
    return new RecursionOperator(
        true,
        () -> values(seeds, execution),
        () ->
            new MappedOperator(
                new HashJoinOperator(
                    new JoinShape(JoinRelType.INNER, TWO, TWO),
                    List.of(new JoinKey(0, 0, false)),
                    Driven.where(4, row -> row.get(1) instanceof Long depth && depth < 5),
                    false,
                    new WorkTableOperator("c", 2, execution),
                    values(edges, execution),
                    execution),
                4,
                TWO,
                row ->
                    row.get(1) instanceof Long depth
                        ? PostgresText.row(row.get(3), depth + 1)
                        : null),
        TWO,
        "c",
        execution);
  }

  private static String sql(List<List<Long>> rows, int width) {
    if (rows.isEmpty()) {
      return "SELECT 1::bigint" + (width == 2 ? ", 1::bigint" : "") + " WHERE false";
    }
    return rows.stream()
        .map(row -> row.stream().map(value -> value + "::bigint").collect(Collectors.joining(", ")))
        .collect(Collectors.joining("), (", "VALUES (", ")"));
  }

  /** For each row of the outer recursion's last step, the inner one counts anew. */
  @Test
  void aRecursionInsideAnotherHasRowsOfItsOwn() throws Exception {
    compare(
        PostgresText.start(),
        """
        WITH RECURSIVE o AS (SELECT 1::bigint n UNION ALL
          SELECT o.n + 1 FROM o, (
            WITH RECURSIVE o AS (SELECT 1::bigint n UNION ALL SELECT n + 1 FROM o WHERE n < 3)
            SELECT n FROM o) i WHERE o.n < 6)
        SELECT * FROM o""",
        1,
        execution ->
            new RecursionOperator(
                true,
                () -> values(List.of(List.of(1L)), execution),
                () ->
                    new MappedOperator(
                        new NestedLoopsOperator(
                            new JoinShape(JoinRelType.INNER, ONE, ONE),
                            null,
                            new WorkTableOperator("outer", 1, execution),
                            counting(true, 3, "inner", execution),
                            execution),
                        2,
                        ONE,
                        row -> row.get(0) instanceof Long n && n < 6 ? List.of(n + 1) : null),
                ONE,
                "outer",
                execution));
  }

  /** As where a rule copies a part of a plan: both read their own rows under one name. */
  @Test
  void twoCopiesOfARecursionDoNotMeet() throws Exception {
    compare(
        PostgresText.start(),
        """
        WITH RECURSIVE a AS (SELECT 1::bigint n UNION ALL SELECT n + 1 FROM a WHERE n < 700)
        SELECT x.n FROM a x LEFT JOIN a y ON x.n = y.n""",
        1,
        execution ->
            new HashJoinOperator(
                new JoinShape(JoinRelType.LEFT, ONE, ONE),
                List.of(new JoinKey(0, 0, false)),
                null,
                false,
                counting(true, 700, "a", execution),
                counting(true, 700, "a", execution),
                execution));
  }

  private static void compare(
      Postgres postgres, String sql, int width, Function<Execution, Operator> operator)
      throws Exception {
    List<List<@Nullable String>> expected = postgres.rows(sql);

    List<List<@Nullable Object>> found = Driven.rows(operator, width);

    assertThat(PostgresText.of(found)).as(sql).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void whoWantsAFewRowsOfWhatHasNoEndGetsThem() {
    Execution execution = Driven.execution();
    List<List<@Nullable Object>> rows = new ArrayList<>();
    try (Operator endless = counting(true, Long.MAX_VALUE, "c", execution)) {
      while (rows.size() < 10) {
        Batch batch = endless.next();
        if (batch != null) {
          Driven.read(batch, 1, rows);
        }
      }
    }

    assertThat(rows).hasSize(10).contains(List.of(10L));
    assertThat(execution.memory().held()).isZero();
  }

  @Test
  void whatHasNoEndEndsAtACancellation() {
    for (int look : new int[] {1, 2, 1000}) {
      Execution execution = Driven.execution(CountingScope.cancelledAt(look));
      try (Operator endless = counting(true, Long.MAX_VALUE, "c", execution)) {
        assertThatThrownBy(
                () -> {
                  while (endless.next() != null) {}
                })
            .isInstanceOf(StatementException.class)
            .hasMessage("cancelled");
      }
      assertThat(execution.memory().held()).isZero();
    }
  }

  @Test
  void rowsThatMustNotComeTwiceEndWhereMemoryDoes() {
    Execution execution = new Execution(CountingScope.endless(), new Memory(1 << 20), List.of());
    try (Operator endless = counting(false, Long.MAX_VALUE, "c", execution)) {
      assertThatThrownBy(
              () -> {
                while (endless.next() != null) {}
              })
          .isInstanceOf(StatementException.class)
          .hasMessageContaining("the recursion would hold more than 1 MB");
    }
    assertThat(execution.memory().held()).isZero();
  }
}
