package io.github.wandbjdbc.engine.optimize;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.logical.LogicalUnion;
import org.apache.calcite.rel.logical.LogicalValues;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/**
 * Asks once where a filter asks whether a text is among the rows of one query, or of another, or
 * whether it is some constant: it is among the rows of all. Of one membership a join by keys can be
 * made; those of a disjunction are looked up for each row that there is.
 */
final class UnitedMemberships extends PlanRewriter {
  /** A text that is compared with more constants than this is left to its disjunction. */
  private static final int MOST_BRANCHES = 64;

  private UnitedMemberships() {}

  /** The same plan, in which such disjunctions are one membership. */
  static RelNode in(RelNode plan) {
    return plan.accept(new UnitedMemberships());
  }

  @Override
  RelNode rewritten(RelNode node) {
    if (!(node instanceof LogicalFilter filter)) {
      return node;
    }
    List<RexNode> conjuncts = RelOptUtil.conjunctions(filter.getCondition());
    List<RexNode> united =
        conjuncts.stream().map(each -> united(filter.getCluster(), each)).toList();
    return united.equals(conjuncts)
        ? filter
        : LogicalFilter.create(
            filter.getInput(),
            RexUtil.composeConjunction(filter.getCluster().getRexBuilder(), united),
            ImmutableSet.copyOf(filter.getVariablesSet()));
  }

  /** Where a filter drops what is unknown as what is false, the same condition. */
  private static RexNode united(RelOptCluster cluster, RexNode condition) {
    List<RexNode> parts =
        RelOptUtil.disjunctions(RexUtil.expandSearch(cluster.getRexBuilder(), null, condition));
    if (parts.size() < 2
        || parts.size() > MOST_BRANCHES
        || parts.stream().noneMatch(RexSubQuery.class::isInstance)) {
      return condition;
    }
    RexInputRef sought = null;
    List<RelNode> branches = new ArrayList<>();
    for (RexNode part : parts) {
      RexInputRef asked = asked(part);
      if (asked == null || (sought != null && !asked.equals(sought))) {
        return condition;
      }
      sought = asked;
      branches.add(
          part instanceof RexSubQuery query
              ? query.rel
              : row(cluster, constant((RexCall) part, asked), asked.getType()));
    }
    return sought == null
        ? condition
        : RexSubQuery.in(LogicalUnion.create(branches, true), ImmutableList.of(sought));
  }

  /** The text that {@code part} looks for in a query or compares with a constant. */
  private static @Nullable RexInputRef asked(RexNode part) {
    if (part instanceof RexSubQuery query) {
      return query.getKind() == SqlKind.IN
              && query.getOperands().size() == 1
              && query.getOperands().get(0) instanceof RexInputRef ref
              && isText(ref.getType())
              && isText(query.rel.getRowType().getFieldList().get(0).getType())
              && RelOptUtil.getVariablesUsed(query.rel).isEmpty()
          ? ref
          : null;
    }
    if (!(part instanceof RexCall call) || call.getKind() != SqlKind.EQUALS) {
      return null;
    }
    for (RexNode operand : call.getOperands()) {
      if (operand instanceof RexInputRef ref && isText(ref.getType())) {
        RexNode other = constant(call, ref);
        boolean isConstant = RexUtil.isConstant(other) && RexUtil.isDeterministic(other);
        return isConstant && SqlTypeName.CHAR_TYPES.contains(other.getType().getSqlTypeName())
            ? ref
            : null;
      }
    }
    return null;
  }

  private static RexNode constant(RexCall equality, RexInputRef ref) {
    RexNode first = equality.getOperands().get(0);
    return first.equals(ref) ? equality.getOperands().get(1) : first;
  }

  private static boolean isText(RelDataType type) {
    return type.getSqlTypeName() == SqlTypeName.VARCHAR;
  }

  private static RelNode row(RelOptCluster cluster, RexNode value, RelDataType type) {
    RexBuilder builder = cluster.getRexBuilder();
    RelDataType text =
        cluster.getTypeFactory().createTypeWithNullability(type, value.getType().isNullable());
    return LogicalProject.create(
        LogicalValues.createOneRow(cluster),
        List.of(),
        List.of(builder.ensureType(text, value, true)),
        List.of("text"),
        ImmutableSet.of());
  }
}
