package io.github.wandbjdbc.engine.optimize;

import java.util.List;
import org.apache.calcite.plan.hep.HepMatchOrder;
import org.apache.calcite.plan.hep.HepProgram;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.rules.CoreRules;
import org.apache.calcite.tools.Program;

/**
 * In which order three tables and more are joined: as written, unless two of them would be crossed
 * first that have nothing to do with each other, as in {@code FROM runs r, runs q, history a,
 * history b}.
 */
final class JoinOrder {
  /** Of more joins the order takes long to find: eight times as long for twice as many. */
  private static final int MOST = 20;

  /** Made for the few statements that need them. */
  private static final class Steps {
    static final Program CONDITIONS =
        PlanSteps.rewriting(
            HepProgram.builder()
                .addRuleCollection(
                    List.of(
                        CoreRules.FILTER_INTO_JOIN,
                        CoreRules.FILTER_PROJECT_TRANSPOSE,
                        CoreRules.FILTER_MERGE))
                .build(),
            false);

    static final Program ORDER =
        PlanSteps.sequence(
            List.of(
                PlanSteps.rewriting(
                    HepProgram.builder()
                        .addMatchOrder(HepMatchOrder.BOTTOM_UP)
                        .addRuleInstance(CoreRules.JOIN_TO_MULTI_JOIN)
                        .build(),
                    false),
                PlanSteps.rewriting(
                    HepProgram.builder().addRuleInstance(CoreRules.MULTI_JOIN_OPTIMIZE).build(),
                    false)));
  }

  private JoinOrder() {}

  /** Puts them in order, where that is called for. */
  static Program crossJoinsLate() {
    return (planner, rel, traits, materializations, lattices) -> {
      if (!CrossJoins.areIn(rel)) {
        return rel;
      }
      RelNode plain = Steps.CONDITIONS.run(planner, rel, traits, materializations, lattices);
      if (!CrossJoins.areIn(plain)) {
        return rel;
      }
      if (CrossJoins.joined(plain) > MOST) {
        return plain;
      }
      return Steps.ORDER.run(planner, plain, traits, materializations, lattices);
    };
  }

  /** Looks for a cross join beside another inner join. */
  private static final class CrossJoins extends PlanShuttle {
    private int crossed;
    private int joined;

    static boolean areIn(RelNode rel) {
      CrossJoins joins = new CrossJoins();
      rel.accept(joins);
      return joins.crossed > 0 && joins.joined > 1;
    }

    static int joined(RelNode rel) {
      CrossJoins joins = new CrossJoins();
      rel.accept(joins);
      return joins.joined;
    }

    @Override
    public RelNode visit(RelNode node) {
      if (node instanceof Join join && join.getJoinType() == JoinRelType.INNER) {
        joined++;
        crossed += join.getCondition().isAlwaysTrue() ? 1 : 0;
      }
      return super.visit(node);
    }
  }
}
