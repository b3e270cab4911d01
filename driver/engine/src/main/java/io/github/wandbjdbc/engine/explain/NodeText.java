package io.github.wandbjdbc.engine.explain;

import io.github.wandbjdbc.engine.optimize.nodes.EngineHeld;
import io.github.wandbjdbc.engine.optimize.nodes.EngineLimit;
import io.github.wandbjdbc.engine.source.PlanNotes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.jspecify.annotations.Nullable;

/** One line for one operator of a plan: what it does, in words that need no Calcite. */
final class NodeText {
  /** The names that Calcite gives to columns without one. */
  private static final Pattern NAMELESS = Pattern.compile("\\$f\\d+");

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
              how, type(join.getJoinType()), expressions(joined(join)).of(join.getCondition()));
    }
    if (node instanceof Values values) {
      return "Values: %d rows".formatted(values.getTuples().size());
    }
    return node instanceof EngineHeld ? "Keep for each outer row" : other();
  }

  private String filter(Filter filter) {
    ExpressionText text = expressions(filter.getInput().getRowType().getFieldNames());
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
      ExpressionText text = expressions(project.getInput().getRowType().getFieldNames());
      parts.add(
          "Compute: " + String.join(", ", project.getProjects().stream().map(text::of).toList()));
    }
    return parts.isEmpty() ? "Pass" : String.join("; ", parts);
  }

  private String sort(Sort sort) {
    ExpressionText text = expressions(sort.getInput());
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
    ExpressionText names = expressions(aggregate.getInput());
    List<String> parts = new ArrayList<>();
    for (AggregateCall call : aggregate.getAggCallList()) {
      List<String> arguments = call.getArgList().stream().map(names::of).toList();
      parts.add(
          "%s(%s%s)%s"
              .formatted(
                  call.getAggregation().getName(),
                  call.isDistinct() ? "DISTINCT " : "",
                  arguments.isEmpty() ? "*" : String.join(", ", arguments),
                  call.hasFilter() ? " FILTER (WHERE " + names.of(call.filterArg) + ")" : ""));
    }
    List<String> groups = aggregate.getGroupSet().toList().stream().map(names::of).toList();
    String by = groups.isEmpty() ? "" : " by " + String.join(", ", groups);
    return (parts.isEmpty() ? "Distinct" : "Aggregate: " + String.join(", ", parts)) + by;
  }

  /** The name of a node for which there is no description. */
  private String other() {
    String digest = RelOptUtil.toString(node).lines().findFirst().orElse("");
    return digest.startsWith("Engine") ? digest.substring("Engine".length()) : digest;
  }

  private static List<String> joined(Join join) {
    return both(
        join.getLeft().getRowType().getFieldNames(), join.getRight().getRowType().getFieldNames());
  }

  private static List<String> both(List<String> left, List<String> right) {
    List<String> names = new ArrayList<>(left);
    names.addAll(right);
    return names;
  }

  private static String type(JoinRelType type) {
    return type.name().toLowerCase(Locale.ROOT);
  }

  /** Over columns of {@code input}: those that have no name are what they compute. */
  private ExpressionText expressions(RelNode input) {
    List<String> names = input.getRowType().getFieldNames();
    if (!(input instanceof Project project)) {
      return expressions(names);
    }
    ExpressionText below = expressions(project.getInput().getRowType().getFieldNames());
    Map<Integer, String> computed = new HashMap<>();
    for (int i = 0; i < names.size(); i++) {
      if (NAMELESS.matcher(names.get(i)).matches()) {
        computed.put(i, below.of(project.getProjects().get(i)));
      }
    }
    return new ExpressionText(names, computed, node.getCluster().getRexBuilder());
  }

  private ExpressionText expressions(List<String> names) {
    return new ExpressionText(names, node.getCluster().getRexBuilder());
  }
}
