package io.github.wandbjdbc.predicates;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wandbjdbc.client.RunFilter.Operator;
import io.github.wandbjdbc.client.StepRange;
import java.math.BigDecimal;
import java.util.List;
import org.apache.calcite.jdbc.JavaTypeFactoryImpl;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StepWindowTest {
  private static final Bindings NONE = new Bindings(List.of(), new @Nullable Object[0]);

  private final JavaTypeFactoryImpl types = new JavaTypeFactoryImpl();
  private final Placeholder parameter =
      new Placeholder.Computed(
          new RexBuilder(types).makeDynamicParam(types.createSqlType(SqlTypeName.BIGINT), 0));

  private static StepRange window(Operator operator, String number) {
    return StepWindow.ALL.and(operator, new BigDecimal(number)).resolve(NONE);
  }

  private StepRange bound(Operator operator, @Nullable Object value) {
    Bindings bindings = new Bindings(List.of(parameter), new @Nullable Object[] {value});
    return StepWindow.ALL.and(operator, parameter).resolve(bindings);
  }

  @Test
  void boundsBetweenStepsAreRoundedInwards() {
    assertThat(window(Operator.GREATER, "1.5")).isEqualTo(new StepRange(2, Long.MAX_VALUE));
    assertThat(window(Operator.GREATER_OR_EQUAL, "1.5"))
        .isEqualTo(new StepRange(2, Long.MAX_VALUE));
    assertThat(window(Operator.LESS, "1.5")).isEqualTo(new StepRange(0, 2));
    assertThat(window(Operator.LESS_OR_EQUAL, "1.5")).isEqualTo(new StepRange(0, 2));
  }

  @Test
  void boundsOnAStepAreExclusiveOrInclusive() {
    assertThat(window(Operator.GREATER, "2")).isEqualTo(new StepRange(3, Long.MAX_VALUE));
    assertThat(window(Operator.GREATER_OR_EQUAL, "2")).isEqualTo(new StepRange(2, Long.MAX_VALUE));
    assertThat(window(Operator.LESS, "2")).isEqualTo(new StepRange(0, 2));
    assertThat(window(Operator.LESS_OR_EQUAL, "2")).isEqualTo(new StepRange(0, 3));
  }

  @Test
  void boundsBeyondAllStepsLetAllOrNonePass() {
    assertThat(window(Operator.GREATER, "-5")).isEqualTo(StepRange.ALL);
    assertThat(window(Operator.LESS, "0")).isEqualTo(StepRange.NONE);
    assertThat(window(Operator.LESS, "1e30")).isEqualTo(StepRange.ALL);
    assertThat(window(Operator.GREATER, "1e30")).isEqualTo(StepRange.NONE);
  }

  @Test
  void aParameterIsABoundOnceItIsKnown() {
    assertThat(bound(Operator.LESS, 7L)).isEqualTo(new StepRange(0, 7));
    assertThat(bound(Operator.GREATER, 7)).isEqualTo(new StepRange(8, Long.MAX_VALUE));
  }

  @Test
  void nullLetsNoStepPass() {
    assertThat(bound(Operator.LESS, null)).isEqualTo(StepRange.NONE);
  }

  @Test
  void infinityIsAboveEveryStepAndNanComparesWithNone() {
    assertThat(bound(Operator.LESS, Double.POSITIVE_INFINITY)).isEqualTo(StepRange.ALL);
    assertThat(bound(Operator.GREATER, Double.POSITIVE_INFINITY)).isEqualTo(StepRange.NONE);
    assertThat(bound(Operator.GREATER, Double.NEGATIVE_INFINITY)).isEqualTo(StepRange.ALL);
    assertThat(bound(Operator.LESS, Double.NaN)).isEqualTo(StepRange.NONE);
  }
}
