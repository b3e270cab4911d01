package io.github.wandbjdbc.engine.optimize;

import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;
import java.util.List;
import java.util.Set;
import org.apache.calcite.plan.AbstractRelOptPlanner;
import org.apache.calcite.plan.RelOptCostImpl;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.plan.hep.HepPlanner;
import org.apache.calcite.plan.hep.HepProgram;
import org.apache.calcite.rel.RelCollations;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelNodes;
import org.apache.calcite.rel.RelVisitor;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.RelFactories;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rel.metadata.DefaultRelMetadataProvider;
import org.apache.calcite.rel.rules.ProjectOverSumToSum0Rule;
import org.apache.calcite.rel.rules.SubQueryRemoveRule;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql2rel.RelFieldTrimmer;
import org.apache.calcite.tools.Program;
import org.apache.calcite.tools.Programs;
import org.jspecify.annotations.Nullable;

/**
 * The steps of planning: Calcite's standard program, except that joins are ordered and stacks of
 * filters merged before the plan is chosen, and that correlated queries need some care.
 *
 * <p>{@link Programs} would have most of it, together with rules by the hundred, which take longer
 * to make than a first statement to plan.
 */
public final class PlanSteps {
  /** Made when a statement has a subquery in an expression, or a window. */
  private static final class SubQueries {
    static final Program REMOVED =
        rewriting(
            HepProgram.builder()
                .addRuleCollection(
                    List.of(
                        SubQueryRemoveRule.Config.FILTER.toRule(),
                        ProjectSubQueries.INSTANCE,
                        SubQueryRemoveRule.Config.JOIN.toRule(),
                        ProjectOverSumToSum0Rule.Config.DEFAULT.toRule()))
                .build(),
            true);
  }

  private PlanSteps() {}

  public static Program standard() {
    return sequence(
        List.of(
            (planner, rel, traits, materializations, lattices) -> GroupFrames.in(rel),
            (planner, rel, traits, materializations, lattices) -> OrderPropagation.in(rel),
            (planner, rel, traits, materializations, lattices) ->
                RowMemberships.spelledOut(UnitedMemberships.in(rel)),
            (planner, rel, traits, materializations, lattices) ->
                hasSubQueries(rel)
                    ? SubQueries.REMOVED.run(planner, rel, traits, materializations, lattices)
                    : rel,
            (planner, rel, traits, materializations, lattices) -> withoutSubQueries(rel),
            Decorrelation.program(),
            measures(),
            trim(),
            EmptyLimits.program(),
            FlatSetOperations.program(),
            FilterStacks.merged(),
            JoinOrder.crossJoinsLate(),
            cheapest(),
            (planner, rel, traits, materializations, lattices) -> FixedParts.keptIn(rel)));
  }

  /** One step after the other. */
  static Program sequence(List<Program> steps) {
    return (planner, rel, traits, materializations, lattices) -> {
      RelNode plan = rel;
      for (Program step : steps) {
        plan = step.run(planner, plan, traits, materializations, lattices);
      }
      return plan;
    };
  }

  /**
   * Rules that are applied wherever they fit.
   *
   * @param copying whether what occurs twice is rewritten twice
   */
  static Program rewriting(HepProgram rules, boolean copying) {
    return (planner, rel, traits, materializations, lattices) -> {
      HepPlanner rewriter =
          new HepPlanner(rules, planner.getContext(), copying, null, RelOptCostImpl.FACTORY) {
            @Override
            public void checkCancel() {
              ((AbstractRelOptPlanner) planner).checkCancel();
            }
          };
      rewriter.setRoot(rel);
      return rewriter.findBestExp();
    };
  }

  /** Whether an expression of {@code plan} holds a subquery, or is over a window. */
  private static boolean hasSubQueries(RelNode plan) {
    boolean[] found = new boolean[1];
    new RelVisitor() {
      @Override
      public void visit(RelNode node, int ordinal, @Nullable RelNode parent) {
        if (node instanceof Project project) {
          found[0] |= project.containsOver() || RexUtil.SubQueryFinder.containsSubQuery(project);
        } else if (node instanceof Filter filter) {
          found[0] |= RexUtil.SubQueryFinder.containsSubQuery(filter);
        } else if (node instanceof Join join) {
          found[0] |= RexUtil.SubQueryFinder.containsSubQuery(join);
        }
        super.visit(node, ordinal, parent);
      }
    }.go(plan);
    return found[0];
  }

  /** The same; what Calcite leaves is of joins whose rows a condition isn't to filter. */
  private static RelNode withoutSubQueries(RelNode plan) {
    return plan.accept(
        new PlanShuttle() {
          @Override
          public RelNode visit(RelNode node) {
            if (node instanceof Join join && RexUtil.SubQueryFinder.containsSubQuery(join)) {
              throw new StatementException(
                  SqlState.STATEMENT_FAULT,
                  "a subquery in the condition of a LEFT, RIGHT or FULL JOIN that reads columns of"
                      + " both sides is not supported: join one side with it before, in a subquery"
                      + " or by LATERAL");
            }
            return super.visit(node);
          }
        });
  }

  private static Program measures() {
    Set<SqlKind> kinds = Set.of(SqlKind.AGG_M2V, SqlKind.M2V);
    return (planner, rel, traits, materializations, lattices) ->
        RelNodes.contains(
                rel, call -> call.getAggregation().kind == SqlKind.AGG_M2V, RexUtil.find(kinds))
            ? Programs.measure(DefaultRelMetadataProvider.INSTANCE)
                .run(planner, rel, traits, materializations, lattices)
            : rel;
  }

  private static Program trim() {
    return (planner, rel, traits, materializations, lattices) ->
        UsedColumns.areAllOf(rel)
            ? rel
            : new RelFieldTrimmer(null, RelFactories.LOGICAL_BUILDER.create(rel.getCluster(), null))
                .trim(rel);
  }

  private static Program cheapest() {
    return (planner, rel, traits, materializations, lattices) -> {
      StandardRules.of(rel).forEach(planner::addRule);
      planner.setRoot(rel);
      // No rows are in any order.
      RelTraitSet wanted =
          rel instanceof Values values && Values.isEmpty(values)
              ? traits.replace(RelCollations.EMPTY)
              : traits;
      planner.setRoot(rel.getTraitSet().equals(wanted) ? rel : planner.changeTraits(rel, wanted));
      return planner.findBestExp();
    };
  }
}
