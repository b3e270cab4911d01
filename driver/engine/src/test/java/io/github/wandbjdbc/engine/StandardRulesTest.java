package io.github.wandbjdbc.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wandbjdbc.engine.optimize.StandardRules;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.ConventionTraitDef;
import org.apache.calcite.plan.RelOptRule;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.plan.volcano.VolcanoPlanner;
import org.apache.calcite.rel.RelCollationTraitDef;
import org.junit.jupiter.api.Test;

/** Our planner has all rules that Calcite's own planner has. */
final class StandardRulesTest {
  @Test
  void onlyNamedRulesAreLeftOut() {
    List<RelOptRule> leftOut = new ArrayList<>(calcites());
    leftOut.removeAll(StandardRules.all());

    assertThat(leftOut)
        .extracting(RelOptRule::toString)
        .filteredOn(name -> !name.matches("(Enumerable|Bindable).*|.*:interpreter"))
        .containsExactlyInAnyOrder(
            "JoinCommuteRule",
            "UnionMergeRule",
            "IntersectMergeRule",
            "MinusMergeRule",
            "FilterDateRangeRule",
            "PruneZeroRowsTable",
            "PruneEmptySort",
            "PruneSortLimit0",
            "SemiJoinRule:project",
            "SemiJoinRule:join",
            "AggregateRemoveRule",
            "UnionToDistinctRule",
            "AggregateJoinTransposeRule",
            "AggregateMergeRule",
            "CalcRemoveRule",
            "AggregateProjectPullUpConstantsRule",
            "PruneJoinSingleValueRule(left)",
            "PruneJoinSingleValue(right)",
            "PruneJoinSingleValueRuleWithExpr(left)",
            "PruneJoinSingleValueRuleWithExpr(right)",
            "ProjectOverSumToSum0Rule",
            "IntersectToDistinctRule",
            "MinusToDistinctRule",
            "AggregateStarTableRule",
            "AggregateProjectStarTableRule",
            "FilterTableScanRule",
            "JoinPushExpressionsRule",
            "AggregateExpandDistinctAggregatesRule",
            "AggregateExpandWithinDistinctRule",
            "AggregateCaseToFilterRule",
            "AggregateReduceFunctionsRule",
            "MatchRule",
            "JoinPushThroughJoinRule:right",
            "JoinPushThroughJoinRule:left",
            "ExchangeRemoveConstantKeysRule",
            "SortExchangeRemoveConstantKeysRule",
            "ProjectTableScanRule",
            "DeltaProjectTransposeRule",
            "DeltaFilterTransposeRule",
            "DeltaAggregateTransposeRule",
            "DeltaSortTransposeRule",
            "DeltaUnionTransposeRule",
            "DeltaJoinTransposeRule",
            "DeltaTableScanRule",
            "DeltaTableScanToEmptyRule");
  }

  @Test
  void theyComeInTheOrderOfCalcites() {
    List<RelOptRule> ours = new ArrayList<>(StandardRules.all());
    List<RelOptRule> own = new ArrayList<>(ours);
    own.removeAll(calcites());

    List<RelOptRule> calcites = new ArrayList<>(calcites());
    calcites.retainAll(ours);
    ours.removeAll(own);

    assertThat(ours).isEqualTo(calcites);
    assertThat(own)
        .extracting(RelOptRule::toString)
        .containsExactly(
            "AsofFilters",
            "JoinPushExpressionsRule",
            "EngineRule(in:NONE,out:ENGINE)",
            "SemiJoinRule:project:grouped");
  }

  private static List<RelOptRule> calcites() {
    VolcanoPlanner planner = new VolcanoPlanner();
    planner.addRelTraitDef(ConventionTraitDef.INSTANCE);
    planner.addRelTraitDef(RelCollationTraitDef.INSTANCE);
    RelOptUtil.registerDefaultRules(planner, false, false);
    return planner.getRules();
  }
}
