package io.github.wandbjdbc.jdbc.engine;

import com.google.common.collect.ImmutableList;
import java.util.Set;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexFieldCollation;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.rex.RexWindow;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Makes a plan keep what we promise of NaN where Calcite's operators wouldn't: comparisons don't
 * hold for it, by any rewriting of them; and windows order it, and find it the greatest, as
 * aggregates do. Sums of windows don't overflow in silence either.
 */
final class NotANumber extends RelHomogeneousShuttle {
  private static final Set<SqlTypeName> NARROW_INTEGERS =
      Set.of(SqlTypeName.TINYINT, SqlTypeName.SMALLINT, SqlTypeName.INTEGER);

  private final RexBuilder builder;
  private final Comparisons comparisons;
  private final RexShuttle expressions =
      new RexShuttle() {
        @Override
        public RexNode visitOver(RexOver over) {
          return exact((RexOver) super.visitOver(over));
        }

        @Override
        public RexNode visitCall(RexCall call) {
          if (call.getKind() == SqlKind.SEARCH) {
            return RexUtil.expandSearch(builder, null, call).accept(this);
          }
          RexNode visited = super.visitCall(call);
          RexNode exact =
              visited instanceof RexCall same ? comparisons.exact(aloud(same)) : visited;
          RexNode read = exact instanceof RexCall cast ? TimeTexts.read(cast, builder) : exact;
          return read instanceof RexCall result ? OneZero.in(result, builder) : read;
        }

        @Override
        public RexNode visitSubQuery(RexSubQuery query) {
          RexSubQuery visited = (RexSubQuery) super.visitSubQuery(query);
          return comparisons.exact(visited.clone(visited.rel.accept(NotANumber.this)));
        }
      };

  NotANumber(RexBuilder builder) {
    this.builder = builder;
    this.comparisons = new Comparisons(builder);
  }

  @Override
  public RelNode visit(RelNode other) {
    return super.visit(other).accept(expressions);
  }

  /** A cast to a narrow integer makes 0 of NaN, as Java does; through BIGINT it fails. */
  private RexCall aloud(RexCall call) {
    RexNode operand = call.getOperands().isEmpty() ? call : call.getOperands().get(0);
    if (!call.getOperator().equals(SqlStdOperatorTable.CAST)
        || operand.getType().getSqlTypeName() != SqlTypeName.DOUBLE
        || !NARROW_INTEGERS.contains(call.getType().getSqlTypeName())) {
      return call;
    }
    RelDataType wide =
        builder
            .getTypeFactory()
            .createTypeWithNullability(
                builder.getTypeFactory().createSqlType(SqlTypeName.BIGINT),
                operand.getType().isNullable());
    RexNode whole = builder.makeAbstractCast(wide, operand, false);
    return (RexCall) builder.makeAbstractCast(call.getType(), whole, false);
  }

  /**
   * The same with {@link DoubleExtremes}, and a second key that changes nothing: windows of one key
   * compare as decimals, which NaN is not. A frame of so many units of the key can't have two.
   */
  private RexNode exact(RexOver over) {
    RexWindow window = over.getWindow();
    boolean ofUnits =
        window.getLowerBound().getOffset() != null || window.getUpperBound().getOffset() != null;
    ImmutableList<RexFieldCollation> keys = window.orderKeys;
    if (keys.size() == 1
        && keys.get(0).left.getType().getSqlTypeName() == SqlTypeName.DOUBLE
        && (!ofUnits || window.isRows())) {
      RexNode missing = builder.makeCall(SqlStdOperatorTable.IS_NULL, keys.get(0).left);
      keys = ImmutableList.of(keys.get(0), new RexFieldCollation(missing, Set.of()));
    }
    SqlAggFunction function = DoubleExtremes.in(over.getAggOperator(), over.getOperands());
    if (!over.getOperands().isEmpty()) {
      function = WholeSum.in(function, over.getOperands().get(0).getType());
    }
    if (keys.equals(window.orderKeys) && function.equals(over.getAggOperator())) {
      return over;
    }
    return builder.makeOver(
        over.getType(),
        function,
        over.getOperands(),
        window.partitionKeys,
        keys,
        window.getLowerBound(),
        window.getUpperBound(),
        window.getExclude(),
        window.isRows(),
        true,
        false,
        over.isDistinct(),
        over.ignoreNulls());
  }
}
