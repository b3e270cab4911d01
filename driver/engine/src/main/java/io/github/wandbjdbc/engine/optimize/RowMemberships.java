package io.github.wandbjdbc.engine.optimize;

import com.google.common.collect.ImmutableSet;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.plan.RelOptUtil.Logic;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.LogicVisitor;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Spells out whether a row, or a value among those of a correlated query, is there where that may
 * be unknown: it is if one is equal, it isn't if each differs in a value that both have, and else
 * that is unknown. Calcite takes a NULL anywhere for unknown, even where there is nothing.
 */
final class RowMemberships extends PlanRewriter {
  private RowMemberships() {}

  /** The same plan, in which that is spelled out. */
  static RelNode spelledOut(RelNode plan) {
    return plan.accept(new RowMemberships());
  }

  @Override
  RelNode rewritten(RelNode node) {
    if (node instanceof LogicalJoin join && JoinQueries.areIn(join)) {
      return JoinQueries.asked(join, this::rewritten);
    }
    if (node instanceof LogicalFilter filter) {
      List<RexNode> condition = List.of(filter.getCondition());
      Spelling spelling = new Spelling(filter, filter.getInput(), condition, Logic.TRUE);
      List<RexNode> spelled = spelling.apply(condition);
      return spelled.equals(condition)
          ? filter
          : LogicalFilter.create(filter.getInput(), spelled.get(0), spelling.variables());
    }
    if (node instanceof LogicalProject project) {
      List<RexNode> values = project.getProjects();
      Spelling spelling =
          new Spelling(project, project.getInput(), values, Logic.TRUE_FALSE_UNKNOWN);
      List<RexNode> spelled = spelling.apply(values);
      return spelled.equals(values)
          ? project
          : LogicalProject.create(
              project.getInput(),
              project.getHints(),
              spelled,
              project.getRowType().getFieldNames(),
              spelling.variables());
    }
    return node;
  }

  /** Spells out the tests among the expressions of one part of a plan. */
  private static final class Spelling extends RexShuttle {
    private final RelNode input;
    private final List<RexNode> expressions;
    private final Logic logic;
    private final RexBuilder builder;
    private final Set<CorrelationId> known;
    private final Set<CorrelationId> variables;

    Spelling(RelNode node, RelNode input, List<RexNode> expressions, Logic logic) {
      this.input = input;
      this.expressions = expressions;
      this.logic = logic;
      this.builder = node.getCluster().getRexBuilder();
      this.known = node.getVariablesSet();
      this.variables = new LinkedHashSet<>(known);
    }

    /** The variables that the row of the outer query is by now. */
    ImmutableSet<CorrelationId> variables() {
      return ImmutableSet.copyOf(variables);
    }

    @Override
    public RexNode visitSubQuery(RexSubQuery query) {
      boolean mayBeUnknown = mayBeUnknown(query);
      if (query.getKind() != SqlKind.IN
          || (ownVariables(query).isEmpty() && (query.getOperands().size() < 2 || !mayBeUnknown))) {
        return query;
      }
      return switch (LogicVisitor.find(logic, expressions, query)) {
        case TRUE -> query;
        case UNKNOWN_AS_FALSE, TRUE_FALSE -> exists(query, false);
        case UNKNOWN_AS_TRUE, FALSE -> exists(query, true);
        case TRUE_FALSE_UNKNOWN ->
            mayBeUnknown
                ? builder.makeCall(
                    SqlStdOperatorTable.CASE,
                    exists(query, false),
                    builder.makeLiteral(true),
                    exists(query, true),
                    builder.makeNullLiteral(
                        builder.getTypeFactory().createSqlType(SqlTypeName.BOOLEAN)),
                    builder.makeLiteral(false))
                : exists(query, false);
      };
    }

    private Set<CorrelationId> ownVariables(RexSubQuery query) {
      Set<CorrelationId> used = RelOptUtil.getVariablesUsed(query.rel);
      used.retainAll(known);
      return used;
    }

    private static boolean mayBeUnknown(RexSubQuery query) {
      return query.getOperands().stream().anyMatch(operand -> operand.getType().isNullable())
          || query.rel.getRowType().getFieldList().stream()
              .anyMatch(field -> field.getType().isNullable());
    }

    /** Whether there is a row that is equal, or, {@code ifUnknown}, for which that is unknown. */
    private RexNode exists(RexSubQuery query, boolean ifUnknown) {
      Set<CorrelationId> used = ownVariables(query);
      CorrelationId variable =
          used.isEmpty() ? input.getCluster().createCorrel() : used.iterator().next();
      variables.add(variable);
      RexNode row = builder.makeCorrel(input.getRowType(), variable);
      RexShuttle ofOuterRow =
          new RexShuttle() {
            @Override
            public RexNode visitInputRef(RexInputRef field) {
              return builder.makeFieldAccess(row, field.getIndex());
            }
          };
      List<RexNode> conditions = new ArrayList<>();
      for (int i = 0; i < query.getOperands().size(); i++) {
        RexNode sought = query.getOperands().get(i).accept(ofOuterRow);
        RexNode found = builder.makeInputRef(query.rel, i);
        List<RexNode> either = new ArrayList<>();
        either.add(builder.makeCall(SqlStdOperatorTable.EQUALS, found, sought));
        for (RexNode value : List.of(found, sought)) {
          if (ifUnknown && value.getType().isNullable()) {
            either.add(builder.makeCall(SqlStdOperatorTable.IS_NULL, value));
          }
        }
        conditions.add(RexUtil.composeDisjunction(builder, either));
      }
      RexNode all = RexUtil.composeConjunction(builder, conditions);
      return RexSubQuery.exists(LogicalFilter.create(query.rel, all));
    }
  }
}
