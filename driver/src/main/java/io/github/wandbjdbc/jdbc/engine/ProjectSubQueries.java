package io.github.wandbjdbc.jdbc.engine;

import java.util.List;
import java.util.Set;
import org.apache.calcite.plan.RelOptRule;
import org.apache.calcite.plan.RelOptRuleCall;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.plan.RelOptUtil.Logic;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.rules.SubQueryRemoveRule;
import org.apache.calcite.rex.LogicVisitor;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.tools.RelBuilder;

/**
 * Makes joins of the queries among the expressions of a projection, all of them at once. Calcite's
 * own rule takes the variable of a query further out for the projection's, if that has none: then
 * the query reads the rows of the wrong one.
 */
final class ProjectSubQueries extends SubQueryRemoveRule {
  static final RelOptRule INSTANCE = new ProjectSubQueries(Config.PROJECT);

  private ProjectSubQueries(Config config) {
    super(config);
  }

  @Override
  public void onMatch(RelOptRuleCall call) {
    Project project = call.rel(0);
    RelBuilder builder = call.builder();
    builder.push(project.getInput());
    List<RexNode> values = project.getProjects();
    int count = 0;
    for (RexSubQuery query = RexUtil.SubQueryFinder.find(values);
        query != null;
        query = RexUtil.SubQueryFinder.find(values)) {
      Set<CorrelationId> variables = RelOptUtil.getVariablesUsed(query.rel);
      variables.retainAll(project.getVariablesSet());
      RexNode value =
          apply(
              query,
              variables,
              logic(values, query),
              builder,
              1,
              builder.peek().getRowType().getFieldCount(),
              count++);
      RexSubQuery replaced = query;
      values =
          new RexShuttle() {
            @Override
            public RexNode visitSubQuery(RexSubQuery other) {
              return other.equals(replaced) ? value : other;
            }
          }.apply(values);
    }
    builder.project(values, project.getRowType().getFieldNames());
    call.transformTo(builder.build());
  }

  /** How much of the answer of {@code query} matters; in a window all of it. */
  private static Logic logic(List<RexNode> values, RexSubQuery query) {
    return values.stream()
            .anyMatch(
                value -> RexOver.containsOver(value) && RexUtil.SubQueryFinder.find(value) != null)
        ? Logic.TRUE_FALSE_UNKNOWN
        : LogicVisitor.find(Logic.TRUE_FALSE_UNKNOWN, values, query);
  }
}
