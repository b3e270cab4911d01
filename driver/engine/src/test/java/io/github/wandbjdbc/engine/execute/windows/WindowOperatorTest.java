package io.github.wandbjdbc.engine.execute.windows;

import static io.github.wandbjdbc.engine.execute.windows.WindowSpecimen.call;
import static io.github.wandbjdbc.engine.execute.windows.WindowSpecimen.column;
import static io.github.wandbjdbc.engine.execute.windows.WindowSpecimen.whole;
import static io.github.wandbjdbc.engine.execute.windows.WindowTable.field;
import static io.github.wandbjdbc.engine.execute.windows.WindowTable.type;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.wandbjdbc.engine.execute.RowOrder;
import io.github.wandbjdbc.engine.execute.windows.WindowDescription.Call;
import io.github.wandbjdbc.engine.execute.windows.WindowDescription.Group;
import io.github.wandbjdbc.engine.source.Execution;
import io.github.wandbjdbc.engine.source.Memory;
import io.github.wandbjdbc.engine.values.Kind;
import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;
import io.github.wandbjdbc.engine.values.windows.Frame;
import io.github.wandbjdbc.engine.values.windows.Frame.Bound;
import io.github.wandbjdbc.engine.values.windows.Frame.Exclusion;
import io.github.wandbjdbc.engine.values.windows.Frame.Reach;
import io.github.wandbjdbc.engine.values.windows.Frame.Unit;
import io.github.wandbjdbc.engine.values.windows.Operand;
import java.util.List;
import java.util.Random;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WindowOperatorTest {
  private static final RelDataType BIGINT = type(SqlTypeName.BIGINT);
  private static final Call COUNT = call(SqlStdOperatorTable.COUNT, BIGINT);

  @Test
  void valuesComeBehindTheInputsFieldsGroupByGroup() {
    WindowTable table = table(600);

    List<List<@Nullable Object>> values =
        table.values(
            List.of(
                group(List.of(), "id", true, Frame.DEFAULT, rowNumber(), COUNT),
                group(List.of(), "id", false, Frame.DEFAULT, rowNumber())),
            512);

    assertThat(values).hasSize(600);
    assertThat(values.get(0)).containsExactly(600L, 600L, 1L);
    assertThat(values.get(599)).containsExactly(1L, 1L, 600L);
  }

  @Test
  void noRowsGiveNone() {
    assertThat(table(0).values(List.of(group(List.of(), "id", false, rows(-1, -1), COUNT)), 7))
        .isEmpty();
  }

  @Test
  void theLongestDistanceIsLongerThanAnyPartition() {
    Frame frame = rows(Long.MAX_VALUE, Long.MAX_VALUE);

    List<List<@Nullable Object>> values =
        table(5).values(List.of(group(List.of(), "id", false, frame, COUNT)), 7);

    assertThat(values).allSatisfy(row -> assertThat(row).containsExactly(5L));
  }

  @Test
  void aDistanceMayBeAFieldThatIsTheSameInAllRows() {
    WindowTable table = table(5);
    table.rows.forEach(row -> row.set(field("o"), 1L));
    Frame frame =
        new Frame(
            Unit.ROWS,
            new Bound(Reach.PRECEDING, column("o")),
            Bound.of(Reach.CURRENT_ROW),
            Exclusion.NO_OTHERS);

    List<List<@Nullable Object>> values =
        table.values(List.of(group(List.of(), "id", false, frame, COUNT)), 7);

    assertThat(values.stream().map(row -> row.get(0))).containsExactly(1L, 2L, 2L, 2L, 2L);
    table.rows.get(3).set(field("o"), 2L);
    assertThatThrownBy(() -> table.values(List.of(group(List.of(), "id", false, frame, COUNT)), 7))
        .isInstanceOfSatisfying(
            StatementException.class,
            e -> assertThat(e.state()).isEqualTo(SqlState.STATEMENT_FAULT));
  }

  @Test
  void whatIsNoDistanceOrNumberIsInvalid() {
    assertInvalid(group(List.of(), "id", false, rows(-1, 1), COUNT));
    assertInvalid(group(List.of(), "id", false, distance(BIGINT, -1L), COUNT));
    assertInvalid(group(List.of(), "id", false, distance(BIGINT, null), COUNT));
    assertInvalid(
        group(List.of(), "y", false, distance(type(SqlTypeName.DOUBLE), Double.NaN), COUNT));
    assertInvalid(
        group(
            List.of(),
            "id",
            false,
            Frame.DEFAULT,
            call(SqlStdOperatorTable.NTILE, BIGINT, whole(0))));
    assertInvalid(
        group(
            List.of(),
            "id",
            false,
            Frame.DEFAULT,
            call(SqlStdOperatorTable.NTH_VALUE, BIGINT, column("n"), whole(0))));
  }

  @Test
  void aConstantSortKeyHasAllRowsAtNoDistance() {
    Frame around = distance(BIGINT, 1L);
    Frame behind =
        new Frame(
            Unit.RANGE,
            new Bound(Reach.FOLLOWING, Operand.constant(BIGINT, 1L)),
            Bound.of(Reach.UNBOUNDED_FOLLOWING),
            Exclusion.NO_OTHERS);
    RowOrder none = new RowOrder(List.of());

    List<List<@Nullable Object>> values =
        table(3)
            .values(
                List.of(
                    new Group(List.of(), none, around, List.of(COUNT)),
                    new Group(List.of(), none, behind, List.of(COUNT))),
                7);

    assertThat(values).allSatisfy(row -> assertThat(row).containsExactly(3L, 0L));
  }

  @Test
  void whatDoesntFitMemoryIsRefusedInTheWindowsName() {
    WindowTable table = table(3000);
    List<Kind> kinds = WindowTable.types().stream().map(Kind::of).toList();
    for (long limit : new long[] {1000, 400_000, 1_200_000}) {
      Execution execution = new Execution(new WindowTable.Quiet(), new Memory(limit), List.of());
      WindowInput input = new WindowInput(kinds, table.rows, 100);
      try (WindowOperator operator =
          new WindowOperator(input, description(allCalls()), execution)) {
        assertThatThrownBy(operator::next)
            .hasMessageContaining("the window would hold more")
            .isInstanceOfSatisfying(
                StatementException.class,
                e -> assertThat(e.state()).isEqualTo(SqlState.OUT_OF_MEMORY));
      }
      assertThat(execution.memory().held()).isZero();
      assertThat(input.isClosed()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 20, 100, 1000})
  void itEndsAtWhicheverLookAfterACancellation(int looks) {
    WindowTable table = table(1500);
    List<Kind> kinds = WindowTable.types().stream().map(Kind::of).toList();
    Cancelling scope = new Cancelling(looks);
    Execution execution = new Execution(scope, new Memory(1L << 30), List.of());

    try (WindowOperator operator =
        new WindowOperator(
            new WindowInput(kinds, table.rows, 100), description(allCalls()), execution)) {
      assertThatThrownBy(operator::next).isSameAs(scope.cancelled);
    }

    assertThat(scope.count).isEqualTo(looks);
    assertThat(execution.memory().held()).isZero();
  }

  /** Every function over a partition of all rows, with a frame that slides and leaves rows out. */
  private static Group allCalls() {
    Frame frame = rows(700, 100);
    return group(
        List.of(),
        "kd",
        false,
        new Frame(Unit.ROWS, frame.lower(), frame.upper(), Exclusion.CURRENT_ROW),
        WindowSpecimen.all().stream().map(WindowSpecimen::call).toArray(Call[]::new));
  }

  private static WindowDescription description(Group group) {
    return new WindowDescription(WindowTable.types(), List.of(group));
  }

  private static Call rowNumber() {
    return call(SqlStdOperatorTable.ROW_NUMBER, BIGINT);
  }

  private static Frame rows(long before, long behind) {
    return new Frame(
        Unit.ROWS,
        new Bound(Reach.PRECEDING, Operand.constant(BIGINT, before)),
        new Bound(Reach.FOLLOWING, Operand.constant(BIGINT, behind)),
        Exclusion.NO_OTHERS);
  }

  private static Frame distance(RelDataType type, @Nullable Object distance) {
    return new Frame(
        Unit.RANGE,
        new Bound(Reach.PRECEDING, Operand.constant(type, distance)),
        Bound.of(Reach.CURRENT_ROW),
        Exclusion.NO_OTHERS);
  }

  private static Group group(
      List<Integer> partition, String key, boolean descending, Frame frame, Call... calls) {
    return new Group(
        partition,
        new RowOrder(List.of(new RowOrder.Key(field(key), descending, false))),
        frame,
        List.of(calls));
  }

  private static void assertInvalid(Group group) {
    assertThatThrownBy(() -> table(5).values(List.of(group), 7))
        .isInstanceOfSatisfying(
            StatementException.class, e -> assertThat(e.state()).isEqualTo(SqlState.INVALID_VALUE));
  }

  private static WindowTable table(int size) {
    return new WindowTable("t", size, new Random(22));
  }

  /** Cancels at a certain look. */
  private static final class Cancelling extends WindowTable.Quiet {
    private final StatementException cancelled =
        new StatementException(SqlState.CANCELLED, "cancelled");
    private final int looks;
    private int count;

    Cancelling(int looks) {
      this.looks = looks;
    }

    @Override
    public void check() {
      if (++count >= looks) {
        throw cancelled;
      }
    }
  }
}
