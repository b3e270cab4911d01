package io.github.wandbjdbc.jdbc.engine;

import org.apache.calcite.plan.RelOptPlanner;
import org.apache.calcite.plan.RelRule.Done;
import org.apache.calcite.plan.RelRule.OperandBuilder;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.rules.CoreRules;
import org.apache.calcite.rel.rules.SemiJoinRule;

/**
 * Lets joins with an aggregate of which nothing is read be semi-joins with what is aggregated, but
 * only where it has groups: an aggregate of everything has a row even if there is nothing.
 */
final class SemiJoins {
  private static final SemiJoinRule PROJECT =
      SemiJoinRule.ProjectToSemiJoinRule.ProjectToSemiJoinRuleConfig.DEFAULT
          .withOperandSupplier(top -> top.operand(Project.class).oneInput(SemiJoins::join))
          .withDescription("SemiJoinRule:project:grouped")
          .as(SemiJoinRule.ProjectToSemiJoinRule.ProjectToSemiJoinRuleConfig.class)
          .toRule();

  private static final SemiJoinRule JOIN =
      SemiJoinRule.JoinToSemiJoinRule.JoinToSemiJoinRuleConfig.DEFAULT
          .withOperandSupplier(SemiJoins::join)
          .withDescription("SemiJoinRule:join:grouped")
          .as(SemiJoinRule.JoinToSemiJoinRule.JoinToSemiJoinRuleConfig.class)
          .toRule();

  private SemiJoins() {}

  /** Replaces Calcite's rules in {@code planner}. */
  static void register(RelOptPlanner planner) {
    planner.removeRule(CoreRules.PROJECT_TO_SEMI_JOIN);
    planner.removeRule(CoreRules.JOIN_TO_SEMI_JOIN);
    planner.addRule(PROJECT);
    planner.addRule(JOIN);
  }

  private static Done join(OperandBuilder builder) {
    return builder
        .operand(Join.class)
        .predicate(
            join ->
                join.getJoinType() == JoinRelType.INNER || join.getJoinType() == JoinRelType.LEFT)
        .inputs(
            left -> left.operand(RelNode.class).anyInputs(),
            right ->
                right
                    .operand(Aggregate.class)
                    .predicate(aggregate -> aggregate.getGroupCount() > 0)
                    .anyInputs());
  }
}
