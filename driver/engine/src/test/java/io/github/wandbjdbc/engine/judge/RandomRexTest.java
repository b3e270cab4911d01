package io.github.wandbjdbc.engine.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wandbjdbc.engine.values.Batch;
import org.apache.calcite.plan.RelOptPredicateList;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.type.RelDataTypeSystem;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexSimplify;
import org.apache.calcite.rex.RexUnknownAs;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.type.SqlTypeFactoryImpl;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.Litmus;
import org.junit.jupiter.api.Test;

class RandomRexTest {
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
}
