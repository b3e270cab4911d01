package io.github.wandbjdbc.push;

import io.github.wandbjdbc.engine.source.EngineConvention;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.RelOptPlanner;
import org.apache.calcite.plan.RelOptRule;
import org.apache.calcite.rel.rules.FilterSetOpTransposeRule;

/** The rules that come with a scan. */
final class ScanRules {
  private ScanRules() {}

  /** Those for the plans that {@code planner} makes: for our engine, or for Calcite. */
  static List<RelOptRule> of(RelOptPlanner planner) {
    return EngineConvention.isOf(planner) ? OfEngine.RULES : OfCalcite.RULES;
  }

  private static final class OfEngine {
    static final List<RelOptRule> RULES = rules();

    private static List<RelOptRule> rules() {
      List<RelOptRule> rules = new ArrayList<>(ScanRules.rules(new EngineTarget()));
      // Only our engine's sort ends when it needs no more.
      rules.addAll(PushFirst.RULES);
      rules.addAll(SortExtreme.RULES);
      return List.copyOf(rules);
    }
  }

  private static final class OfCalcite {
    static final List<RelOptRule> RULES = rules(new EnumerableTarget());
  }

  private static List<RelOptRule> rules(Target target) {
    return List.of(
        PushFilter.RULE,
        PushProject.RULE,
        PushLimit.RULE,
        PushOrder.RULE,
        PushOrder.RULE_OVER_FILTER,
        PushEnds.OF_SORT,
        PushEnds.OF_SORT_OVER_PROJECT,
        PushEnds.OF_AGGREGATE,
        PushEnds.OF_AGGREGATE_OVER_PROJECT,
        PushCount.RULE,
        NarrowCounted.RULE,
        PushCount.RULE_OVER_PROJECT,
        BindRunId.RULE,
        BindRunId.RULE_OF_ASOF,
        BindCounted.RULE,
        BindCounted.RULE_OF_GROUPS,
        JoinByRunRule.rule(target),
        AsofByRunRule.RULE,
        SetOperationByRunRule.INTERSECT,
        SetOperationByRunRule.MINUS,
        FilterSetOpTransposeRule.Config.DEFAULT.toRule(),
        ScanConverter.rule(target));
  }
}
