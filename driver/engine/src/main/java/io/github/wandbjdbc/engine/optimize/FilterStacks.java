package io.github.wandbjdbc.engine.optimize;

import java.util.List;
import org.apache.calcite.plan.hep.HepMatchOrder;
import org.apache.calcite.plan.hep.HepProgram;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.rules.CoreRules;
import org.apache.calcite.tools.Program;

/**
 * Makes one of the filters and projections of queries in queries in queries, as tools write them,
 * before plans are tried: of n that follow each other, each would be merged with each other, which
 * takes a minute for a hundred.
 */
final class FilterStacks {
  /** Fewer are left to the rules that know what each way costs. */
  private static final int HIGH = 8;

  /** Made for the few statements that need them. */
  private static final class Steps {
    static final Program MERGE =
        PlanSteps.rewriting(
            HepProgram.builder()
                .addMatchOrder(HepMatchOrder.BOTTOM_UP)
                .addRuleCollection(
                    List.of(
                        CoreRules.FILTER_PROJECT_TRANSPOSE,
                        CoreRules.FILTER_MERGE,
                        CoreRules.PROJECT_MERGE))
                .build(),
            false);
  }

  private FilterStacks() {}

  static Program merged() {
    return (planner, rel, traits, materializations, lattices) ->
        Height.of(rel) < HIGH
            ? rel
            : Steps.MERGE.run(planner, rel, traits, materializations, lattices);
  }

  /** Counts how many filters and projections follow each other. */
  private static final class Height extends PlanShuttle {
    private int height;
    private int highest;

    static int of(RelNode rel) {
      Height counted = new Height();
      rel.accept(counted);
      return counted.highest;
    }

    @Override
    public RelNode visit(RelNode node) {
      int above = height;
      height = node instanceof Filter || node instanceof Project ? above + 1 : 0;
      highest = Math.max(highest, height);
      super.visit(node);
      height = above;
      return node;
    }
  }
}
