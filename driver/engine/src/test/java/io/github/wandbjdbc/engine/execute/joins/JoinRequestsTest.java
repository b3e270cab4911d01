package io.github.wandbjdbc.engine.execute.joins;

import static io.github.wandbjdbc.engine.execute.driven.DrivenTable.K;
import static io.github.wandbjdbc.engine.execute.driven.DrivenTable.KINDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wandbjdbc.engine.execute.driven.Driven;
import io.github.wandbjdbc.engine.execute.driven.DrivenSource;
import io.github.wandbjdbc.engine.execute.driven.DrivenTable;
import io.github.wandbjdbc.engine.execute.driven.PostgresText;
import io.github.wandbjdbc.engine.source.Execution;
import io.github.wandbjdbc.engine.source.Operator;
import io.github.wandbjdbc.engine.values.Batch;
import io.github.wandbjdbc.engine.values.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.apache.calcite.rel.core.JoinRelType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The batches that joins ask of their inputs, each of which may cost requests. */
class JoinRequestsTest {
  private static final List<Kind> ONE = List.of(Kind.LONG);
  private static final List<JoinKey> BY_K = List.of(new JoinKey(K, K, false));
  private static final List<JoinKey> BY_FIRST = List.of(new JoinKey(0, 0, false));

  private final Execution execution = Driven.execution();

  private static DrivenSource random(int size) {
    return DrivenTable.random("t", size, 5, new Random(size)).open();
  }

  /** The numbers up to {@code end} in batches of {@code size}. */
  private static DrivenSource numbers(long end, int size) {
    return numbers(LongStream.range(0, end), size);
  }

  private static DrivenSource numbers(LongStream numbers, int size) {
    return new DrivenSource(
        numbers.mapToObj(number -> PostgresText.row(number)).toList(), ONE, () -> size);
  }

  private Operator hashJoin(
      JoinRelType type, boolean holdsLeft, DrivenSource left, DrivenSource right) {
    return new HashJoinOperator(
        new JoinShape(type, KINDS, KINDS), BY_K, null, holdsLeft, left, right, execution);
  }

  @Test
  void aSideIsNotReadWhereTheOtherShowsThatThereAreNoRows() {
    for (JoinRelType type : List.of(JoinRelType.INNER, JoinRelType.SEMI)) {
      DrivenSource left = random(2000);
      DrivenSource right = random(0);

      assertThat(hashJoin(type, false, left, right).next()).as(type.toString()).isNull();
      assertThat(left.asked()).as(type.toString()).isZero();
    }
    for (JoinRelType type : JoinShape.LEFTWARD) {
      DrivenSource left = random(0);
      DrivenSource right = random(2000);

      assertThat(hashJoin(type, true, left, right).next()).as(type.toString()).isNull();
      assertThat(right.asked()).as(type.toString()).isZero();
    }
    for (JoinRelType type : List.of(JoinRelType.LEFT, JoinRelType.ANTI)) {
      DrivenSource left = random(0);
      DrivenSource right = random(2000);

      assertThat(hashJoin(type, false, left, right).next()).as(type.toString()).isNull();
      assertThat(right.asked()).as(type.toString()).isZero();
    }
  }

  @Test
  void aSemiJoinEndsOnceAllThatItHoldsHaveMatched() {
    DrivenSource left = numbers(3, 3);
    DrivenSource right = numbers(10_000, 10);
    Operator join =
        new HashJoinOperator(
            new JoinShape(JoinRelType.SEMI, ONE, ONE),
            BY_FIRST,
            null,
            true,
            left,
            right,
            execution);

    assertThat(join.next()).extracting(Batch::size).isEqualTo(3);
    assertThat(join.next()).isNull();

    assertThat(right.asked()).isEqualTo(1);
    assertThat(right.isClosed()).isTrue();
  }

  @Test
  void aJoinGivesWhatItHasBeforeItAsksForMore() {
    DrivenSource left = numbers(1000, 10);
    Operator join =
        new HashJoinOperator(
            new JoinShape(JoinRelType.INNER, ONE, ONE),
            BY_FIRST,
            null,
            false,
            left,
            numbers(1000, 10),
            execution);

    assertThat(join.next()).extracting(Batch::size).isEqualTo(10);

    assertThat(left.asked()).isEqualTo(1);
  }

  private final List<DrivenSource> opened = new ArrayList<>();
  private final List<List<?>> keys = new ArrayList<>();

  private Operator bindJoin(JoinRelType type, DrivenSource left, int mostKeys) {
    return new BindJoinOperator(
        new JoinShape(type, ONE, ONE),
        BY_FIRST,
        0,
        null,
        left,
        () -> {
          List<?> values = (List<?>) execution.get("keys");
          if (values == null) {
            throw new IllegalStateException("no keys are bound");
          }
          keys.add(values);
          DrivenSource right = numbers(values.stream().mapToLong(value -> (Long) value), 1);
          opened.add(right);
          return right;
        },
        "keys",
        mostKeys,
        execution);
  }

  @Test
  void aJoinByKeysAsksForAsManyAsARoundMayHave() {
    DrivenSource left = numbers(120, 512);
    Operator join = bindJoin(JoinRelType.INNER, left, 50);

    assertThat(join.next()).isNotNull();
    assertThat(keys).hasSize(1);
    int rows = 1;
    for (Batch batch = join.next(); batch != null; batch = join.next()) {
      rows += batch.size();
    }

    assertThat(rows).isEqualTo(120);
    assertThat(keys).extracting(List::size).containsExactly(50, 50, 20);
    assertThat(keys.get(2)).first().isEqualTo(100L);
    assertThat(opened).allMatch(DrivenSource::isClosed);
  }

  @Test
  void aJoinByKeysReadsMoreRowsEachRoundButFewAtFirst() {
    DrivenSource left = numbers(LongStream.range(0, 10_000).map(number -> 0), 512);
    Operator join = bindJoin(JoinRelType.LEFT, left, 50);

    join.next();
    assertThat(left.given()).isEqualTo(BindJoinOperator.FIRST_ROWS);
    while (opened.size() < 2) {
      join.next();
    }

    assertThat(left.given()).isEqualTo(3 * BindJoinOperator.FIRST_ROWS);
    join.close();
    assertThat(opened).allMatch(DrivenSource::isClosed);
    assertThat(left.isClosed()).isTrue();
    assertThat(execution.memory().held()).isZero();
  }

  @Test
  void aSemiJoinByKeysLeavesRightRowsUnreadThatCannotMatter() {
    DrivenSource left = numbers(3, 3);
    List<DrivenSource> rights = new ArrayList<>();
    Operator join =
        new BindJoinOperator(
            new JoinShape(JoinRelType.ANTI, ONE, ONE),
            BY_FIRST,
            0,
            null,
            left,
            () -> {
              rights.add(numbers(1000, 3));
              return rights.get(0);
            },
            "keys",
            50,
            execution);

    assertThat(join.next()).isNull();

    assertThat(rights).singleElement().extracting(DrivenSource::asked).isEqualTo(1);
  }

  @Test
  void aJoinByKeysOpensNothingForRowsWithoutKeys() {
    DrivenSource left =
        new DrivenSource(
            List.of(PostgresText.row((Object) null), PostgresText.row((Object) null)),
            ONE,
            () -> 2);
    Operator join = bindJoin(JoinRelType.ANTI, left, 50);

    assertThat(join.next()).extracting(Batch::size).isEqualTo(2);
    assertThat(join.next()).isNull();

    assertThat(opened).isEmpty();
  }

  private Operator correlate(JoinRelType type, boolean repeats, DrivenSource left) {
    return new CorrelateOperator(
        new JoinShape(type, ONE, ONE),
        "$cor0",
        List.of(0),
        repeats,
        left,
        () -> {
          opened.add(numbers(1000, 7));
          return opened.get(opened.size() - 1);
        },
        execution);
  }

  @Test
  void aCorrelationAsksForTheNextLeftRowWhenThisOneIsDone() {
    Operator inner = correlate(JoinRelType.INNER, true, numbers(100, 1));

    assertThat(inner.next()).extracting(Batch::size).isEqualTo(7);
    assertThat(opened).singleElement().extracting(DrivenSource::asked).isEqualTo(1);
    inner.close();
    assertThat(opened).allMatch(DrivenSource::isClosed);

    opened.clear();
    Operator semi = correlate(JoinRelType.SEMI, true, numbers(100, 50));
    assertThat(semi.next()).extracting(Batch::size).isEqualTo(1);
    assertThat(opened).singleElement().matches(DrivenSource::isClosed);
    semi.close();
    assertThat(execution.memory().held()).isZero();
  }

  @Test
  void aCorrelationOpensTheRightSideOnceForEqualRows() {
    for (boolean repeats : new boolean[] {true, false}) {
      opened.clear();
      DrivenSource left = numbers(LongStream.of(1, 1, 1, 2, 2, 1), 4);
      Operator semi = correlate(JoinRelType.SEMI, repeats, left);
      int rows = 0;
      for (Batch batch = semi.next(); batch != null; batch = semi.next()) {
        rows += batch.size();
      }

      assertThat(rows).isEqualTo(6);
      assertThat(opened).hasSize(repeats ? 2 : 6);
    }
  }

  @Test
  void aCorrelationGivesTheSameRowsFromMemory() {
    for (JoinRelType type : List.of(JoinRelType.INNER, JoinRelType.LEFT)) {
      List<List<List<@Nullable Object>>> both = new ArrayList<>();
      for (boolean repeats : new boolean[] {true, false}) {
        AtomicInteger asked = new AtomicInteger();
        Operator join =
            new CorrelateOperator(
                new JoinShape(type, ONE, ONE),
                "$cor0",
                List.of(0),
                repeats,
                numbers(LongStream.range(0, 2000).map(i -> i * i % 17), 7),
                () -> {
                  asked.incrementAndGet();
                  return new EchoOperator("$cor0", execution);
                },
                execution);
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (Batch batch = join.next(); batch != null; batch = join.next()) {
          Driven.read(batch, 2, rows);
        }
        join.close();
        both.add(rows);
        // There are nine squares modulo 17.
        assertThat(asked).hasValue(repeats ? 9 : 2000);
      }

      assertThat(both.get(0)).hasSize(2000).isEqualTo(both.get(1));
      assertThat(execution.memory().held()).isZero();
    }
  }

  /** As where a rule copies a part of a plan, and the copy is read in between. */
  @Test
  void aCorrelationFindsItsOwnRowThoughACopyOfItIsReadToo() {
    Operator first = echo(LongStream.range(0, 50));
    Operator second = echo(LongStream.range(100, 150));
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      Batch one = first.next();
      Batch other = second.next();
      if (one != null && other != null) {
        Driven.read(one, 2, rows);
        Driven.read(other, 2, rows);
      }
    }

    assertThat(rows)
        .hasSize(100)
        .allMatch(row -> row.get(0) != null && row.get(0).equals(row.get(1)));
  }

  /** Correlates numbers with what the right side finds when it is asked, column by column. */
  private Operator echo(LongStream numbers) {
    return new CorrelateOperator(
        new JoinShape(JoinRelType.INNER, ONE, ONE),
        "$cor0",
        List.of(0),
        false,
        numbers(numbers, 10),
        () -> new EchoOperator("$cor0", execution),
        execution);
  }
}
