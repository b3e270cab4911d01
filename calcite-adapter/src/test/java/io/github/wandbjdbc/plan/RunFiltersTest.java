package io.github.wandbjdbc.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wandbjdbc.client.RunAttribute;
import io.github.wandbjdbc.client.RunField;
import io.github.wandbjdbc.client.RunFilter;
import io.github.wandbjdbc.client.RunFilter.And;
import io.github.wandbjdbc.client.RunFilter.Comparison;
import io.github.wandbjdbc.client.RunFilter.In;
import io.github.wandbjdbc.client.RunFilter.Operator;
import io.github.wandbjdbc.client.RunFilter.Or;
import java.util.List;
import org.apache.calcite.jdbc.JavaTypeFactoryImpl;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RunFiltersTest {
  private static final RunAttribute LR = new RunAttribute.ConfigPath("lr");

  private final JavaTypeFactoryImpl types = new JavaTypeFactoryImpl();
  private final Placeholder text = parameter(SqlTypeName.VARCHAR);
  private final Placeholder number = parameter(SqlTypeName.DOUBLE);

  private Placeholder parameter(SqlTypeName type) {
    return new Placeholder.Computed(
        new RexBuilder(types).makeDynamicParam(types.createSqlType(type), 0));
  }

  private static RunFilter resolve(
      RunFilter filter, Placeholder placeholder, @Nullable Object value) {
    return RunFilters.resolve(
        filter, new Bindings(List.of(placeholder), new @Nullable Object[] {value}));
  }

  @Test
  void eachPartIsThereOnce() {
    RunFilter id = new In(RunField.ID, List.of("r1"));
    RunFilter state = new In(RunField.STATE, List.of("failed"));

    RunFilter both = RunFilters.and(RunFilters.and(id, state), new And(List.of(state, id)));

    assertThat(both).isEqualTo(new And(List.of(id, state)));
    assertThat(RunFilters.and(RunFilter.ALL, id)).isEqualTo(id);
  }

  @Test
  void predicatesOnTheRunIdBecomeOne() {
    RunFilter filter =
        new And(
            List.of(
                new In(RunField.ID, List.of("r1", "r2")),
                new In(RunField.ID, List.of("r2", text))));

    assertThat(resolve(filter, text, "r3")).isEqualTo(new In(RunField.ID, List.of("r2")));
    assertThat(resolve(filter, text, "r1")).isEqualTo(new In(RunField.ID, List.of("r1", "r2")));
  }

  @Test
  void nullEqualsNothing() {
    RunFilter id = new In(RunField.ID, List.of(text));
    RunFilter state = new In(RunField.STATE, List.of("failed"));

    assertThat(RunFilters.isNone(resolve(id, text, null))).isTrue();
    assertThat(RunFilters.isNone(resolve(new And(List.of(state, id)), text, null))).isTrue();
    assertThat(resolve(new Or(List.of(state, id)), text, null)).isEqualTo(state);
  }

  @Test
  void aValueThatCannotBeSentLeavesItsPartOut() {
    RunFilter greater = new Comparison(LR, Operator.GREATER, number);
    RunFilter state = new In(RunField.STATE, List.of("failed"));

    assertThat(resolve(greater, number, Double.NaN)).isEqualTo(RunFilter.ALL);
    assertThat(resolve(greater, number, 0x1p53)).isEqualTo(RunFilter.ALL);
    assertThat(resolve(new And(List.of(greater, state)), number, Double.NaN)).isEqualTo(state);
    assertThat(resolve(new Or(List.of(greater, state)), number, Double.NaN))
        .isEqualTo(RunFilter.ALL);
    assertThat(resolve(greater, number, 0.5)).isEqualTo(new Comparison(LR, Operator.GREATER, 0.5));
  }
}
