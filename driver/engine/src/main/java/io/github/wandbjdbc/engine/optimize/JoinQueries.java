package io.github.wandbjdbc.engine.optimize;

import com.google.common.collect.ImmutableSet;
import io.github.wandbjdbc.engine.values.StatementException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.util.Util;

/**
 * The queries of a join's condition. Calcite asks them of one side's rows, though queries in them
 * may read columns of both.
 */
final class JoinQueries {
  private JoinQueries() {}

  /** Whether {@code join} has any. */
  static boolean areIn(LogicalJoin join) {
    return RexUtil.SubQueryFinder.find(join.getCondition()) != null;
  }

  /**
   * {@code join}, whose rows are filtered by its queries afterwards. Where it keeps rows of one
   * side that don't fulfil the condition the rows of the other side are filtered for each of these,
   * but itself if none of its queries has another one that reads its columns.
   *
   * @param filters rewrites the filter
   * @throws StatementException if that can't be asked, as it keeps rows of both sides
   */
  static RelNode asked(LogicalJoin join, UnaryOperator<RelNode> filters) {
    if (join.getJoinType() != JoinRelType.INNER) {
      return isReadWithinQueries(join) ? OuterJoinQueries.asked(join, filters) : join;
    }
    List<RexNode> plain = new ArrayList<>();
    List<RexNode> asking = new ArrayList<>();
    for (RexNode part : RelOptUtil.conjunctions(join.getCondition())) {
      (RexUtil.SubQueryFinder.find(part) == null ? plain : asking).add(part);
    }
    RexBuilder builder = join.getCluster().getRexBuilder();
    LogicalJoin joined =
        LogicalJoin.create(
            join.getLeft(),
            join.getRight(),
            join.getHints(),
            RexUtil.composeConjunction(builder, plain),
            ImmutableSet.of(),
            JoinRelType.INNER);
    return filters.apply(
        LogicalFilter.create(
            joined,
            RexUtil.composeConjunction(builder, asking),
            ImmutableSet.copyOf(join.getVariablesSet())));
  }

  private static boolean isReadWithinQueries(LogicalJoin join) {
    boolean[] found = new boolean[1];
    join.getCondition()
        .accept(
            new RexShuttle() {
              @Override
              public RexNode visitSubQuery(RexSubQuery query) {
                found[0] |= isReadWithin(query.rel, join.getVariablesSet());
                return query;
              }
            });
    return found[0];
  }

  /** Whether a query within {@code plan} reads any of {@code variables}. */
  private static boolean isReadWithin(RelNode plan, Set<CorrelationId> variables) {
    RexShuttle queries =
        new RexShuttle() {
          @Override
          public RexNode visitSubQuery(RexSubQuery query) {
            if (!Collections.disjoint(RelOptUtil.getVariablesUsed(query.rel), variables)) {
              throw Util.FoundOne.NULL;
            }
            return query;
          }
        };
    try {
      plan.accept(
          new PlanShuttle() {
            @Override
            public RelNode visit(RelNode node) {
              return super.visit(node.accept(queries));
            }
          });
      return false;
    } catch (Util.FoundOne e) {
      return true;
    }
  }
}
