package io.github.wandbjdbc.engine.optimize;

import io.github.wandbjdbc.engine.values.DoubleComparison;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.plan.Strong;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Intersect;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Minus;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.Union;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.util.ImmutableBitSet;

/** Tells whether a query has no rows for an outer row in which a certain field is NULL. */
final class NullRejection {
  private final CorrelationId variable;
  private final int field;
  private final RexBuilder builder;

  private NullRejection(CorrelationId variable, int field, RexBuilder builder) {
    this.variable = variable;
    this.field = field;
    this.builder = builder;
  }

  /** Whether {@code query} has no rows if {@code field} of {@code variable} is NULL. */
  static boolean isOf(RelNode query, CorrelationId variable, int field) {
    return new NullRejection(variable, field, query.getCluster().getRexBuilder()).rejects(query);
  }

  private boolean rejects(RelNode node) {
    if (node instanceof Filter filter) {
      return isStrict(filter.getCondition(), nulls(filter.getInput()))
          || rejects(filter.getInput());
    }
    if (node instanceof Project || node instanceof Sort || node instanceof Minus) {
      return rejects(node.getInput(0));
    }
    if (node instanceof Aggregate aggregate) {
      return !VariableUses.isTotal(aggregate) && rejects(aggregate.getInput());
    }
    if (node instanceof Union) {
      return node.getInputs().stream().allMatch(this::rejects);
    }
    if (node instanceof Intersect) {
      return node.getInputs().stream().anyMatch(this::rejects);
    }
    if (node instanceof Join join) {
      return joins(join.getJoinType(), join)
          || (VariableUses.isInner(join.getJoinType())
              && isStrict(
                  join.getCondition(),
                  nulls(join.getLeft())
                      .union(
                          nulls(join.getRight())
                              .shift(join.getLeft().getRowType().getFieldCount()))));
    }
    return node instanceof Correlate correlate && joins(correlate.getJoinType(), correlate);
  }

  /** The columns of {@code node} that are NULL if the field is. */
  private ImmutableBitSet nulls(RelNode node) {
    if (node instanceof Filter || node instanceof Sort) {
      return nulls(node.getInput(0));
    }
    if (!(node instanceof Project project)) {
      return ImmutableBitSet.of();
    }
    ImmutableBitSet below = nulls(project.getInput());
    ImmutableBitSet.Builder columns = ImmutableBitSet.builder();
    for (int i = 0; i < project.getProjects().size(); i++) {
      if (isNull(project.getProjects().get(i), below)) {
        columns.set(i);
      }
    }
    return columns.build();
  }

  private boolean joins(JoinRelType type, RelNode join) {
    boolean left = !type.generatesNullsOnLeft() && rejects(join.getInput(0));
    boolean right =
        (VariableUses.isInner(type) || type == JoinRelType.RIGHT) && rejects(join.getInput(1));
    return left || right;
  }

  /**
   * Whether one of the conditions in {@code condition} isn't true if the field is NULL.
   *
   * @param nulls the columns that are NULL then
   */
  private boolean isStrict(RexNode condition, ImmutableBitSet nulls) {
    return RelOptUtil.conjunctions(condition).stream().anyMatch(part -> isNull(part, nulls));
  }

  /** Whether {@code value} is NULL if the field, and with it the columns {@code nulls}, are. */
  private boolean isNull(RexNode value, ImmutableBitSet nulls) {
    if (value instanceof RexFieldAccess access) {
      return access.getReferenceExpr() instanceof RexCorrelVariable known
          && known.id.equals(variable)
          && access.getField().getIndex() == field;
    }
    if (value instanceof RexInputRef column) {
      return nulls.get(column.getIndex());
    }
    return value instanceof RexCall call
        && (Strong.policy(call) == Strong.Policy.ANY
            || DoubleComparison.standard(builder, call) != null
            || !DoubleComparison.keyed(call).equals(call))
        && call.getOperands().stream().anyMatch(operand -> isNull(operand, nulls));
  }
}
