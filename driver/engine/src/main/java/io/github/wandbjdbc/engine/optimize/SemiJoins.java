package io.github.wandbjdbc.engine.optimize;

import java.util.List;
import org.apache.calcite.plan.RelOptRule;
import org.apache.calcite.plan.RelRule.Done;
import org.apache.calcite.plan.RelRule.OperandBuilder;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
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

  /** In place of Calcite's, of which another is for aggregates without any column. */
  static final List<RelOptRule> RULES = List.of(PROJECT);

  private SemiJoins() {}

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
