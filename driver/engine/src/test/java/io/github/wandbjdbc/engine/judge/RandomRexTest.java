package io.github.wandbjdbc.engine.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wandbjdbc.engine.execute.expressions.ConstantFolder;
import io.github.wandbjdbc.engine.execute.expressions.Expressions;
import io.github.wandbjdbc.engine.optimize.NanRewriter;
import io.github.wandbjdbc.engine.values.Batch;
import io.github.wandbjdbc.engine.values.ColumnVector;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.RelOptPredicateList;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.type.RelDataTypeSystem;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSimplify;
import org.apache.calcite.rex.RexUnknownAs;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.type.SqlTypeFactoryImpl;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.Litmus;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RandomRexTest {
  private static final int CONDITIONS = 20_000;
  private static final RexSimplify SIMPLIFY =
      new RexSimplify(OurFunction.REX, RelOptPredicateList.EMPTY, ConstantFolder.INSTANCE)
          .withParanoid(false);

  private final RexBuilder rex = new RexBuilder(new SqlTypeFactoryImpl(RelDataTypeSystem.DEFAULT));

  @Test
  void aSeedMakesOneExpression() {
    assertThat(new RandomRex(7, rex).condition(4)).isEqualTo(new RandomRex(7, rex).condition(4));
  }

  @Test
  void rowsHoldEachPairOfDoubles() {
    Batch rows = RandomRex.rows();

    long pairs =
        java.util.stream.IntStream.range(0, rows.size())
            .mapToObj(row -> rows.column(0).get(row) + "|" + rows.column(1).get(row))
            .distinct()
            .count();
    assertThat(pairs).isEqualTo(rows.size());
  }

  @Test
  void simplificationKeepsTheTypesOfThemAll() {
    RexSimplify simplify =
        new RexSimplify(rex, RelOptPredicateList.EMPTY, RexUtil.EXECUTOR).withParanoid(false);
    int changed = 0;

    for (int seed = 0; seed < 2_000; seed++) {
      RexNode condition = new RandomRex(seed, rex).condition(3);
      RexNode value = new RandomRex(seed, rex).value(SqlTypeName.DOUBLE, 3);
      RexNode simple = simplify.simplifyUnknownAs(condition, RexUnknownAs.UNKNOWN);
      RexNode simpleValue = simplify.simplifyPreservingType(value);

      assertThat(
              RelOptUtil.eq("type", condition.getType(), "simple", simple.getType(), Litmus.IGNORE)
                  || simple.getType().getSqlTypeName() == SqlTypeName.BOOLEAN)
          .as("%s", condition)
          .isTrue();
      assertThat(simpleValue.getType()).as("%s", value).isEqualTo(value.getType());
      changed += simple.equals(condition) ? 0 : 1;
    }

    System.out.printf("%,d of 2,000 conditions are simplified%n", changed);
    assertThat(changed).isPositive();
  }

  /** Of a filter NULL counts as false; each condition is written over another one's value, too. */
  @Test
  void simplificationKeepsTheValuesOfThemAll() {
    RexShuttle exact = new NanRewriter(OurFunction.REX).expressions();
    Batch rows = RandomRex.rows();
    List<String> differences = new ArrayList<>();
    int changed = 0;

    for (int seed = 0; seed < CONDITIONS; seed++) {
      RandomRex random = new RandomRex(seed, OurFunction.REX);
      RexNode upper = random.condition(2);
      RexNode condition = upper.accept(new Written(random.condition(2))).accept(exact);
      for (RexUnknownAs unknown : List.of(RexUnknownAs.UNKNOWN, RexUnknownAs.FALSE)) {
        RexNode simple = SIMPLIFY.simplifyUnknownAs(condition, unknown);
        changed += simple.equals(condition) ? 0 : 1;
        if (!truths(condition, rows, unknown).equals(truths(simple, rows, unknown))) {
          differences.add("seed %d, %s: %s is %s".formatted(seed, unknown, condition, simple));
        }
      }
    }

    System.out.printf(
        "%,d random conditions, simplified %,d times, of %,d rows: %,d differ%n",
        CONDITIONS, changed, rows.size(), differences.size());
    assertThat(differences).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"DOUBLE", "BIGINT", "VARCHAR", "DECIMAL"})
  void simplificationKeepsTheValuesOfProjections(SqlTypeName type) {
    RexShuttle exact = new NanRewriter(OurFunction.REX).expressions();
    Batch rows = RandomRex.rows();
    List<String> differences = new ArrayList<>();

    for (int seed = 0; seed < CONDITIONS / 4; seed++) {
      RexNode value = new RandomRex(seed, OurFunction.REX).value(type, 4).accept(exact);
      RexNode simple = SIMPLIFY.simplifyPreservingType(value);
      if (!values(value, rows).equals(values(simple, rows))) {
        differences.add("seed %d: %s is %s".formatted(seed, value, simple));
      }
    }

    assertThat(differences).isEmpty();
  }

  private static List<@Nullable Object> values(RexNode node, Batch rows) {
    ColumnVector values = Expressions.of(node, OurFunction.execution()).of(rows);
    List<@Nullable Object> held = new ArrayList<>();
    for (int row = 0; row < rows.size(); row++) {
      Object value = values.get(row);
      // -0.0 is 0.0.
      held.add(value instanceof Double number ? (Object) (number + 0.0) : value);
    }
    return held;
  }

  /** The values of a condition, one for each row. */
  private static List<@Nullable Object> truths(
      RexNode condition, Batch rows, RexUnknownAs unknown) {
    List<@Nullable Object> truths = values(condition, rows);
    if (unknown == RexUnknownAs.FALSE) {
      truths.replaceAll(truth -> truth == null ? (Object) 0L : truth);
    }
    return truths;
  }

  /** Writes a condition where another names the column of it, as a rule merges projections. */
  private static final class Written extends RexShuttle {
    private final RexNode condition;

    Written(RexNode condition) {
      this.condition = condition;
    }

    @Override
    public RexNode visitInputRef(RexInputRef column) {
      return column.getType().equals(condition.getType()) ? condition : column;
    }
  }
}
