package io.github.wandbjdbc.engine.optimize;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexUtil;

/**
 * Computes the subqueries of a projection before its windows: the rule that makes joins of them
 * doesn't find those that window functions, their partitions and their order are computed of.
 */
public final class WindowSubqueries extends PlanRewriter {
  @Override
  RelNode rewritten(RelNode node) {
    return node instanceof Project project && project.containsOver() && hasSubquery(project)
        ? apart(project)
        : node;
  }

  private static boolean hasSubquery(Project project) {
    return RexUtil.SubQueryFinder.containsSubQuery(project);
  }

  private static RelNode apart(Project project) {
    RelNode input = project.getInput();
    RexBuilder builder = project.getCluster().getRexBuilder();
    List<RexNode> fields = new ArrayList<>(builder.identityProjects(input.getRowType()));
    RexShuttle referring =
        new RexShuttle() {
          @Override
          public RexNode visitSubQuery(RexSubQuery query) {
            fields.add(query);
            return builder.makeInputRef(query.getType(), fields.size() - 1);
          }
        };
    List<RexNode> projects = referring.visitList(project.getProjects());
    RelNode computed =
        LogicalProject.create(
            input, List.of(), fields, (List<String>) null, project.getVariablesSet());
    return LogicalProject.create(
        computed, project.getHints(), projects, project.getRowType().getFieldNames(), Set.of());
  }
}
