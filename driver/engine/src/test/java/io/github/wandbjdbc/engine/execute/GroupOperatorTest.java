package io.github.wandbjdbc.engine.execute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.wandbjdbc.engine.source.Execution;
import io.github.wandbjdbc.engine.source.Operator;
import io.github.wandbjdbc.engine.source.SpoilingOperator;
import io.github.wandbjdbc.engine.values.Kind;
import io.github.wandbjdbc.engine.values.LongColumn;
import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;
import io.github.wandbjdbc.engine.values.aggregates.Aggregates;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.apache.calcite.rel.RelCollation;
import org.apache.calcite.rel.RelCollations;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GroupOperatorTest {
  private static final RelDataTypeFactory TYPES = AggregateTable.TYPES;
  private static final RelDataType BIGINT = type(SqlTypeName.BIGINT);
  private static final RelDataType TEXT = type(SqlTypeName.VARCHAR);

  /** Fields a, b of BIGINT, t of text. */
  private static final RelDataType ROW =
      TYPES.builder().add("a", BIGINT).add("b", BIGINT).add("t", TEXT).build();

  private static final List<Kind> KINDS = BufferedRows.kinds(ROW);
  private static final AggregateSpec COUNT = spec("COUNT", BIGINT, false, List.of(), -1);

  @Test
  void aTotalOfNothingIsOneRowAndGroupsOfNothingAreNone() {
    AggregateSpec sum = spec("SUM", BIGINT, false, List.of(1), -1);

    assertThat(grouped(List.of(), List.of(0), List.of(List.of()), COUNT, sum))
        .containsExactly(row(null, 0L, null));
    assertThat(grouped(List.of(), List.of(0), List.of(List.of(0)), COUNT, sum)).isEmpty();
    assertThat(grouped(List.of(), List.of(0), List.of(List.of(0), List.of(), List.of()), COUNT))
        .containsExactly(row(null, 0L), row(null, 0L));
  }

  @Test
  void aSetThatIsThereTwiceGivesItsRowsTwice() {
    AggregateSpec groupId = grouping(SqlStdOperatorTable.GROUP_ID);
    AggregateSpec grouping = grouping(SqlStdOperatorTable.GROUPING, 0, 1);
    List<List<@Nullable Object>> rows = List.of(row(1L, 2L, "x"), row(1L, 3L, "y"));

    assertThat(
            grouped(
                rows,
                List.of(0, 1),
                List.of(List.of(0, 1), List.of(0), List.of(0), List.of(1)),
                COUNT,
                grouping,
                groupId))
        .containsExactly(
            row(1L, 2L, 1L, 0L, 0L),
            row(1L, 3L, 1L, 0L, 0L),
            row(1L, null, 2L, 1L, 0L),
            row(1L, null, 2L, 1L, 1L),
            row(null, 2L, 1L, 2L, 0L),
            row(null, 3L, 1L, 2L, 0L));
  }

  @Test
  void textsAreJoinedInOrder() {
    List<List<@Nullable Object>> rows =
        List.of(
            row(1L, 2L, "x"),
            row(2L, 9L, "z"),
            row(1L, null, "n"),
            row(1L, 3L, "y"),
            row(1L, 3L, null),
            row(1L, 2L, "w"),
            row(1L, 7L, "x"));
    RelCollation byNumber =
        RelCollations.of(
            new RelFieldCollation(
                1,
                RelFieldCollation.Direction.DESCENDING,
                RelFieldCollation.NullDirection.UNSPECIFIED));
    RelCollation byText = RelCollations.of(new RelFieldCollation(2));

    assertThat(
            grouped(
                rows,
                List.of(0),
                List.of(List.of(0)),
                spec("STRING_AGG", TEXT, false, List.of(2), -1),
                ordered("STRING_AGG", TEXT, false, List.of(2), byNumber),
                ordered("STRING_AGG", TEXT, true, List.of(2), byText),
                spec("STRING_AGG", TEXT, true, List.of(2), -1)))
        .containsExactly(
            row(1L, "x,n,y,w,x", "x,y,x,w,n", "n,w,x,y", "n,w,x,y"), row(2L, "z", "z", "z", "z"));
  }

  @Test
  void distinctRowsAreSortedByTheirArgumentsAlone() {
    RelCollation byNumber = RelCollations.of(1);

    assertThatThrownBy(() -> ordered("STRING_AGG", TEXT, true, List.of(2), byNumber))
        .isInstanceOfSatisfying(
            StatementException.class,
            e -> assertThat(e.state()).isEqualTo(SqlState.STATEMENT_FAULT));
  }

  @Test
  void calcitesOwnPercentilesAreTakenAsOurs() {
    // The fraction is an operand, the value a sort key.
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (long i = 0; i <= 10; i++) {
      rows.add(row(1L, i * i % 11, "x"));
    }
    RelCollation descending =
        RelCollations.of(new RelFieldCollation(1, RelFieldCollation.Direction.DESCENDING));

    assertThat(
            grouped(
                rows,
                List.of(2),
                List.of(List.of(2)),
                ordered("PERCENTILE_DISC", BIGINT, false, List.of(0), RelCollations.of(1)),
                ordered("PERCENTILE_DISC", BIGINT, false, List.of(0), descending)))
        .containsExactly(row("x", 9L, 0L));
  }

  @Test
  void argumentsAreComputedOfTheRowsThatTheFilterSelects() {
    AggregateSpec sum =
        spec("SUM", BIGINT, false, List.of(1), -1)
            .withFilter(
                batch -> {
                  LongColumn positive = new LongColumn(batch.size());
                  for (int i = 0; i < batch.size(); i++) {
                    positive.set(i, ((LongColumn) batch.column(1)).values()[i] > 0 ? 1 : 0);
                  }
                  return positive;
                })
            .withArguments(
                List.of(
                    batch -> {
                      LongColumn quotient = new LongColumn(batch.size());
                      for (int i = 0; i < batch.size(); i++) {
                        quotient.set(i, 100 / ((LongColumn) batch.column(1)).values()[i]);
                      }
                      return quotient;
                    }));
    List<List<@Nullable Object>> rows =
        List.of(row(1L, 0L, "x"), row(1L, 5L, "x"), row(2L, 0L, "x"), row(1L, 2L, "x"));

    assertThat(grouped(rows, List.of(0), List.of(List.of(0)), COUNT, sum))
        .containsExactly(row(1L, 3L, 70L), row(2L, 1L, null));
  }

  @Test
  void aSubqueryGivesOneValueAtTheMost() {
    AggregateSpec only = calcite(SqlStdOperatorTable.SINGLE_VALUE, BIGINT, List.of(1));

    assertThat(grouped(List.of(row(1L, null, "x")), List.of(), List.of(List.of()), only))
        .containsExactly(row((Object) null));
    assertThatThrownBy(
            () ->
                grouped(
                    List.of(row(1L, null, "x"), row(1L, null, "x")),
                    List.of(),
                    List.of(List.of()),
                    only))
        .isInstanceOf(StatementException.class)
        .hasMessageContaining("more than one row");
  }

  @Test
  void aSumThatItsTypeCannotHoldFails() {
    AggregateSpec sum = spec("SUM", BIGINT, false, List.of(1), -1);
    AggregateSpec asDouble = spec("AVG", type(SqlTypeName.DOUBLE), false, List.of(1), -1);
    List<List<@Nullable Object>> fits =
        List.of(row(1L, Long.MAX_VALUE, "x"), row(1L, 1L, "x"), row(1L, -1L, "x"));
    List<List<@Nullable Object>> tooMuch = fits.subList(0, 2);

    assertThat(grouped(fits, List.of(), List.of(List.of()), sum))
        .containsExactly(row(Long.MAX_VALUE));
    assertThat(grouped(tooMuch, List.of(), List.of(List.of()), asDouble))
        .containsExactly(row(0x1p62));
    assertThatThrownBy(() -> grouped(tooMuch, List.of(), List.of(List.of()), sum))
        .isInstanceOfSatisfying(
            StatementException.class, e -> assertThat(e.state()).isEqualTo(SqlState.OUT_OF_RANGE))
        .hasMessageContaining("9223372036854775808");
  }

  @Test
  void whatIsNotKnownIsRefusedByName() {
    assertThatThrownBy(() -> calcite(SqlStdOperatorTable.FUSION, BIGINT, List.of(1)))
        .isInstanceOf(StatementException.class)
        .hasMessageContaining("FUSION");
  }

  @Test
  void whatIsHeldIsGivenBackAndNeverMoreThanThereIs() {
    List<AggregateSpec> specs =
        List.of(
            COUNT,
            spec("SUM", BIGINT, false, List.of(1), -1),
            spec("COUNT", BIGINT, true, List.of(1), -1),
            spec("STRING_AGG", TEXT, true, List.of(2), -1),
            spec("STRING_AGG", TEXT, false, List.of(2), -1),
            spec("MEDIAN", type(SqlTypeName.DOUBLE), false, List.of(1), -1));
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (long i = 0; i < 5_000; i++) {
      rows.add(row(i % 1_000, i % 77, "text " + i % 3_000));
    }

    int refused = 0;
    for (long bytes = 1 << 10; bytes <= 1 << 26; bytes *= 2) {
      Execution execution = CountingScope.execution(Long.MAX_VALUE, bytes);
      Operator groups =
          operator(rows, List.of(0), List.of(List.of(0), List.of()), specs, execution);
      try (groups) {
        assertThat(ListedRows.all(groups, 7)).hasSize(1_001);
      } catch (StatementException e) {
        refused++;
        assertThat(e.state()).isEqualTo(SqlState.OUT_OF_MEMORY);
        assertThat(e).hasMessageContaining("the grouping");
      }

      assertThat(execution.memory().held()).isZero();
    }
    assertThat(refused).isBetween(8, 15);
  }

  private static RelDataType type(SqlTypeName name) {
    return TYPES.createTypeWithNullability(TYPES.createSqlType(name), true);
  }

  private static AggregateSpec spec(
      String name, RelDataType type, boolean distinct, List<Integer> operands, int filter) {
    return spec(
        Objects.requireNonNull(Aggregates.entry(name)).operator(),
        type,
        distinct,
        operands,
        filter,
        RelCollations.EMPTY);
  }

  private static AggregateSpec ordered(
      String name, RelDataType type, boolean distinct, List<Integer> operands, RelCollation order) {
    return spec(
        Objects.requireNonNull(Aggregates.entry(name)).operator(),
        type,
        distinct,
        operands,
        -1,
        order);
  }

  private static AggregateSpec calcite(
      SqlAggFunction function, RelDataType type, List<Integer> operands) {
    return spec(function, type, false, operands, -1, RelCollations.EMPTY);
  }

  private static AggregateSpec grouping(SqlAggFunction function, Integer... fields) {
    return calcite(function, BIGINT, Arrays.asList(fields));
  }

  private static AggregateSpec spec(
      SqlAggFunction function,
      RelDataType type,
      boolean distinct,
      List<Integer> operands,
      int filter,
      RelCollation order) {
    return AggregateSpec.of(
        AggregateCall.create(
            function, distinct, false, false, List.of(), operands, filter, null, order, type, null),
        ROW);
  }

  private static List<@Nullable Object> row(@Nullable Object... values) {
    return Arrays.asList(values);
  }

  private static Operator operator(
      List<List<@Nullable Object>> rows,
      List<Integer> fields,
      List<List<Integer>> sets,
      List<AggregateSpec> specs,
      Execution execution) {
    Operator source = new SpoilingOperator(new ListedRows(KINDS, rows, 3), 3);
    return new GroupOperator(source, KINDS, fields, sets, specs, execution);
  }

  private static List<List<@Nullable Object>> grouped(
      List<List<@Nullable Object>> rows,
      List<Integer> fields,
      List<List<Integer>> sets,
      AggregateSpec... specs) {
    return ListedRows.all(
        operator(rows, fields, sets, List.of(specs), CountingScope.unbounded()),
        fields.size() + specs.length);
  }
}
