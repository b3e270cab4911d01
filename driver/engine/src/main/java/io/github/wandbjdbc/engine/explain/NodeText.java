package io.github.wandbjdbc.engine.explain;

import io.github.wandbjdbc.engine.optimize.nodes.EngineKeyedMaterialize;
import io.github.wandbjdbc.engine.optimize.nodes.EngineLimit;
import io.github.wandbjdbc.engine.optimize.nodes.EngineMaterialize;
import io.github.wandbjdbc.engine.source.PlanNotes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rel.core.Window;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.jspecify.annotations.Nullable;

/** One line for one operator of a plan: what it does, in words that need no Calcite. */
final class NodeText {
  private final RelNode node;

  private NodeText(RelNode node) {
    this.node = node;
  }

  /** A description of {@code node}. */
  static String of(RelNode node, PlanNotes notes) {
    NodeText text = new NodeText(node);
    String title = notes.title(node, (names, part) -> text.expressions(names).of(part));
    return title == null ? text.text() : title;
  }

  private String text() {
    if (node instanceof Project project) {
      return project(project);
    }
    if (node instanceof Filter filter) {
      return filter(filter);
    }
    if (node instanceof EngineLimit limit) {
      return "Limit:" + count(" skip ", limit.offset()) + count(" fetch ", limit.fetch());
    }
    if (node instanceof Sort sort) {
      return sort(sort);
    }
    if (node instanceof Aggregate aggregate) {
      return aggregate(aggregate);
    }
    if (node instanceof Join join) {
      String how = join.analyzeCondition().leftKeys.isEmpty() ? "Nested loop join" : "Hash join";
      return "%s (%s): %s"
          .formatted(
              how,
              type(join.getJoinType()),
              ColumnTexts.of(join.getLeft(), join.getRight()).of(join.getCondition()));
    }
    if (node instanceof Window window) {
      return WindowText.of(window);
    }
    if (node instanceof Values values) {
      return "Values: %d rows".formatted(values.getTuples().size());
    }
    if (node instanceof EngineMaterialize kept) {
      return kept.isInSteps() ? "Keep for each step" : "Keep for each outer row";
    }
    return node instanceof EngineKeyedMaterialize ? "Keep by key for each step" : other();
  }

  private String filter(Filter filter) {
    ExpressionText text = ColumnTexts.of(filter.getInput());
    return "Filter: "
        + String.join(
            " AND ",
            RelOptUtil.conjunctions(filter.getCondition()).stream().map(text::of).toList());
  }

  /** With the filter right below, which needs no line of its own. */
  private String project(Project project) {
    List<String> parts = new ArrayList<>();
    if (project.getInput() instanceof Filter filter) {
      parts.add(filter(filter));
    }
    if (!RexUtil.isIdentity(project.getProjects(), project.getInput().getRowType())) {
      ExpressionText text = ColumnTexts.of(project.getInput());
      parts.add(
          "Compute: " + String.join(", ", project.getProjects().stream().map(text::of).toList()));
    }
    return parts.isEmpty() ? "Pass" : String.join("; ", parts);
  }

  private String sort(Sort sort) {
    ExpressionText text = ColumnTexts.of(sort.getInput());
    List<String> keys = new ArrayList<>();
    for (RelFieldCollation key : sort.getCollation().getFieldCollations()) {
      keys.add(text.of(key));
    }
    return (sort.fetch == null ? "Sort: " : "Top: ")
        + String.join(", ", keys)
        + count("; skip ", sort.offset)
        + count("; keep ", sort.fetch);
  }

  private static String count(String word, @Nullable RexNode count) {
    return count == null ? "" : word + count;
  }

  private String aggregate(Aggregate aggregate) {
    ExpressionText names = ColumnTexts.of(aggregate.getInput());
    List<String> parts =
        aggregate.getAggCallList().stream().map(call -> ColumnTexts.of(aggregate, call)).toList();
    List<String> groups = aggregate.getGroupSet().toList().stream().map(names::of).toList();
    String by = groups.isEmpty() ? "" : " by " + String.join(", ", groups);
    return (parts.isEmpty() ? "Distinct" : "Aggregate: " + String.join(", ", parts)) + by;
  }

  /** The name of a node for which there is no description. */
  private String other() {
    String digest = RelOptUtil.toString(node).lines().findFirst().orElse("");
    return digest.startsWith("Engine") ? digest.substring("Engine".length()) : digest;
  }

  private static String type(JoinRelType type) {
    return type.name().toLowerCase(Locale.ROOT);
  }

  private ExpressionText expressions(List<String> names) {
    return new ExpressionText(names, node.getCluster().getRexBuilder());
  }
}
