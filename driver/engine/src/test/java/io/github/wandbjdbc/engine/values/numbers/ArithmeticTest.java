package io.github.wandbjdbc.engine.values.numbers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.wandbjdbc.engine.judge.Cells;
import io.github.wandbjdbc.engine.judge.Operand;
import io.github.wandbjdbc.engine.judge.Operands;
import io.github.wandbjdbc.engine.judge.Reasons;
import io.github.wandbjdbc.engine.values.EngineType;
import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;
import java.util.List;
import java.util.Map;
import org.apache.calcite.sql.SqlKind;
import org.junit.jupiter.api.Test;

class ArithmeticTest {
  private static final List<List<Operand>> GRIDS =
      List.of(Operands.integers(), Operands.bigints(), Operands.numerics(), Operands.doubles());

  private static final Map<SqlKind, String> OPERATORS =
      Map.of(
          SqlKind.PLUS, "%s + %s",
          SqlKind.MINUS, "%s - %s",
          SqlKind.TIMES, "%s * %s",
          SqlKind.DIVIDE, "%s / %s",
          SqlKind.MOD, "%s %% %s");

  @Test
  void allTypesAreComputedAsByPostgres() {
    Cells cells = Reasons.digits(Reasons.ieee(Cells.named("arithmetic")));

    for (Map.Entry<SqlKind, String> operator : OPERATORS.entrySet()) {
      for (List<Operand> left : GRIDS) {
        for (List<Operand> right : GRIDS) {
          EngineType a = left.get(0).type();
          EngineType b = right.get(0).type();
          Arithmetic computed = Arithmetic.kernel(operator.getKey(), a, b);
          boolean isRemainderOfDoubles =
              operator.getKey() == SqlKind.MOD && computed.result() == EngineType.DOUBLE;
          cells.compare(
              computed.kernel(),
              List.of(a, b),
              computed.result(),
              isRemainderOfDoubles
                  ? "mod(%1$s::float8::text::numeric, %2$s::float8::text::numeric)::float8"
                  : operator.getValue(),
              left,
              right);
        }
      }
    }

    cells.end();
  }

  @Test
  void negationOverflowsForTheLeastNumberAlone() {
    Cells cells = Cells.named("negation");

    for (List<Operand> grid : GRIDS) {
      Arithmetic negation = Arithmetic.negation(grid.get(0).type());
      cells.compare(
          negation.kernel(), List.of(grid.get(0).type()), negation.result(), "- (%s)", grid);
    }

    cells.end();
  }

  @Test
  void quotientsHaveTheScaleThatPostgresChooses() {
    List<Operand> operands =
        Operands.numerics(
            "1",
            "7",
            "10",
            "9999",
            "10000",
            "9999.9",
            "0.0001",
            "0.00099",
            "1.2345",
            "123456789.5",
            "0.000000001",
            "1e-20",
            "3.3333333",
            "1000000000000",
            "99999999999999999999.99");

    Arithmetic division = Arithmetic.kernel(SqlKind.DIVIDE, EngineType.NUMERIC, EngineType.NUMERIC);
    Arithmetic remainder = Arithmetic.kernel(SqlKind.MOD, EngineType.NUMERIC, EngineType.NUMERIC);

    List<EngineType> types = List.of(EngineType.NUMERIC, EngineType.NUMERIC);
    Reasons.digits(Cells.named("scales of quotients"))
        .compare(division.kernel(), types, EngineType.NUMERIC, "%s / %s", operands, operands)
        .compare(remainder.kernel(), types, EngineType.NUMERIC, "%s %% %s", operands, operands)
        .end();
  }

  @Test
  void textsAreNotNumbers() {
    assertThatThrownBy(() -> Arithmetic.kernel(SqlKind.PLUS, EngineType.TEXT, EngineType.INTEGER))
        .isInstanceOfSatisfying(
            StatementException.class,
            e -> assertThat(e.state()).isEqualTo(SqlState.STATEMENT_FAULT));
  }
}
