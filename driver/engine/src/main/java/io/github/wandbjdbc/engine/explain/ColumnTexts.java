package io.github.wandbjdbc.engine.explain;

import io.github.wandbjdbc.engine.optimize.nodes.EngineLimit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.Window;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/** The words for columns: their names, or what those compute that planning has named. */
final class ColumnTexts {
  private static final Pattern NAMELESS =
      Pattern.compile("\\$?f\\d+|\\$\\d+|w\\d+\\$o\\d+|EXPR\\$\\d+|\\$SUM0.*");

  /** Longer ones say less than a name. */
  private static final int MOST_CHARACTERS = 120;

  private ColumnTexts() {}

  /** Expressions over the columns of {@code rel}. */
  static ExpressionText of(RelNode rel) {
    return new ExpressionText(names(rel), computed(rel), builder(rel));
  }

  /** Expressions over the columns of {@code left} and, after them, those of {@code right}. */
  static ExpressionText of(RelNode left, RelNode right) {
    List<String> names = new ArrayList<>(names(left));
    Map<Integer, String> computed = new HashMap<>(computed(left));
    computed(right).forEach((field, text) -> computed.put(names(left).size() + field, text));
    names.addAll(names(right));
    return new ExpressionText(names, computed, builder(left));
  }

  /** Expressions over the columns of the rows that {@code window} reads, and its constants. */
  static ExpressionText of(Window window) {
    ExpressionText below = of(window.getInput());
    List<String> names = new ArrayList<>(names(window.getInput()));
    Map<Integer, String> computed = new HashMap<>(computed(window.getInput()));
    for (RexNode constant : window.constants) {
      computed.put(names.size(), below.of(constant));
      names.add("");
    }
    return new ExpressionText(names, computed, builder(window));
  }

  /** {@code call} of {@code aggregate}. */
  static String of(Aggregate aggregate, AggregateCall call) {
    ExpressionText names = of(aggregate.getInput());
    List<String> arguments = call.getArgList().stream().map(names::of).toList();
    return "%s(%s%s)%s"
        .formatted(
            name(call.getAggregation().getName()),
            call.isDistinct() ? "DISTINCT " : "",
            arguments.isEmpty() ? "*" : String.join(", ", arguments),
            call.hasFilter() ? " FILTER (WHERE " + names.of(call.filterArg) + ")" : "");
  }

  /** {@code call} of {@code window}, without the rows that it is over. */
  static String of(Window window, Window.RexWinAggCall call) {
    ExpressionText names = of(window);
    List<String> arguments = call.getOperands().stream().map(names::of).toList();
    boolean isOfAll = arguments.isEmpty() && call.getOperator().getName().equals("COUNT");
    return "%s(%s%s)"
        .formatted(
            name(call.getOperator().getName()),
            call.distinct ? "DISTINCT " : "",
            isOfAll ? "*" : String.join(", ", arguments));
  }

  /** A SUM that is 0 where there is nothing to sum is how a count is written. */
  private static String name(String function) {
    return function.equals("$SUM0") ? "SUM" : function;
  }

  private static List<String> names(RelNode rel) {
    return rel.getRowType().getFieldNames();
  }

  private static Map<Integer, String> computed(RelNode rel) {
    Map<Integer, String> computed = new HashMap<>();
    List<String> names = names(rel);
    for (int i = 0; i < names.size(); i++) {
      String text = NAMELESS.matcher(names.get(i)).matches() ? computed(rel, i) : null;
      if (text != null && text.length() <= MOST_CHARACTERS) {
        computed.put(i, text);
      }
    }
    return computed;
  }

  private static @Nullable String computed(RelNode rel, int field) {
    if (rel instanceof Project project) {
      return of(project.getInput()).of(project.getProjects().get(field));
    }
    if (rel instanceof Aggregate aggregate) {
      int groups = aggregate.getGroupCount();
      return field < groups
          ? of(aggregate.getInput()).of(aggregate.getGroupSet().nth(field))
          : of(aggregate, aggregate.getAggCallList().get(field - groups));
    }
    if (rel instanceof Window window) {
      int columns = names(window.getInput()).size();
      return field < columns
          ? of(window.getInput()).of(field)
          : WindowText.of(window, field - columns);
    }
    boolean isSame = rel instanceof Filter || rel instanceof Sort || rel instanceof EngineLimit;
    return isSame ? of(rel.getInput(0)).of(field) : null;
  }

  private static RexBuilder builder(RelNode rel) {
    return rel.getCluster().getRexBuilder();
  }
}
