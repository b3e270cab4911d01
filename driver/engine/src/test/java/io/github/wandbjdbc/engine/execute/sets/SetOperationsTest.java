package io.github.wandbjdbc.engine.execute.sets;

import static io.github.wandbjdbc.engine.execute.driven.DrivenTable.D;
import static io.github.wandbjdbc.engine.execute.driven.DrivenTable.K;
import static io.github.wandbjdbc.engine.execute.driven.DrivenTable.T;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wandbjdbc.engine.execute.driven.Driven;
import io.github.wandbjdbc.engine.execute.driven.DrivenSource;
import io.github.wandbjdbc.engine.execute.driven.DrivenTable;
import io.github.wandbjdbc.engine.execute.driven.PostgresText;
import io.github.wandbjdbc.engine.judge.Postgres;
import io.github.wandbjdbc.engine.source.Execution;
import io.github.wandbjdbc.engine.source.Operator;
import io.github.wandbjdbc.engine.values.Batch;
import io.github.wandbjdbc.engine.values.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SetOperationsTest {
  private static final List<Kind> KINDS = List.of(Kind.LONG, Kind.DOUBLE, Kind.OBJECT);
  private static final int[] SIZES = {0, 1, 511, 512, 513, 2000};

  private long compared;
  private long rows;

  @Test
  void unionsIntersectionsAndDifferencesGiveWhatPostgresGives() throws Exception {
    Postgres postgres = PostgresText.start();
    Map<Integer, DrivenTable> tables = new HashMap<>();
    for (int size : SIZES) {
      Random random = new Random(size);
      tables.put(size, DrivenTable.random("s" + size, size, 8, random).load(postgres));
    }

    for (String operation : List.of("UNION", "INTERSECT", "EXCEPT")) {
      for (boolean all : new boolean[] {false, true}) {
        for (int a : SIZES) {
          for (int b : SIZES) {
            compare(postgres, operation, all, List.of(tables.get(a), tables.get(b)));
          }
          compare(
              postgres, operation, all, List.of(tables.get(a), tables.get(513), tables.get(511)));
          compare(
              postgres, operation, all, List.of(tables.get(2000), tables.get(a), tables.get(512)));
          compare(
              postgres, operation, all, List.of(tables.get(2000), tables.get(511), tables.get(a)));
        }
      }
    }

    System.out.printf("set operations: %,d compared with PostgreSQL, %,d rows%n", compared, rows);
  }

  private void compare(Postgres postgres, String operation, boolean all, List<DrivenTable> tables)
      throws Exception {
    String sql =
        String.join(
            " " + operation + (all ? " ALL " : " "),
            tables.stream().map(table -> "SELECT k, d + 0.0, t FROM " + table.name()).toList());
    List<List<@Nullable String>> expected = postgres.rows(sql);

    List<List<@Nullable Object>> found =
        Driven.rows(execution -> operator(operation, all, tables, execution), KINDS.size());

    assertThat(PostgresText.of(found))
        .as("%s of %s", sql, tables.stream().map(DrivenTable::name).toList())
        .containsExactlyInAnyOrderElementsOf(expected);
    compared++;
    rows += found.size();
  }

  private static Operator operator(
      String operation, boolean all, List<DrivenTable> tables, Execution execution) {
    List<Supplier<Operator>> inputs = new ArrayList<>();
    for (DrivenTable table : tables) {
      inputs.add(() -> open(table));
    }
    return switch (operation) {
      case "UNION" -> new UnionOperator(all, inputs, KINDS, execution);
      case "INTERSECT" -> new IntersectOperator(all, opened(inputs), KINDS, execution);
      default -> new MinusOperator(all, opened(inputs), KINDS, execution);
    };
  }

  private static List<Operator> opened(List<Supplier<Operator>> inputs) {
    return inputs.stream().map(Supplier::get).toList();
  }

  private static DrivenSource open(DrivenTable table) {
    List<List<@Nullable Object>> rows =
        table.rows().stream()
            .map(row -> PostgresText.row(row.get(K), row.get(D), row.get(T)))
            .toList();
    Random random = new Random(1);
    return new DrivenSource(rows, KINDS, () -> 1 + random.nextInt(Batch.MOST_ROWS));
  }

  @Test
  void aUnionOpensAnInputWhenItIsReachedAndClosesItWhenItIsDone() {
    List<DrivenSource> opened = new ArrayList<>();
    DrivenTable table = DrivenTable.random("t", 600, 5, new Random(3));
    Supplier<Operator> input =
        () -> {
          opened.add(table.open());
          return opened.get(opened.size() - 1);
        };
    Operator union =
        new UnionOperator(
            true, List.of(input, input, input), DrivenTable.KINDS, Driven.execution());

    assertThat(opened).isEmpty();
    union.next();
    assertThat(opened).hasSize(1);
    while (opened.size() < 2) {
      union.next();
    }

    assertThat(opened.get(0).isClosed()).isTrue();
    union.close();
    assertThat(opened).hasSize(2).allMatch(DrivenSource::isClosed);
  }

  @Test
  void theFirstOfDifferentRowsAreGivenBeforeAllAreRead() {
    DrivenSource source = DrivenTable.random("t", 5000, 5, new Random(3)).open();
    Execution execution = Driven.execution();
    Operator distinct = new DistinctOperator(source, DrivenTable.KINDS, execution);

    assertThat(distinct.next()).isNotNull();

    assertThat(source.given()).isLessThan(5000);
    assertThat(execution.memory().held()).isPositive();
    distinct.close();
    assertThat(source.isClosed()).isTrue();
    assertThat(execution.memory().held()).isZero();
  }

  @Test
  void differentRowsAreGivenOnce() {
    DrivenTable table = DrivenTable.random("t", 3000, 5, new Random(3));
    List<Kind> kinds = List.of(Kind.LONG, Kind.DOUBLE);
    List<List<@Nullable Object>> keys =
        table.rows().stream().map(row -> PostgresText.row(row.get(K), row.get(D))).toList();
    Random sizes = new Random(1);

    List<List<@Nullable Object>> found =
        Driven.rows(
            execution ->
                new DistinctOperator(
                    new DrivenSource(keys, kinds, () -> 1 + sizes.nextInt(Batch.MOST_ROWS)),
                    kinds,
                    execution),
            2);

    assertThat(PostgresText.of(found))
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(new HashSet<>(PostgresText.of(keys)));
  }

  @Test
  void nobodyIsAskedForWhatCannotBeInAnIntersection() {
    DrivenSource first = DrivenTable.random("t", 600, 5, new Random(3)).open();
    DrivenSource second = DrivenTable.random("t", 0, 5, new Random(3)).open();
    DrivenSource third = DrivenTable.random("t", 600, 5, new Random(3)).open();
    Operator intersection =
        new IntersectOperator(
            true, List.of(first, second, third), DrivenTable.KINDS, Driven.execution());

    assertThat(intersection.next()).isNull();

    assertThat(first.asked()).isZero();
    assertThat(third.asked()).isZero();
    intersection.close();
    assertThat(List.of(first, second, third)).allMatch(DrivenSource::isClosed);
  }

  @Test
  void nobodyIsAskedForWhatCouldBeTakenFromNothing() {
    DrivenSource first = DrivenTable.random("t", 0, 5, new Random(3)).open();
    DrivenSource second = DrivenTable.random("t", 600, 5, new Random(3)).open();
    Operator difference =
        new MinusOperator(false, List.of(first, second), DrivenTable.KINDS, Driven.execution());

    assertThat(difference.next()).isNull();

    assertThat(second.asked()).isZero();
  }
}
