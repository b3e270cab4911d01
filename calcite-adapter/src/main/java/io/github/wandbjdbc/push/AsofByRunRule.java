package io.github.wandbjdbc.push;

import io.github.wandbjdbc.engine.source.RuleConfig;
import java.util.List;
import org.apache.calcite.plan.RelOptRule;
import org.apache.calcite.plan.RelOptRuleCall;
import org.apache.calcite.plan.RelRule;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.JoinInfo;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.logical.LogicalAsofJoin;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.tools.RelBuilder;

/**
 * Lets a join with the nearest row of the right side read it of those runs alone that the left side
 * names, where it would else have to ask each run of the project: as a semi-join with these, which
 * {@link JoinByRunRule} makes of it.
 */
final class AsofByRunRule extends RelRule<RuleConfig> {
  static final RelOptRule RULE =
      RuleConfig.rule(
          "WandbAsofByRun",
          AsofByRunRule::new,
          join -> join.operand(LogicalAsofJoin.class).anyInputs());

  private AsofByRunRule(RuleConfig config) {
    super(config);
  }

  @Override
  public void onMatch(RelOptRuleCall call) {
    LogicalAsofJoin join = call.rel(0);
    JoinInfo keys = join.analyzeCondition();
    for (int i = 0; i < keys.leftKeys.size(); i++) {
      int left = keys.leftKeys.get(i);
      int right = keys.rightKeys.get(i);
      if (RunKeys.areDear(join.getRight(), right) && !RunKeys.areDear(join.getLeft(), left)) {
        RelNode named = named(call.builder(), join, left, right);
        call.transformTo(join.copy(join.getTraitSet(), List.of(join.getLeft(), named)));
        return;
      }
    }
  }

  /** The right side's rows of the runs that the left side names. */
  private static RelNode named(RelBuilder builder, LogicalAsofJoin join, int left, int right) {
    builder.push(join.getRight()).push(join.getLeft());
    builder.project(builder.field(left)).distinct();
    RexNode isNamed = builder.equals(builder.field(2, 0, right), builder.field(2, 1, 0));
    return builder.join(JoinRelType.SEMI, isNamed).build();
  }
}
