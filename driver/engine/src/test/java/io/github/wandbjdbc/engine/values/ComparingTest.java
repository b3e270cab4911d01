package io.github.wandbjdbc.engine.values;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.wandbjdbc.engine.judge.Cell;
import io.github.wandbjdbc.engine.judge.Cells;
import io.github.wandbjdbc.engine.judge.Operand;
import io.github.wandbjdbc.engine.judge.Operands;
import io.github.wandbjdbc.engine.judge.SqlTypes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ComparingTest {
  private static final Map<SqlKind, String> OPERATORS = new LinkedHashMap<>();

  static {
    OPERATORS.put(SqlKind.EQUALS, "=");
    OPERATORS.put(SqlKind.NOT_EQUALS, "<>");
    OPERATORS.put(SqlKind.LESS_THAN, "<");
    OPERATORS.put(SqlKind.LESS_THAN_OR_EQUAL, "<=");
    OPERATORS.put(SqlKind.GREATER_THAN, ">");
    OPERATORS.put(SqlKind.GREATER_THAN_OR_EQUAL, ">=");
    OPERATORS.put(SqlKind.IS_DISTINCT_FROM, "IS DISTINCT FROM");
    OPERATORS.put(SqlKind.IS_NOT_DISTINCT_FROM, "IS NOT DISTINCT FROM");
  }

  private static final List<List<List<Operand>>> COMPARABLE =
      List.of(
          List.of(Operands.integers(), Operands.bigints(), Operands.numerics(), Operands.doubles()),
          List.of(Operands.texts()),
          List.of(Operands.booleans()),
          List.of(Operands.dates(), Operands.timestamps()),
          List.of(Operands.times()),
          List.of(
              Operands.months(null, 0L, 1L, -1L, 14L),
              Operands.durations(null, 0L, 1L, -1L, 2_592_000_000L, 2_592_000_001L)));

  @Test
  void allTypesAreComparedAsByPostgresButForNan() {
    Cells cells = Cells.named("comparisons");
    Cells ofNan = cells.accepting("NaN is never equal", ComparingTest::isOfNan);

    for (List<List<Operand>> grids : COMPARABLE) {
      for (List<Operand> left : grids) {
        for (List<Operand> right : grids) {
          OPERATORS.forEach(
              (kind, sign) ->
                  ofNan.compare(
                      Comparing.kernel(kind, type(left), type(right)),
                      List.of(left.get(0).type(), right.get(0).type()),
                      ValueType.BOOLEAN,
                      "%s " + sign + " %s",
                      left,
                      right));
        }
      }
    }

    cells.end();
  }

  /** Whether the difference is one that contract §1 permits. */
  private static boolean isOfNan(Cell cell) {
    boolean isNan = isNan(cell.operand(0)) || isNan(cell.operand(1));
    long expected = cell.call().contains("<>") ? 1 : 0;
    return isNan
        && !cell.call().contains("DISTINCT")
        && cell.ours() instanceof Long ours
        && ours == expected;
  }

  private static boolean isNan(@Nullable Object value) {
    return value instanceof Double number && number.isNaN();
  }

  @Test
  void nanIsOneValueForIsDistinctFromAlone() {
    RelDataType real = SqlTypes.of(SqlTypeName.DOUBLE);
    Double nan = Double.NaN;

    assertThat(compared(SqlKind.EQUALS, real, nan, nan)).isEqualTo(0L);
    assertThat(compared(SqlKind.NOT_EQUALS, real, nan, nan)).isEqualTo(1L);
    assertThat(compared(SqlKind.LESS_THAN, real, 1.0, nan)).isEqualTo(0L);
    assertThat(compared(SqlKind.GREATER_THAN_OR_EQUAL, real, nan, nan)).isEqualTo(0L);
    assertThat(compared(SqlKind.IS_DISTINCT_FROM, real, nan, nan)).isEqualTo(0L);
    assertThat(compared(SqlKind.IS_DISTINCT_FROM, real, nan, null)).isEqualTo(1L);
  }

  @Test
  void rowsAreComparedFieldByFieldAndNullIsUnknown() {
    RelDataType row =
        SqlTypes.FACTORY.createStructType(
            List.of(SqlTypes.of(SqlTypeName.INTEGER), SqlTypes.of(SqlTypeName.VARCHAR)),
            List.of("a", "b"));
    List<Operand> rows = new ArrayList<>();
    for (Long a : Arrays.asList(null, 1L, 2L)) {
      for (String b : Arrays.asList(null, "x", "y")) {
        rows.add(
            new Operand(
                ValueType.ANY,
                Arrays.asList(a, b),
                "ROW(%s::int4, %s::text)".formatted(a, b == null ? null : "'" + b + "'")));
      }
    }
    Cells cells = Cells.named("comparisons of rows");

    OPERATORS.forEach(
        (kind, sign) ->
            cells.compare(
                Comparing.kernel(kind, row, row),
                List.of(ValueType.ANY, ValueType.ANY),
                ValueType.BOOLEAN,
                "%s " + sign + " %s",
                rows,
                rows));

    cells.end();
  }

  @Test
  void nanInARowDecidesAsIfItStoodAlone() {
    RelDataType row =
        SqlTypes.FACTORY.createStructType(
            List.of(SqlTypes.of(SqlTypeName.DOUBLE), SqlTypes.of(SqlTypeName.INTEGER)),
            List.of("a", "b"));
    List<Object> one = List.of(Double.NaN, 1L);
    List<Object> other = List.of(Double.NaN, 2L);

    assertThat(compared(SqlKind.EQUALS, row, one, one)).isEqualTo(0L);
    assertThat(compared(SqlKind.LESS_THAN, row, one, other)).isEqualTo(0L);
    assertThat(compared(SqlKind.NOT_EQUALS, row, one, one)).isEqualTo(1L);
    assertThat(compared(SqlKind.IS_NOT_DISTINCT_FROM, row, one, one)).isEqualTo(1L);
  }

  @Test
  void unlikeTypesAreRefused() {
    RelDataType text = SqlTypes.of(SqlTypeName.VARCHAR);
    RelDataType number = SqlTypes.of(SqlTypeName.INTEGER);

    assertThatThrownBy(() -> Comparing.kernel(SqlKind.EQUALS, text, number))
        .isInstanceOfSatisfying(
            StatementException.class,
            e -> assertThat(e.state()).isEqualTo(SqlState.STATEMENT_FAULT));
  }

  private static @Nullable Object compared(
      SqlKind kind, RelDataType type, @Nullable Object left, @Nullable Object right) {
    Column[] operands = {Column.of(Kind.of(type), 1), Column.of(Kind.of(type), 1)};
    operands[0].set(0, left);
    operands[1].set(0, right);
    Column result = Column.of(Kind.LONG, 1);
    Comparing.kernel(kind, type, type).compute(operands, 1, result, () -> {});
    return result.get(0);
  }

  private static RelDataType type(List<Operand> grid) {
    return grid.get(0).type().in(SqlTypes.FACTORY);
  }
}
