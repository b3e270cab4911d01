package io.github.wandbjdbc.engine.optimize;

import io.github.wandbjdbc.engine.optimize.nodes.EngineRule;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.plan.Convention;
import org.apache.calcite.plan.RelOptRule;
import org.apache.calcite.plan.volcano.AbstractConverter;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelVisitor;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sample;
import org.apache.calcite.rel.core.SetOp;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.Spool;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rel.core.Window;
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
import org.jspecify.annotations.Nullable;

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
 *   <li>Groups with a grand total aren't empty if there is nothing to group. {@code
 *       PruneEmptyRules.SORT_INSTANCE} leaves no way to rows in an order where an order is wanted.
 *   <li>Nothing of ours is a stream, a materialized view's star, or exchanged between machines.
 * </ul>
 *
 * <p>They are spelled out because {@code CoreRules} and {@code RelOptRules}, which have them in
 * lists, make a hundred more; and made when a plan has what they are about, because they are
 * several classes each: together a tenth of a first statement's time.
 */
public final class StandardRules {
  /** A feature of a plan beyond scans, filters and projections. */
  private enum Part {
    JOIN,
    GROUP,
    SORT,
    SET_OPERATION,
    WINDOW,
    SAMPLE,
    VALUES,
    FILTER,
    FILTER_ABOVE;

    /** Parts by which alone nothing turns out to be without rows, or nothing reads it. */
    private static final List<Set<Part>> NEVER_EMPTY =
        List.of(EnumSet.noneOf(Part.class), EnumSet.of(FILTER), EnumSet.of(GROUP));

    /** The features of {@code plan}. */
    static Set<Part> of(RelNode plan) {
      Set<Part> parts = EnumSet.noneOf(Part.class);
      new RelVisitor() {
        @Override
        public void visit(RelNode node, int ordinal, @Nullable RelNode parent) {
          add(node, parts);
          super.visit(node, ordinal, parent);
        }
      }.go(plan);
      return parts;
    }

    private static void add(RelNode node, Set<Part> parts) {
      if (node instanceof Join || node instanceof Correlate) {
        parts.add(JOIN);
      } else if (node instanceof Aggregate) {
        parts.add(GROUP);
      } else if (node instanceof Sort) {
        parts.add(SORT);
      } else if (node instanceof SetOp || node instanceof Spool) {
        parts.add(SET_OPERATION);
      } else if (node instanceof Window
          || (node instanceof Project project && project.containsOver())) {
        parts.add(WINDOW);
      } else if (node instanceof Sample) {
        parts.add(SAMPLE);
      } else if (node instanceof Values) {
        parts.add(VALUES);
      } else if (node instanceof Filter filter) {
        parts.add(UsedColumns.isScan(filter) ? FILTER : FILTER_ABOVE);
      }
    }
  }

  private static final RelOptRule PROJECT_REMOVE = ProjectRemoveRule.Config.DEFAULT.toRule();

  private static final List<RelOptRule> FILTERS_AND_PROJECTS =
      List.of(
          FilterMergeRule.Config.DEFAULT.toRule(),
          ProjectMergeRule.Config.DEFAULT.toRule(),
          ProjectFilterTransposeRule.Config.DEFAULT.toRule());

  /** Of filters that aren't a table's; it undoes what the rule before it did. */
  private static final RelOptRule FILTER_BELOW_PROJECT =
      FilterProjectTransposeRule.Config.DEFAULT.toRule();

  private StandardRules() {}

  /** All of them, in the order in which the planner is told. */
  public static List<RelOptRule> all() {
    return about(EnumSet.allOf(Part.class));
  }

  /** Those that may have a say about {@code plan}, in the same order. */
  static List<RelOptRule> of(RelNode plan) {
    return about(Part.of(plan));
  }

  private static List<RelOptRule> about(Set<Part> parts) {
    List<RelOptRule> rules = new ArrayList<>();
    boolean joins = parts.contains(Part.JOIN);
    boolean groups = parts.contains(Part.GROUP);
    boolean sorts = parts.contains(Part.SORT);
    boolean sets = parts.contains(Part.SET_OPERATION);
    boolean windows = parts.contains(Part.WINDOW);
    boolean samples = parts.contains(Part.SAMPLE);
    if (joins) {
      rules.addAll(Joins.FILTERS);
    }
    rules.add(AbstractConverter.ExpandConversionRule.INSTANCE);
    if (joins) {
      rules.addAll(Joins.UNIQUE);
    }
    if (sets) {
      rules.addAll(SetOperations.VALUES);
    }
    rules.add(PROJECT_REMOVE);
    if (groups) {
      rules.addAll(Groups.PROJECTS);
    }
    if (sorts) {
      rules.addAll(Sorts.REMOVED);
    }
    if (sets) {
      rules.addAll(SetOperations.CONSTANTS);
    }
    if (!Part.NEVER_EMPTY.contains(parts)) {
      rules.addAll(Empty.RULES);
    }
    if (windows) {
      rules.addAll(Windows.MADE);
    }
    rules.addAll(FILTERS_AND_PROJECTS);
    if (joins || parts.contains(Part.FILTER_ABOVE)) {
      rules.add(FILTER_BELOW_PROJECT);
    }
    if (joins) {
      rules.addAll(Joins.EXPRESSIONS);
    }
    if (groups) {
      rules.addAll(Groups.FILTERS);
    }
    if (windows) {
      rules.addAll(Windows.PROJECTS);
    }
    if (sorts) {
      rules.addAll(Sorts.PROJECTS);
    }
    if (sorts && joins) {
      rules.addAll(Sorts.JOINS);
    }
    if (sorts) {
      rules.addAll(Sorts.CONSTANTS);
    }
    if (sorts && sets) {
      rules.addAll(Sorts.UNIONS);
    }
    if (samples) {
      rules.addAll(Samples.RULES);
    }
    if (windows) {
      rules.addAll(Windows.FILTERS);
    }
    rules.add(EngineRule.INSTANCE);
    rules.add(ReducedFilters.RULE);
    if (joins) {
      rules.addAll(SemiJoins.RULES);
    }
    return List.copyOf(rules);
  }

  /** Of joins. */
  private static final class Joins {
    static final List<RelOptRule> FILTERS =
        List.of(
            FilterJoinRule.FilterIntoJoinRule.FilterIntoJoinRuleConfig.DEFAULT.toRule(),
            FilterJoinRule.JoinConditionPushRule.JoinConditionPushRuleConfig.DEFAULT.toRule(),
            AsofFilters.RULE);
    static final List<RelOptRule> UNIQUE =
        List.of(
            SemiJoinRule.JoinOnUniqueToSemiJoinRule.JoinOnUniqueToSemiJoinRuleConfig.DEFAULT
                .toRule());
    static final List<RelOptRule> EXPRESSIONS =
        List.of(
            JoinPushExpressionsRule.Config.DEFAULT
                // It takes any ASOF join for one that isn't planned yet.
                .withOperandSupplier(
                    join -> join.operand(Join.class).trait(Convention.NONE).anyInputs())
                .as(JoinPushExpressionsRule.Config.class)
                .toRule());
  }

  /** Of groups. */
  private static final class Groups {
    static final List<RelOptRule> PROJECTS =
        List.of(
            ProjectAggregateMergeRule.Config.DEFAULT.toRule(),
            AggregateProjectMergeRule.Config.DEFAULT.toRule());
    static final List<RelOptRule> FILTERS =
        List.of(
            FilterAggregateTransposeRule.Config.DEFAULT
                .withOperandSupplier(
                    filter ->
                        filter
                            .operand(Filter.class)
                            .oneInput(
                                groups ->
                                    groups
                                        .operand(Aggregate.class)
                                        .predicate(Groups::areKeysFirst)
                                        .anyInputs()))
                .as(FilterAggregateTransposeRule.Config.class)
                .toRule());

    /**
     * Whether each column by which rows are grouped has the same number above as below: of several
     * grouping sets the rule takes one for the other, and filters before it groups by a column that
     * isn't in all of them.
     */
    private static boolean areKeysFirst(Aggregate groups) {
      return Aggregate.isSimple(groups)
          || groups.getGroupSet().equals(ImmutableBitSet.range(groups.getGroupCount()));
    }
  }

  /** Of orders and limits. */
  private static final class Sorts {
    static final List<RelOptRule> REMOVED = List.of(SortRemoveRule.Config.DEFAULT.toRule());
    static final List<RelOptRule> PROJECTS =
        List.of(SortProjectTransposeRule.Config.DEFAULT.toRule());
    static final List<RelOptRule> JOINS = List.of(SortJoinTransposeRule.Config.DEFAULT.toRule());
    static final List<RelOptRule> CONSTANTS =
        List.of(SortRemoveConstantKeysRule.Config.DEFAULT.toRule());
    static final List<RelOptRule> UNIONS = List.of(SortUnionTransposeRule.Config.DEFAULT.toRule());
  }

  /** Of set operations. */
  private static final class SetOperations {
    static final List<RelOptRule> VALUES = List.of(UnionToValuesRule.Config.DEFAULT.toRule());
    static final List<RelOptRule> CONSTANTS =
        List.of(UnionPullUpConstantsRule.Config.DEFAULT.toRule());
  }

  /** Of windows. */
  private static final class Windows {
    static final List<RelOptRule> MADE =
        List.of(
            ProjectToWindowRule.ProjectToLogicalProjectAndWindowRule
                .ProjectToLogicalProjectAndWindowRuleConfig.DEFAULT
                .toRule());
    static final List<RelOptRule> PROJECTS =
        List.of(ProjectWindowTransposeRule.Config.DEFAULT.toRule());
    static final List<RelOptRule> FILTERS =
        List.of(FilterWindowTransposeRule.Config.DEFAULT.toRule());
  }

  /** Of samples. */
  private static final class Samples {
    static final List<RelOptRule> RULES =
        List.of(
            SampleToFilterRule.Config.DEFAULT.toRule(),
            FilterSampleTransposeRule.Config.DEFAULT.toRule());
  }

  /** Of parts without rows, which whatever reads them need not read. */
  private static final class Empty {
    static final List<RelOptRule> RULES =
        List.of(
            PruneEmptyRules.UNION_INSTANCE,
            PruneEmptyRules.INTERSECT_INSTANCE,
            PruneEmptyRules.MINUS_INSTANCE,
            PruneEmptyRules.PROJECT_INSTANCE,
            PruneEmptyRules.FILTER_INSTANCE,
            PruneEmptyRules.RemoveEmptySingleRule.RemoveEmptySingleRuleConfig.AGGREGATE
                .withOperandFor(
                    Aggregate.class,
                    aggregate ->
                        aggregate.getGroupCount() > 0
                            && aggregate.getGroupSets().stream()
                                .noneMatch(ImmutableBitSet::isEmpty))
                .toRule(),
            PruneEmptyRules.WINDOW_INSTANCE,
            PruneEmptyRules.JOIN_LEFT_INSTANCE,
            PruneEmptyRules.JOIN_RIGHT_INSTANCE);
  }
}
