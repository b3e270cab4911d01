package io.github.wandbjdbc.engine.execute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.wandbjdbc.engine.execute.sets.UnionOperator;
import io.github.wandbjdbc.engine.source.Execution;
import io.github.wandbjdbc.engine.source.Memory;
import io.github.wandbjdbc.engine.source.Operator;
import io.github.wandbjdbc.engine.values.Kind;
import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;
import io.github.wandbjdbc.engine.values.aggregates.Aggregates;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.BiFunction;
import org.apache.calcite.rel.RelCollations;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sorts and groups end at the look at which they are cancelled, and give all memory back. */
class CancellationTest {
  private static final RelDataType DOUBLE =
      AggregateTable.TYPES.createTypeWithNullability(
          AggregateTable.TYPES.createSqlType(SqlTypeName.DOUBLE), true);
  private static final RelDataType ROW =
      AggregateTable.TYPES.builder().add("x", DOUBLE).add("y", DOUBLE).build();
  private static final List<Kind> KINDS = BufferedRows.kinds(ROW);
  private static final RowOrder ORDER = new RowOrder(List.of(new RowOrder.Key(0, true, false)));

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 1_000})
  void aSortEndsAtOnce(long look) {
    cancelled(look, (rows, execution) -> new SortOperator(rows, KINDS, ORDER, execution));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 1_000})
  void theSortOfTheFirstRowsEndsAtOnce(long look) {
    cancelled(
        look, (rows, execution) -> new TopNOperator(rows, KINDS, ORDER, 5, 400_000, execution));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 1_000})
  void aGroupingEndsAtOnce(long look) {
    cancelled(
        look,
        (rows, execution) ->
            new GroupOperator(
                rows, KINDS, List.of(0), List.of(List.of(0)), List.of(sum()), execution));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 1_000, 5_000})
  void anAggregateOfRowsInOrderEndsAtOnce(long look) {
    cancelled(
        look,
        (rows, execution) ->
            new GroupOperator(
                rows, KINDS, List.of(), List.of(List.of()), List.of(median()), execution));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 1_000})
  void distinctRowsEndAtOnce(long look) {
    cancelled(
        look, (rows, execution) -> new UnionOperator(false, List.of(() -> rows), KINDS, execution));
  }

  private static AggregateSpec sum() {
    return spec("SUM");
  }

  private static AggregateSpec median() {
    return spec("MEDIAN");
  }

  private static AggregateSpec spec(String name) {
    return AggregateSpec.of(
        AggregateCall.create(
            Objects.requireNonNull(Aggregates.entry(name)).operator(),
            false,
            false,
            false,
            List.of(),
            List.of(1),
            -1,
            null,
            RelCollations.EMPTY,
            DOUBLE,
            null),
        ROW);
  }

  private static void cancelled(long look, BiFunction<Operator, Execution, Operator> of) {
    Random random = new Random(3);
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (int i = 0; i < 600_000; i++) {
      rows.add(List.of(random.nextDouble(), random.nextDouble()));
    }
    CountingScope scope = new CountingScope(look);
    Execution execution = new Execution(scope, new Memory(1L << 40), Collections.emptyList());
    Operator operator = of.apply(new ListedRows(KINDS, rows, 512), execution);

    try (operator) {
      assertThatThrownBy(
              () -> {
                while (operator.next() != null) {}
              })
          .isInstanceOfSatisfying(
              StatementException.class, e -> assertThat(e.state()).isEqualTo(SqlState.CANCELLED));
    }

    assertThat(scope.looks()).isEqualTo(look);
    assertThat(execution.memory().held()).isZero();
  }
}
