package io.github.wandbjdbc.engine.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.wandbjdbc.engine.values.EngineType;
import io.github.wandbjdbc.engine.values.Entry;
import io.github.wandbjdbc.engine.values.Kernels;
import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;
import org.junit.jupiter.api.Test;

class CellsTest {
  @Test
  void allCombinationsAreComparedValuesAndFailures() {
    Entry division =
        Entry.named("DIV")
            .strict(
                EngineType.INTEGER,
                Kernels.longs(CellsTest::divided),
                EngineType.INTEGER,
                EngineType.INTEGER)
            .entry();
    Cells cells = Cells.named("a trial");

    cells
        .compare(division, "%1$s / %2$s", Operands.integers(), Operands.integers(null, 0L, 1L, 7L))
        .end();

    assertThat(cells.answered()).isEqualTo(34);
  }

  @Test
  void whatDiffersFailsUnlessThereIsAReason() {
    Entry wrong =
        Entry.named("NEXT")
            .strict(EngineType.BIGINT, Kernels.longs(x -> x == 3 ? 5 : x + 1), EngineType.BIGINT)
            .entry();
    Cells cells =
        Cells.named("a wrong one").compare(wrong, "%s + 1", Operands.bigints(null, 1L, 3L));

    assertThatThrownBy(cells::end).hasMessageContaining("'3'::int8 + 1: ours 5, PostgreSQL's 4");
    Cells.named("a wrong one, with a reason")
        .accepting("three is special", cell -> cell.operand(0) instanceof Long x && x == 3)
        .compare(wrong, "%s + 1", Operands.bigints(null, 1L, 3L))
        .end();
  }

  private static long divided(long left, long right) {
    if (right == 0) {
      throw new StatementException(SqlState.DIVISION_BY_ZERO, "division by zero");
    }
    return left / right;
  }
}
