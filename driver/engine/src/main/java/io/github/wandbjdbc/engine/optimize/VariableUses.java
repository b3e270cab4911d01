package io.github.wandbjdbc.engine.optimize;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Window;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.util.ImmutableBitSet;
import org.jspecify.annotations.Nullable;

/**
 * Where a query reads the outer row. A join can do instead where that is in one place, or where all
 * places ask for equal values; but not in or below a window, which would be over the rows of all
 * outer rows; below a total, which has a row where there is nothing to total; below an aggregate
 * with an order, which is lost; on the side of an outer join that may be missing; or on both sides
 * of a join, which would be those of different outer rows.
 */
final class VariableUses {
  private final CorrelationId variable;
  private boolean fit = true;
  private int places;
  private boolean onlyEqualities = true;

  private VariableUses(CorrelationId variable) {
    this.variable = variable;
  }

  /** Whether the places where {@code query} reads {@code variable} are such. */
  static boolean areFit(RelNode query, CorrelationId variable) {
    VariableUses uses = new VariableUses(variable);
    uses.visit(query, false);
    return uses.fit && (uses.places < 2 || uses.onlyEqualities);
  }

  /** Whether {@code aggregate} has one of rows in an order. */
  static boolean isOrdered(Aggregate aggregate) {
    return aggregate.getAggCallList().stream()
        .anyMatch(call -> !call.getCollation().getFieldCollations().isEmpty());
  }

  /**
   * Looks at {@code node} and what is below.
   *
   * @param nested whether it is asked for each row of another query within
   */
  private void visit(RelNode node, boolean nested) {
    if (!fit || !isReadBelow(node)) {
      return;
    }
    if (node instanceof Window
        || (node instanceof Project project && project.containsOver())
        || (node instanceof Aggregate aggregate && (isTotal(aggregate) || isOrdered(aggregate)))) {
      fit = false;
    } else if (node instanceof Correlate correlate) {
      fit =
          !isReadBelow(correlate.getRight())
              || (isInner(correlate.getJoinType()) && !isReadBelow(correlate.getLeft()));
      visit(correlate.getLeft(), nested);
      visit(correlate.getRight(), true);
    } else if (node instanceof Join join) {
      fit =
          isInner(join.getJoinType())
              && !(isReadBelow(join.getLeft()) && isReadBelow(join.getRight()));
      note(join.getCondition());
      node.getInputs().forEach(input -> visit(input, nested));
    } else {
      if (node instanceof Filter filter) {
        note(filter.getCondition());
      } else if (node instanceof Project project
          && project.getProjects().stream().anyMatch(this::isReadIn)) {
        places++;
        onlyEqualities = false;
        fit = !nested;
      }
      node.getInputs().forEach(input -> visit(input, nested));
    }
  }

  private void note(RexNode condition) {
    if (!isReadIn(condition)) {
      return;
    }
    places++;
    Set<RexNode> equal = new HashSet<>();
    for (RexNode part : RelOptUtil.conjunctions(condition)) {
      if (isReadIn(part)) {
        RexCall equality = equality(part);
        onlyEqualities &=
            equality != null && equality.getOperands().get(1) instanceof RexFieldAccess;
        // What equals two values at once would be found for either.
        fit &= equality == null || equal.add(equality.getOperands().get(0));
      }
    }
  }

  /** {@code condition} if it is what something equals of the outer row, that on the right. */
  private @Nullable RexCall equality(RexNode condition) {
    if (condition.getKind() != SqlKind.EQUALS) {
      return null;
    }
    RexCall equality = (RexCall) condition;
    RexNode left = equality.getOperands().get(0);
    RexNode right = equality.getOperands().get(1);
    if (isReadIn(left) && isReadIn(right)) {
      return null;
    }
    return isReadIn(right) ? equality : equality.clone(equality.getType(), List.of(right, left));
  }

  private boolean isReadIn(RexNode expression) {
    return RexUtil.containsCorrelation(expression, Set.of(variable));
  }

  private boolean isReadBelow(RelNode node) {
    return RelOptUtil.getVariablesUsed(node).contains(variable);
  }

  /** Whether {@code aggregate} has a row where there are none to aggregate. */
  static boolean isTotal(Aggregate aggregate) {
    return aggregate.getGroupSets().stream().anyMatch(ImmutableBitSet::isEmpty);
  }

  /** Whether both sides must have a row for there to be one. */
  static boolean isInner(JoinRelType type) {
    return type == JoinRelType.INNER || type == JoinRelType.SEMI;
  }
}
