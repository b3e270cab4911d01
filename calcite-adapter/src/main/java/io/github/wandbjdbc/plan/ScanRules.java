package io.github.wandbjdbc.plan;

import java.util.List;
import org.apache.calcite.plan.RelOptRule;
import org.apache.calcite.rel.rules.FilterSetOpTransposeRule;

/** The rules that come with a scan. */
final class ScanRules {
  static final List<RelOptRule> ALL =
      List.of(
          PushFilter.RULE,
          PushProject.RULE,
          PushLimit.RULE,
          PushOrder.RULE,
          PushOrder.RULE_OVER_FILTER,
          PushCount.RULE,
          PushCount.RULE_OVER_PROJECT,
          BindRunId.RULE,
          BindRuns.RULE,
          FilterSetOpTransposeRule.Config.DEFAULT.toRule(),
          ScanConverter.RULE);

  private ScanRules() {}
}
