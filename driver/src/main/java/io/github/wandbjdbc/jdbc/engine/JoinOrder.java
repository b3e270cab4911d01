package io.github.wandbjdbc.jdbc.engine;

import java.util.List;
import org.apache.calcite.plan.hep.HepMatchOrder;
import org.apache.calcite.plan.hep.HepProgram;
import org.apache.calcite.plan.hep.HepProgramBuilder;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.metadata.DefaultRelMetadataProvider;
import org.apache.calcite.rel.rules.CoreRules;
import org.apache.calcite.tools.Program;
import org.apache.calcite.tools.Programs;

/**
 * In which order three tables and more are joined: as written, unless two of them would be crossed
 * first that have nothing to do with each other, as in {@code FROM runs r, runs q, history a,
 * history b}.
 */
final class JoinOrder {
  private static final DefaultRelMetadataProvider METADATA = DefaultRelMetadataProvider.INSTANCE;

  private static final Program CONDITIONS =
      Programs.of(
          new HepProgramBuilder()
              .addRuleCollection(
                  List.of(
                      CoreRules.FILTER_INTO_JOIN,
                      CoreRules.FILTER_PROJECT_TRANSPOSE,
                      CoreRules.FILTER_MERGE))
              .build(),
          false,
          METADATA);

  private static final Program ORDER =
      Programs.sequence(
          Programs.of(
              new HepProgramBuilder()
                  .addMatchOrder(HepMatchOrder.BOTTOM_UP)
                  .addRuleInstance(CoreRules.JOIN_TO_MULTI_JOIN)
                  .build(),
              false,
              METADATA),
          Programs.of(
              HepProgram.builder().addRuleInstance(CoreRules.MULTI_JOIN_OPTIMIZE).build(),
              false,
              METADATA));

  private JoinOrder() {}

  /** Calcite's standard program, in which the joins are put in order before the plan is chosen. */
  static Program standard() {
    return Programs.sequence(
        Programs.subQuery(METADATA),
        Decorrelation.program(),
        Programs.measure(METADATA),
        Programs.trim(),
        crossJoinsLate(),
        cheapest(),
        Programs.calc(METADATA));
  }

  private static Program cheapest() {
    return (planner, rel, traits, materializations, lattices) -> {
      planner.setRoot(rel);
      planner.setRoot(rel.getTraitSet().equals(traits) ? rel : planner.changeTraits(rel, traits));
      return planner.findBestExp();
    };
  }

  private static Program crossJoinsLate() {
    return (planner, rel, traits, materializations, lattices) -> {
      if (!CrossJoins.areIn(rel)) {
        return rel;
      }
      RelNode plain = CONDITIONS.run(planner, rel, traits, materializations, lattices);
      if (!CrossJoins.areIn(plain)) {
        return rel;
      }
      return ORDER.run(planner, plain, traits, materializations, lattices);
    };
  }

  /** Looks for a cross join beside another inner join. */
  private static final class CrossJoins extends RelHomogeneousShuttle {
    private int crossed;
    private int joined;

    static boolean areIn(RelNode rel) {
      CrossJoins joins = new CrossJoins();
      rel.accept(joins);
      return joins.crossed > 0 && joins.joined > 1;
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
