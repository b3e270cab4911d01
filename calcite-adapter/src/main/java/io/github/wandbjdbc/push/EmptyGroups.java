package io.github.wandbjdbc.push;

import io.github.wandbjdbc.engine.values.DoubleComparison;
import java.util.List;
import java.util.Set;
import org.apache.calcite.plan.RelOptPredicateList;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.plan.Strong;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSimplify;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.util.ImmutableBitSet;

/** Tells whether a condition leaves out the groups of which no aggregate counts a row. */
final class EmptyGroups {
  private static final Set<String> ZERO_OF_NONE = Set.of("COUNT", "COUNTIF", "$SUM0");

  private static final Set<String> NULL_OF_NONE = Set.of("SUM", "AVG", "MEAN", "MIN", "MAX");

  private final Aggregate aggregate;
  private final RexBuilder builder;

  private EmptyGroups(Aggregate aggregate) {
    this.aggregate = aggregate;
    this.builder = aggregate.getCluster().getRexBuilder();
  }

  /** Whether {@code filter} does so above {@code aggregate}. */
  static boolean areLeftOut(Filter filter, Aggregate aggregate) {
    EmptyGroups groups = new EmptyGroups(aggregate);
    return RelOptUtil.conjunctions(filter.getCondition()).stream().anyMatch(groups::areLeftOutBy);
  }

  private boolean areLeftOutBy(RexNode condition) {
    RexNode ofNone = condition.accept(zeros());
    RexNode simple =
        new RexSimplify(builder, RelOptPredicateList.EMPTY, RexUtil.EXECUTOR)
            .simplifyUnknownAsFalse(ofNone);
    return simple.isAlwaysFalse() || Strong.isNotTrue(simple.accept(standard()), nulls());
  }

  /** Puts 0 in the place of what is counted. */
  private RexShuttle zeros() {
    return new RexShuttle() {
      @Override
      public RexNode visitInputRef(RexInputRef field) {
        return isOneOf(ZERO_OF_NONE, field.getIndex())
            ? builder.makeZeroLiteral(field.getType())
            : field;
      }
    };
  }

  /** Puts comparisons whose null operands are known to make them NULL in the place of ours. */
  private RexShuttle standard() {
    return new RexShuttle() {
      @Override
      public RexNode visitCall(RexCall call) {
        RexNode visited = super.visitCall(call);
        RexNode comparison = DoubleComparison.standard(builder, visited);
        return comparison == null ? visited : comparison;
      }
    };
  }

  private ImmutableBitSet nulls() {
    ImmutableBitSet.Builder fields = ImmutableBitSet.builder();
    for (int i = 0; i < aggregate.getRowType().getFieldCount(); i++) {
      if (isOneOf(NULL_OF_NONE, i)) {
        fields.set(i);
      }
    }
    return fields.build();
  }

  private boolean isOneOf(Set<String> functions, int field) {
    List<AggregateCall> calls = aggregate.getAggCallList();
    int call = field - aggregate.getGroupCount();
    return call >= 0 && functions.contains(calls.get(call).getAggregation().getName());
  }
}
