package io.github.wandbjdbc.jdbc.engine;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.adapter.enumerable.EnumerableCalc;
import org.apache.calcite.adapter.enumerable.EnumerableWindow;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexProgram;

/**
 * Names the columns that windows are partitioned by so that code can: of several, Calcite makes a
 * class with a field for each, and {@code config.lr} is no name of a field.
 */
final class WindowKeys {
  private WindowKeys() {}

  /** The same window, over columns of other names if need be. */
  static EnumerableWindow named(EnumerableWindow window) {
    RelNode input = window.getInput();
    List<String> names = input.getRowType().getFieldNames();
    boolean isNameless =
        window.groups.stream()
            .filter(group -> group.keys.cardinality() > 1)
            .flatMap(group -> group.keys.toList().stream())
            .anyMatch(key -> !isField(names.get(key)));
    if (!isNameless) {
      return window;
    }
    List<String> fields = new ArrayList<>();
    for (String name : names) {
      fields.add("c_" + name.replaceAll("[^A-Za-z0-9]", "_") + "_" + fields.size());
    }
    RexBuilder builder = window.getCluster().getRexBuilder();
    RelNode renamed =
        EnumerableCalc.create(
            input,
            RexProgram.create(
                input.getRowType(),
                builder.identityProjects(input.getRowType()),
                null,
                fields,
                builder));
    return (EnumerableWindow) window.copy(window.getTraitSet(), List.of(renamed));
  }

  /** Whether it surely is no keyword either, which have letters only. */
  private static boolean isField(String name) {
    return name.matches("[A-Za-z]+_[A-Za-z0-9_]*");
  }
}
