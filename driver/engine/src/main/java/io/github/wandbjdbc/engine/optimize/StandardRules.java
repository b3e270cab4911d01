package io.github.wandbjdbc.engine.optimize;

import java.util.List;
import java.util.stream.Stream;
import org.apache.calcite.plan.RelOptRule;
import org.apache.calcite.plan.volcano.AbstractConverter;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.rules.AggregateProjectMergeRule;
import org.apache.calcite.rel.rules.FilterAggregateTransposeRule;
import org.apache.calcite.rel.rules.FilterJoinRule;
import org.apache.calcite.rel.rules.FilterMergeRule;
import org.apache.calcite.rel.rules.FilterProjectTransposeRule;
import org.apache.calcite.rel.rules.FilterSampleTransposeRule;
import org.apache.calcite.rel.rules.FilterWindowTransposeRule;
import org.apache.calcite.rel.rules.JoinPushExpressionsRule;
import org.apache.calcite.rel.rules.ProjectAggregateMergeRule;
import org.apache.calcite.rel.rules.ProjectFilterTransposeRule;
import org.apache.calcite.rel.rules.ProjectMergeRule;
import org.apache.calcite.rel.rules.ProjectRemoveRule;
import org.apache.calcite.rel.rules.ProjectToWindowRule;
import org.apache.calcite.rel.rules.ProjectWindowTransposeRule;
import org.apache.calcite.rel.rules.PruneEmptyRules;
import org.apache.calcite.rel.rules.SampleToFilterRule;
import org.apache.calcite.rel.rules.SemiJoinRule;
import org.apache.calcite.rel.rules.SortJoinTransposeRule;
import org.apache.calcite.rel.rules.SortProjectTransposeRule;
import org.apache.calcite.rel.rules.SortRemoveConstantKeysRule;
import org.apache.calcite.rel.rules.SortRemoveRule;
import org.apache.calcite.rel.rules.SortUnionTransposeRule;
import org.apache.calcite.rel.rules.UnionPullUpConstantsRule;
import org.apache.calcite.rel.rules.UnionToValuesRule;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * The rules that plans are chosen with: Calcite's own, in its order, but for a few.
 *
 * <ul>
 *   <li>{@code SingleValuesOptimizationRules} copy conditions into conditions that other rules then
 *       refuse, to save one row's join.
 *   <li>{@code JOIN_COMMUTE} and {@code JoinPushThroughJoinRule} would try all orders of many
 *       joins, which takes minutes: they are joined as written, run ids flow either way, and cross
 *       joins come late.
 *   <li>{@code UnionMergeRule} has a say for each pair of branches: {@link FlatSetOperations} is
 *       done before.
 *   <li>{@code DateRangeRules} look for Calcite's EXTRACT, which ours isn't, and {@code
 *       EMPTY_TABLE} for tables that say that they are empty.
 *   <li>Groups with a grand total aren't empty if there is nothing to group.
 *   <li>Nothing of ours is a stream, a materialized view's star, or exchanged between machines.
 * </ul>
 *
 * <p>They are spelled out because {@code CoreRules} and {@code RelOptRules}, which have them in
 * lists, make a hundred more: a tenth of a first statement's time.
 */
public final class StandardRules {
  private static final List<RelOptRule> LOGICAL =
      List.of(
          FilterJoinRule.FilterIntoJoinRule.FilterIntoJoinRuleConfig.DEFAULT.toRule(),
          FilterJoinRule.JoinConditionPushRule.JoinConditionPushRuleConfig.DEFAULT.toRule(),
          AbstractConverter.ExpandConversionRule.INSTANCE,
          SemiJoinRule.JoinOnUniqueToSemiJoinRule.JoinOnUniqueToSemiJoinRuleConfig.DEFAULT.toRule(),
          UnionToValuesRule.Config.DEFAULT.toRule(),
          ProjectRemoveRule.Config.DEFAULT.toRule(),
          ProjectAggregateMergeRule.Config.DEFAULT.toRule(),
          AggregateProjectMergeRule.Config.DEFAULT.toRule(),
          SortRemoveRule.Config.DEFAULT.toRule(),
          UnionPullUpConstantsRule.Config.DEFAULT.toRule(),
          PruneEmptyRules.UNION_INSTANCE,
          PruneEmptyRules.INTERSECT_INSTANCE,
          PruneEmptyRules.MINUS_INSTANCE,
          PruneEmptyRules.PROJECT_INSTANCE,
          PruneEmptyRules.FILTER_INSTANCE,
          PruneEmptyRules.SORT_INSTANCE,
          PruneEmptyRules.RemoveEmptySingleRule.RemoveEmptySingleRuleConfig.AGGREGATE
              .withOperandFor(
                  Aggregate.class,
                  aggregate ->
                      aggregate.getGroupCount() > 0
                          && aggregate.getGroupSets().stream().noneMatch(ImmutableBitSet::isEmpty))
              .toRule(),
          PruneEmptyRules.WINDOW_INSTANCE,
          PruneEmptyRules.JOIN_LEFT_INSTANCE,
          PruneEmptyRules.JOIN_RIGHT_INSTANCE,
          PruneEmptyRules.SORT_FETCH_ZERO_INSTANCE,
          ProjectToWindowRule.ProjectToLogicalProjectAndWindowRule
              .ProjectToLogicalProjectAndWindowRuleConfig.DEFAULT
              .toRule(),
          FilterMergeRule.Config.DEFAULT.toRule(),
          ProjectMergeRule.Config.DEFAULT.toRule(),
          ProjectFilterTransposeRule.Config.DEFAULT.toRule(),
          FilterProjectTransposeRule.Config.DEFAULT.toRule(),
          JoinPushExpressionsRule.Config.DEFAULT.toRule(),
          FilterAggregateTransposeRule.Config.DEFAULT.toRule(),
          ProjectWindowTransposeRule.Config.DEFAULT.toRule(),
          SortProjectTransposeRule.Config.DEFAULT.toRule(),
          SortJoinTransposeRule.Config.DEFAULT.toRule(),
          SortRemoveConstantKeysRule.Config.DEFAULT.toRule(),
          SortUnionTransposeRule.Config.DEFAULT.toRule(),
          SampleToFilterRule.Config.DEFAULT.toRule(),
          FilterSampleTransposeRule.Config.DEFAULT.toRule(),
          FilterWindowTransposeRule.Config.DEFAULT.toRule());

  /** All of them, in the order in which the planner is told. */
  public static final List<RelOptRule> ALL =
      Stream.<Stream<? extends RelOptRule>>of(
              LOGICAL.stream(),
              Stream.of(EngineRule.INSTANCE, ReducedFilters.RULE),
              SemiJoins.RULES.stream())
          .<RelOptRule>flatMap(rules -> rules)
          .toList();

  private StandardRules() {}
}
