package io.github.wandbjdbc.engine.execute.windows;

import static io.github.wandbjdbc.engine.execute.windows.WindowTable.TYPES;
import static io.github.wandbjdbc.engine.execute.windows.WindowTable.type;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.wandbjdbc.engine.execute.RowOrder;
import io.github.wandbjdbc.engine.values.StatementException;
import io.github.wandbjdbc.engine.values.aggregates.Aggregates;
import io.github.wandbjdbc.engine.values.windows.Frame.Exclusion;
import io.github.wandbjdbc.engine.values.windows.Frame.Reach;
import io.github.wandbjdbc.engine.values.windows.Frame.Unit;
import io.github.wandbjdbc.engine.values.windows.Operand;
import java.math.BigDecimal;
import java.util.List;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.hep.HepPlanner;
import org.apache.calcite.plan.hep.HepProgram;
import org.apache.calcite.rel.RelCollations;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelFieldCollation.Direction;
import org.apache.calcite.rel.RelFieldCollation.NullDirection;
import org.apache.calcite.rel.core.Window;
import org.apache.calcite.rel.logical.LogicalValues;
import org.apache.calcite.rel.logical.LogicalWindow;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexWindowBounds;
import org.apache.calcite.rex.RexWindowExclusion;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.ImmutableBitSet;
import org.junit.jupiter.api.Test;

class WindowDescriptionTest {
  private static final RexBuilder REX = new RexBuilder(TYPES);
  private static final RelDataType BIGINT = type(SqlTypeName.BIGINT);

  @Test
  void constantsAreFieldsBehindTheInputs() {
    RexLiteral days =
        REX.makeIntervalLiteral(
            new BigDecimal(2 * 86_400_000L),
            new SqlIntervalQualifier(TimeUnit.DAY, null, SqlParserPos.ZERO));
    RexLiteral one = REX.makeExactLiteral(BigDecimal.ONE);

    WindowDescription description =
        described(SqlStdOperatorTable.LAG, List.of(days, one), List.of(1, 3));

    WindowDescription.Group group = description.groups().get(0);
    assertThat(description.fields()).hasSize(2);
    assertThat(group.partition()).containsExactly(1);
    assertThat(group.order().keys()).containsExactly(new RowOrder.Key(0, true, true));
    assertThat(group.frame().unit()).isEqualTo(Unit.RANGE);
    assertThat(group.frame().exclusion()).isEqualTo(Exclusion.TIES);
    assertThat(group.frame().lower().reach()).isEqualTo(Reach.PRECEDING);
    assertThat(group.frame().lower().offset())
        .isEqualTo(Operand.constant(days.getType(), 172_800_000L));
    assertThat(group.frame().upper().reach()).isEqualTo(Reach.CURRENT_ROW);
    WindowDescription.Call call = group.calls().get(0);
    assertThat(call.aggregate()).isNull();
    assertThat(call.ignoreNulls()).isTrue();
    assertThat(call.operands())
        .containsExactly(Operand.field(BIGINT, 1), Operand.constant(one.getType(), 1L));
  }

  @Test
  void whatIsNeitherAFunctionOfWindowsNorAnAggregateIsRefusedByName() {
    RexLiteral one = REX.makeExactLiteral(BigDecimal.ONE);

    assertThat(
            described(SqlStdOperatorTable.SUM, List.of(one), List.of(1))
                .groups()
                .get(0)
                .calls()
                .get(0)
                .aggregate())
        .isNotNull();
    assertThatThrownBy(() -> described(SqlStdOperatorTable.HISTOGRAM_AGG, List.of(one), List.of(1)))
        .isInstanceOf(StatementException.class)
        .hasMessageContaining("HISTOGRAM");
  }

  @Test
  void literalsOfEachTypeAreHeldAsColumnsHoldThem() {
    assertThat(WindowConstants.value(REX.makeLiteral(true))).isEqualTo(1L);
    assertThat(WindowConstants.value(REX.makeLiteral("é"))).isEqualTo("é");
    assertThat(WindowConstants.value(REX.makeNullLiteral(BIGINT))).isNull();
    assertThat(WindowConstants.value(REX.makeApproxLiteral(new BigDecimal("0.1")))).isEqualTo(0.1);
    assertThat(WindowConstants.value(REX.makeExactLiteral(new BigDecimal("1.50"))))
        .isEqualTo(new BigDecimal("1.50"));
    assertThat(WindowConstants.value(REX.makeLiteral(Long.MIN_VALUE, BIGINT)))
        .isEqualTo(Long.MIN_VALUE);
    assertThat(WindowConstants.value(REX.makeLiteral(Double.NaN, type(SqlTypeName.DOUBLE))))
        .isEqualTo(Double.NaN);
    assertThat(WindowConstants.value(REX.makeLiteral(-1, type(SqlTypeName.DATE)))).isEqualTo(-1L);
    assertThat(WindowConstants.value(REX.makeLiteral(86_400_001L, type(SqlTypeName.TIMESTAMP))))
        .isEqualTo(86_400_001L);
  }

  private static WindowDescription described(
      SqlAggFunction function, List<RexLiteral> constants, List<Integer> operands) {
    RelOptCluster cluster = RelOptCluster.create(new HepPlanner(HepProgram.builder().build()), REX);
    RelDataType row = TYPES.builder().add("k", BIGINT).add("x", BIGINT).build();
    Window.RexWinAggCall call =
        new Window.RexWinAggCall(
            SqlParserPos.ZERO,
            function,
            BIGINT,
            operands.stream()
                .<RexNode>map(
                    index ->
                        new RexInputRef(
                            index, index < 2 ? BIGINT : constants.get(index - 2).getType()))
                .toList(),
            0,
            false,
            true);
    Window.Group group =
        new Window.Group(
            ImmutableBitSet.of(1),
            false,
            RexWindowBounds.preceding(new RexInputRef(2, constants.get(0).getType())),
            RexWindowBounds.CURRENT_ROW,
            RexWindowExclusion.EXCLUDE_TIES,
            RelCollations.of(new RelFieldCollation(0, Direction.DESCENDING, NullDirection.FIRST)),
            List.of(call));
    return WindowDescription.of(
        LogicalWindow.create(
            cluster.traitSet(),
            List.of(),
            LogicalValues.createEmpty(cluster, row),
            constants,
            TYPES.builder().addAll(row.getFieldList()).add("w", BIGINT).build(),
            List.of(group)),
        Aggregates::entry);
  }
}
