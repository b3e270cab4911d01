package io.github.wandbjdbc.engine.explain;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.core.Window;
import org.apache.calcite.rex.RexWindowBound;

/** The words for window functions and the rows that they are over. */
final class WindowText {
  private WindowText() {}

  /** All functions of {@code window}. */
  static String of(Window window) {
    List<String> groups = new ArrayList<>();
    for (Window.Group group : window.groups) {
      List<String> calls =
          group.aggCalls.stream().map(call -> ColumnTexts.of(window, call)).toList();
      groups.add(String.join(", ", calls) + " " + over(window, group));
    }
    return "Window: " + String.join("; ", groups);
  }

  /** The function that is number {@code place}, from 0, of {@code window}. */
  static String of(Window window, int place) {
    int at = place;
    for (Window.Group group : window.groups) {
      if (at < group.aggCalls.size()) {
        return ColumnTexts.of(window, group.aggCalls.get(at)) + " " + over(window, group);
      }
      at -= group.aggCalls.size();
    }
    throw new IndexOutOfBoundsException(place);
  }

  private static String over(Window window, Window.Group group) {
    ExpressionText names = ColumnTexts.of(window);
    List<String> parts = new ArrayList<>();
    if (!group.keys.isEmpty()) {
      List<String> keys = group.keys.toList().stream().map(names::of).toList();
      parts.add("PARTITION BY " + String.join(", ", keys));
    }
    List<RelFieldCollation> order = group.orderKeys.getFieldCollations();
    if (!order.isEmpty()) {
      parts.add("ORDER BY " + String.join(", ", order.stream().map(names::of).toList()));
      if (!isUsual(group)) {
        parts.add(frame(group, names));
      }
    }
    return "OVER (" + String.join(" ", parts) + ")";
  }

  private static boolean isUsual(Window.Group group) {
    return !group.isRows
        && group.lowerBound.isUnbounded()
        && group.lowerBound.isPreceding()
        && group.upperBound.isCurrentRow();
  }

  private static String frame(Window.Group group, ExpressionText names) {
    return "%s BETWEEN %s AND %s"
        .formatted(
            group.isRows ? "ROWS" : "RANGE",
            bound(group.lowerBound, names),
            bound(group.upperBound, names));
  }

  private static String bound(RexWindowBound bound, ExpressionText names) {
    if (bound.isCurrentRow()) {
      return "CURRENT ROW";
    }
    String side = bound.isPreceding() ? "PRECEDING" : "FOLLOWING";
    return bound.isUnbounded() || bound.getOffset() == null
        ? "UNBOUNDED " + side
        : names.of(bound.getOffset()) + " " + side;
  }
}
