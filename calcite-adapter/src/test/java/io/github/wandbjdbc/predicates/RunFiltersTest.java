package io.github.wandbjdbc.predicates;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wandbjdbc.client.RunAttribute;
import io.github.wandbjdbc.client.RunField;
import io.github.wandbjdbc.client.RunFilter;
import io.github.wandbjdbc.client.RunFilter.And;
import io.github.wandbjdbc.client.RunFilter.Comparison;
import io.github.wandbjdbc.client.RunFilter.In;
import io.github.wandbjdbc.client.RunFilter.NotIn;
import io.github.wandbjdbc.client.RunFilter.Operator;
import io.github.wandbjdbc.client.RunFilter.Or;
import io.github.wandbjdbc.client.RunFilter.StartsWith;
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

    RunFilter both = RunFilter.and(RunFilter.and(id, state), new And(List.of(state, id)));

    assertThat(both).isEqualTo(new And(List.of(id, state)));
    assertThat(RunFilter.and(RunFilter.ALL, id)).isEqualTo(id);
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

  @Test
  void nothingDiffersFromNullAndAValueThatCannotBeSentIsLeftOut() {
    RunFilter other = new NotIn(LR, List.of(1.0, number));

    assertThat(RunFilters.isNone(resolve(other, number, null))).isTrue();
    assertThat(resolve(other, number, Double.NaN)).isEqualTo(new NotIn(LR, List.of(1.0)));
    assertThat(resolve(other, number, 2.0)).isEqualTo(new NotIn(LR, List.of(1.0, 2.0)));
    assertThat(resolve(new NotIn(LR, List.of(number)), number, Double.NaN))
        .isEqualTo(RunFilter.ALL);
  }

  @Test
  void ofAPatternTheBeginningIsSent() {
    RunFilter like = new StartsWith(RunField.DISPLAY_NAME, text);

    assertThat(resolve(like, text, "a-b%")).isEqualTo(new StartsWith(RunField.DISPLAY_NAME, "a-b"));
    assertThat(resolve(like, text, "aé%")).isEqualTo(new StartsWith(RunField.DISPLAY_NAME, "a"));
    assertThat(resolve(like, text, "a\\b%")).isEqualTo(new StartsWith(RunField.DISPLAY_NAME, "a"));
    assertThat(resolve(like, text, "%a")).isEqualTo(RunFilter.ALL);
    assertThat(RunFilters.isNone(resolve(like, text, null))).isTrue();
  }
}
