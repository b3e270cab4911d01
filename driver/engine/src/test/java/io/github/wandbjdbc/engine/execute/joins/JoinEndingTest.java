package io.github.wandbjdbc.engine.execute.joins;

import static io.github.wandbjdbc.engine.execute.driven.DrivenTable.K;
import static io.github.wandbjdbc.engine.execute.driven.DrivenTable.KINDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.wandbjdbc.engine.execute.driven.CountingScope;
import io.github.wandbjdbc.engine.execute.driven.Driven;
import io.github.wandbjdbc.engine.execute.driven.DrivenSource;
import io.github.wandbjdbc.engine.execute.driven.DrivenTable;
import io.github.wandbjdbc.engine.execute.expressions.RowPredicate;
import io.github.wandbjdbc.engine.execute.sets.IntersectOperator;
import io.github.wandbjdbc.engine.execute.sets.MinusOperator;
import io.github.wandbjdbc.engine.execute.sets.UnionOperator;
import io.github.wandbjdbc.engine.source.Execution;
import io.github.wandbjdbc.engine.source.Memory;
import io.github.wandbjdbc.engine.source.Operator;
import io.github.wandbjdbc.engine.values.Batch;
import io.github.wandbjdbc.engine.values.Kind;
import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.sql.SqlKind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How operators of several inputs end before their rows do. */
class JoinEndingTest {
  private static final DrivenTable TABLE = DrivenTable.random("t", 1500, 400, new Random(5));
  private static final List<JoinKey> BY_K = List.of(new JoinKey(K, K, false));
  private static final RowPredicate NEVER = (batch, places) -> 0;

  private final List<DrivenSource> sources = new ArrayList<>();

  private interface Opening {
    Operator open(Execution execution);
  }

  private DrivenSource source(int failsAt) {
    DrivenSource source = TABLE.open().failingAt(failsAt);
    sources.add(source);
    return source;
  }

  private DrivenSource source() {
    return source(Integer.MAX_VALUE);
  }

  /** Each kind of operator; the first input fails when it is asked for the first number, … */
  private Map<String, Opening> openings(int firstFailsAt, int secondFailsAt) {
    Map<String, Opening> all = new LinkedHashMap<>();
    for (JoinRelType type : JoinShape.SYMMETRIC) {
      JoinShape shape = new JoinShape(type, KINDS, KINDS);
      for (boolean holdsLeft : new boolean[] {false, true}) {
        all.put(
            "hash " + type + holdsLeft,
            execution ->
                new HashJoinOperator(
                    shape,
                    BY_K,
                    null,
                    holdsLeft,
                    source(firstFailsAt),
                    source(secondFailsAt),
                    execution));
      }
      all.put(
          "nested " + type,
          execution ->
              new NestedLoopsOperator(
                  shape, NEVER, source(firstFailsAt), source(secondFailsAt), execution));
    }
    for (JoinRelType type : JoinShape.LEFTWARD) {
      JoinShape shape = new JoinShape(type, KINDS, KINDS);
      all.put(
          "by keys " + type,
          execution ->
              new BindJoinOperator(
                  shape,
                  BY_K,
                  0,
                  null,
                  source(firstFailsAt),
                  () -> source(secondFailsAt),
                  "keys",
                  50,
                  execution));
      all.put(
          "correlate " + type,
          execution ->
              new CorrelateOperator(
                  shape,
                  "$cor0",
                  List.of(K),
                  true,
                  source(firstFailsAt),
                  () -> source(secondFailsAt),
                  execution));
    }
    all.put(
        "asof",
        execution ->
            new AsofJoinOperator(
                new JoinShape(JoinRelType.LEFT, KINDS, KINDS),
                BY_K,
                SqlKind.LESS_THAN,
                DrivenTable.V,
                DrivenTable.V,
                source(firstFailsAt),
                source(secondFailsAt),
                execution));
    all.put(
        "union",
        execution ->
            new UnionOperator(
                false,
                List.of(() -> source(firstFailsAt), () -> source(secondFailsAt)),
                KINDS,
                execution));
    all.put(
        "intersect",
        execution ->
            new IntersectOperator(
                true, List.of(source(firstFailsAt), source(secondFailsAt)), KINDS, execution));
    all.put(
        "minus",
        execution ->
            new MinusOperator(
                true, List.of(source(firstFailsAt), source(secondFailsAt)), KINDS, execution));
    return all;
  }

  private static void drain(Operator operator) {
    while (operator.next() != null) {}
  }

  @Test
  void eachEndsAtTheFirstLookAfterACancellation() {
    int cancelled = 0;
    for (int look : new int[] {1, 2, 5, 1000}) {
      for (Map.Entry<String, Opening> opening : openings(99, 99).entrySet()) {
        CountingScope scope = CountingScope.cancelledAt(look);
        Execution execution = Driven.execution(scope);
        sources.clear();
        boolean ended = false;
        try (Operator operator = opening.getValue().open(execution)) {
          drain(operator);
        } catch (StatementException e) {
          assertThat(e.state()).isEqualTo(SqlState.CANCELLED);
          ended = true;
        }
        assertThat(ended || scope.looks() < look).as(opening.getKey()).isTrue();
        assertThat(scope.looks()).as(opening.getKey()).isLessThanOrEqualTo(look);
        assertThat(sources).as(opening.getKey()).allMatch(DrivenSource::isClosed);
        assertThat(execution.memory().held()).as(opening.getKey()).isZero();
        cancelled += ended ? 1 : 0;
      }
    }
    assertThat(cancelled).isGreaterThan(90);
  }

  @Test
  void eachClosesAllThatItOpenedWhereAnInputFails() {
    int unharmed = 0;
    for (int failsAt : new int[] {1, 2}) {
      for (boolean first : new boolean[] {true, false}) {
        Map<String, Opening> openings = openings(first ? failsAt : 99, first ? 99 : failsAt);
        for (Map.Entry<String, Opening> opening : openings.entrySet()) {
          Execution execution = Driven.execution();
          sources.clear();
          try (Operator operator = opening.getValue().open(execution)) {
            drain(operator);
            // A semi-join may have no need for a second batch.
            unharmed++;
          } catch (IllegalStateException e) {
            assertThat(e).as(opening.getKey()).hasMessage("the source fails");
          }
          assertThat(sources).as(opening.getKey()).isNotEmpty().allMatch(DrivenSource::isClosed);
          assertThat(execution.memory().held()).as(opening.getKey()).isZero();
        }
      }
    }
    assertThat(unharmed).isLessThan(10);
  }

  @Test
  void eachThatHoldsRowsIsRefusedMoreThanItMayHold() {
    Map<String, String> holders =
        Map.of(
            "hash INNERfalse", "the hash join",
            "nested FULL", "the join by nested loops",
            "by keys LEFT", "the join by keys",
            "asof", "the ASOF join",
            "union", "UNION",
            "intersect", "INTERSECT",
            "minus", "EXCEPT");
    holders.forEach(
        (name, holder) -> {
          Execution execution =
              new Execution(CountingScope.endless(), new Memory(10_000), List.of());
          Opening opening = openings(99, 99).get(name);
          assertThat(opening).as(name).isNotNull();
          sources.clear();
          assertThatThrownBy(
                  () -> {
                    try (Operator operator = opening.open(execution)) {
                      drain(operator);
                    }
                  })
              .as(name)
              .isInstanceOf(StatementException.class)
              .hasMessageStartingWith(holder + " would hold more than");
          assertThat(sources).as(name).allMatch(DrivenSource::isClosed);
          assertThat(execution.memory().held()).as(name).isZero();
        });
  }

  @Test
  void aCrossJoinOfSixEndsAtACancellation() {
    for (int look : new int[] {1, 2, 1000}) {
      CountingScope scope = CountingScope.cancelledAt(look);
      Execution execution = Driven.execution(scope);
      Operator join = source();
      List<Kind> kinds = KINDS;
      for (int i = 1; i < 6; i++) {
        join =
            new NestedLoopsOperator(
                new JoinShape(JoinRelType.INNER, kinds, KINDS),
                i == 5 ? NEVER : null,
                join,
                source(),
                execution);
        kinds = new ArrayList<>(kinds);
        kinds.addAll(KINDS);
      }
      Operator six = join;

      assertThatThrownBy(() -> drain(six)).hasMessage("cancelled");

      assertThat(scope.looks()).isEqualTo(look);
      six.close();
      assertThat(sources).allMatch(DrivenSource::isClosed);
      assertThat(execution.memory().held()).isZero();
    }
  }

  @Test
  void whatFailsWhileItClosesKeepsNothingElseOpen() {
    DrivenSource left = source();
    Operator broken =
        new Operator() {
          @Override
          public @Nullable Batch next() {
            return null;
          }

          @Override
          public void close() {
            throw new IllegalStateException("it doesn't close");
          }
        };
    Execution execution = Driven.execution();
    Operator union =
        new IntersectOperator(
            true, new ArrayList<>(Collections.nCopies(1, broken)), KINDS, execution);
    Operator join =
        new NestedLoopsOperator(
            new JoinShape(JoinRelType.INNER, KINDS, KINDS), null, union, left, execution);

    assertThatThrownBy(join::close).hasMessage("it doesn't close");

    assertThat(left.isClosed()).isTrue();
  }
}
