package io.github.wandbjdbc.engine.values.times;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.wandbjdbc.engine.judge.Cells;
import io.github.wandbjdbc.engine.judge.Operand;
import io.github.wandbjdbc.engine.judge.Operands;
import io.github.wandbjdbc.engine.values.EngineType;
import io.github.wandbjdbc.engine.values.StatementException;
import java.util.List;
import org.apache.calcite.sql.SqlKind;
import org.junit.jupiter.api.Test;

class TimeArithmeticTest {
  private static final List<Operand> DAYS =
      Operands.integers(null, 0L, 1L, -1L, 365L, -800_000L, 2_147_483_647L, -2_147_483_648L);

  @Test
  void sumsAndDifferencesAreThoseOfPostgresql() {
    Cells cells = Cells.named("sums and differences of times");
    List<Operand> dates = TimeGrids.dates();
    List<Operand> timestamps = TimeGrids.timestamps();
    List<Operand> times = Operands.times();
    List<Operand> months = TimeGrids.months();
    List<Operand> durations = TimeGrids.durations();

    compare(cells, SqlKind.PLUS, dates, DAYS);
    compare(cells, SqlKind.PLUS, DAYS, dates);
    compare(cells, SqlKind.MINUS, dates, DAYS);
    compare(cells, SqlKind.MINUS, dates, dates);
    for (List<Operand> interval : List.of(months, durations)) {
      for (List<Operand> time : List.of(dates, timestamps)) {
        compare(cells, SqlKind.PLUS, time, interval);
        compare(cells, SqlKind.PLUS, interval, time);
        compare(cells, SqlKind.MINUS, time, interval);
      }
      compare(cells, SqlKind.PLUS, interval, interval);
      compare(cells, SqlKind.MINUS, interval, interval);
    }
    compare(cells, SqlKind.PLUS, dates.subList(0, 12), times);
    compare(cells, SqlKind.PLUS, times, dates.subList(0, 12));
    compare(cells, SqlKind.MINUS, timestamps, timestamps);
    compare(cells, SqlKind.MINUS, timestamps, dates.subList(0, 12));
    compare(cells, SqlKind.MINUS, dates.subList(0, 12), timestamps);
    compare(cells, SqlKind.MINUS, times, times);
    compare(cells, SqlKind.PLUS, times, durations);
    compare(cells, SqlKind.PLUS, durations, times);
    compare(cells, SqlKind.MINUS, times, durations);
    cells.end();
  }

  @Test
  void intervalsAreMultipliedAndDividedAsByPostgresql() {
    Cells cells = Cells.named("products and quotients of intervals");
    List<Operand> whole = Operands.integers(null, 0L, 1L, -1L, 3L, -7L, 1_000L);
    List<Operand> doubles = Operands.doubles(null, 0.0, 1.0, -0.5, 1.5, 0.1, 1e3, 3.0);

    for (List<Operand> number : List.of(whole, doubles, Operands.numerics("0.5", "3", "-2"))) {
      compare(cells, SqlKind.TIMES, TimeGrids.durations(), number);
      compare(cells, SqlKind.TIMES, number, TimeGrids.durations());
      compare(cells, SqlKind.DIVIDE, TimeGrids.durations(), number);
    }
    compare(cells, SqlKind.TIMES, TimeGrids.months(), whole);
    compare(cells, SqlKind.TIMES, whole, TimeGrids.months());
    compare(cells, SqlKind.DIVIDE, TimeGrids.months(), Operands.integers(null, 0L, 1L, -1L));
    compare(
        cells, SqlKind.DIVIDE, Operands.months(0L, 12L, -84L), Operands.doubles(2.0, -3.0, 0.5));
    cells.end();
  }

  @Test
  void partsOfMonthsAreRefused() {
    var halves = TimeArithmetic.kernel(SqlKind.DIVIDE, EngineType.MONTHS, EngineType.INTEGER);

    assertThatThrownBy(
            () ->
                Cells.named("parts of months")
                    .compareRows(
                        halves.kernel(),
                        List.of(EngineType.MONTHS, EngineType.INTEGER),
                        halves.result(),
                        "%s / %s",
                        List.of(List.of(Operands.months(7L).get(0), Operands.integers(2L).get(0))))
                    .end())
        .hasMessageContaining("ours fails with 22023");
  }

  @Test
  void whatIsntComputedIsRefusedByName() {
    assertThatThrownBy(() -> TimeArithmetic.kernel(SqlKind.PLUS, EngineType.DATE, EngineType.DATE))
        .isInstanceOf(StatementException.class)
        .hasMessageContaining("date + date isn't computed");
    assertThat(TimeArithmetic.isFor(EngineType.INTEGER, EngineType.DOUBLE)).isFalse();
  }

  private static void compare(Cells cells, SqlKind kind, List<Operand> left, List<Operand> right) {
    List<EngineType> types = List.of(left.get(0).type(), right.get(0).type());
    TimeArithmetic arithmetic = TimeArithmetic.kernel(kind, types.get(0), types.get(1));
    String sign =
        switch (kind) {
          case PLUS -> "+";
          case MINUS -> "-";
          case TIMES -> "*";
          default -> "/";
        };
    cells.compare(
        arithmetic.kernel(), types, arithmetic.result(), "%s " + sign + " %s", left, right);
  }
}
