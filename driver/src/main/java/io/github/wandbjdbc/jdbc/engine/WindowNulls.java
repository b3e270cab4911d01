package io.github.wandbjdbc.jdbc.engine;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.adapter.enumerable.EnumerableCalc;
import org.apache.calcite.adapter.enumerable.EnumerableRules;
import org.apache.calcite.adapter.enumerable.EnumerableWindow;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.convert.ConverterRule;
import org.apache.calcite.rel.core.Window;
import org.apache.calcite.rel.logical.LogicalWindow;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexProgram;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Has windows read NULL from a column: written as a constant it has no type, and there is no code
 * for, say, the least of such values. Joins with nothing bring it about.
 */
final class WindowNulls {
  private static final ConverterRule TO_ENUMERABLE = EnumerableRules.ENUMERABLE_WINDOW_RULE;

  private final EnumerableWindow window;
  private final RelNode input;
  private final int width;

  /** Of the constants, the places of NULLs. */
  private final List<Integer> nulls = new ArrayList<>();

  private WindowNulls(EnumerableWindow window) {
    this.window = window;
    this.input = window.getInput();
    this.width = input.getRowType().getFieldCount();
    for (int i = 0; i < window.constants.size(); i++) {
      RexLiteral constant = window.constants.get(i);
      if (constant.isNull() && constant.getType().getSqlTypeName() != SqlTypeName.NULL) {
        nulls.add(i);
      }
    }
  }

  /** The same rows as those of {@code window}. */
  static RelNode asColumns(EnumerableWindow window) {
    WindowNulls nulls = new WindowNulls(window);
    return nulls.nulls.isEmpty() ? window : nulls.withoutColumns(nulls.overColumns());
  }

  /** The window over its input with a column of each NULL, which come after the input's. */
  private RelNode overColumns() {
    RexBuilder builder = window.getCluster().getRexBuilder();
    List<RexNode> values = new ArrayList<>(builder.identityProjects(input.getRowType()));
    List<String> names = new ArrayList<>(input.getRowType().getFieldNames());
    for (int i : nulls) {
      values.add(window.constants.get(i));
      names.add("$null" + i);
    }
    RelNode wider =
        EnumerableCalc.create(
            input, RexProgram.create(input.getRowType(), values, null, names, builder));
    List<RelDataTypeField> fields = window.getRowType().getFieldList();
    RelDataTypeFactory.Builder row = window.getCluster().getTypeFactory().builder();
    row.addAll(wider.getRowType().getFieldList());
    row.addAll(fields.subList(width, fields.size()));
    LogicalWindow logical =
        LogicalWindow.create(
            window.getTraitSet(),
            List.of(),
            wider,
            window.constants,
            row.build(),
            window.groups.stream().map(this::moved).toList());
    return requireNonNull(TO_ENUMERABLE.convert(logical));
  }

  private RelNode withoutColumns(RelNode wider) {
    RexBuilder builder = window.getCluster().getRexBuilder();
    List<RexNode> wanted = new ArrayList<>();
    for (int i = 0; i < window.getRowType().getFieldCount(); i++) {
      wanted.add(builder.makeInputRef(wider, i < width ? i : i + nulls.size()));
    }
    return EnumerableCalc.create(
        wider,
        RexProgram.create(
            wider.getRowType(), wanted, null, window.getRowType().getFieldNames(), builder));
  }

  private Window.Group moved(Window.Group group) {
    RexShuttle moves =
        new RexShuttle() {
          @Override
          public RexNode visitInputRef(RexInputRef reference) {
            return new RexInputRef(moved(reference.getIndex()), reference.getType());
          }
        };
    List<Window.RexWinAggCall> calls =
        group.aggCalls.stream()
            .map(
                call ->
                    new Window.RexWinAggCall(
                        call.getParserPosition(),
                        (SqlAggFunction) call.getOperator(),
                        call.getType(),
                        moves.visitList(call.getOperands()),
                        call.ordinal,
                        call.distinct,
                        call.ignoreNulls))
            .toList();
    return new Window.Group(
        group.keys,
        group.isRows,
        group.lowerBound.accept(moves),
        group.upperBound.accept(moves),
        group.exclude,
        group.orderKeys,
        calls);
  }

  /** Where the column or constant {@code index} is found in the wider input. */
  private int moved(int index) {
    if (index < width) {
      return index;
    }
    int column = nulls.indexOf(index - width);
    return column < 0 ? index + nulls.size() : width + column;
  }
}
