package io.github.wandbjdbc.engine.optimize;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import io.github.wandbjdbc.engine.grammar.GrammarOperators;
import io.github.wandbjdbc.engine.values.EngineType;
import io.github.wandbjdbc.engine.values.SqlState;
import io.github.wandbjdbc.engine.values.StatementException;
import io.github.wandbjdbc.engine.values.windows.WindowFunctions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexFieldCollation;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexWindow;
import org.apache.calcite.rex.RexWindowBound;
import org.apache.calcite.rex.RexWindowBounds;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/**
 * Frames of {@code GROUPS}, which Calcite's windows don't have: of {@code RANGE}, over the {@code
 * DENSE_RANK()} of the same window, which numbers the groups of peers.
 */
final class GroupFrames extends PlanRewriter {
  private GroupFrames() {}

  /** The same plan, without such frames. */
  static RelNode in(RelNode plan) {
    return plan.accept(new GroupFrames());
  }

  @Override
  RelNode rewritten(RelNode node) {
    if (!(node instanceof LogicalProject project) || !project.containsOver()) {
      return node;
    }
    Ranks ranks = new Ranks(project);
    List<RexNode> fields = ranks.visitList(project.getProjects());
    return ranks.numbers.isEmpty()
        ? project
        : LogicalProject.create(
            ranks.rows(),
            project.getHints(),
            fields,
            project.getRowType().getFieldNames(),
            project.getVariablesSet());
  }

  /** The numbers of groups, as fields behind those of the rows. */
  private static final class Ranks extends RexShuttle {
    private static final SqlAggFunction DENSE_RANK =
        requireNonNull(WindowFunctions.entry("DENSE_RANK")).operator();

    private final LogicalProject project;
    private final RexBuilder builder;
    private final int width;
    final List<RexNode> numbers = new ArrayList<>();

    Ranks(LogicalProject project) {
      this.project = project;
      this.builder = project.getCluster().getRexBuilder();
      this.width = project.getInput().getRowType().getFieldCount();
    }

    RelNode rows() {
      List<RexNode> fields = new ArrayList<>(builder.identityProjects(input()));
      List<String> names = new ArrayList<>(input().getFieldNames());
      for (int i = 0; i < numbers.size(); i++) {
        fields.add(numbers.get(i));
        names.add("$group" + i);
      }
      return LogicalProject.create(
          project.getInput(), ImmutableList.of(), fields, names, project.getVariablesSet());
    }

    private RelDataType input() {
      return project.getInput().getRowType();
    }

    @Override
    public RexNode visitOver(RexOver over) {
      RexWindow window = over.getWindow();
      RexNode lower = distance(window.getLowerBound());
      RexNode upper = distance(window.getUpperBound());
      if (lower == null && upper == null) {
        return super.visitOver(over);
      } else if (window.orderKeys.isEmpty()) {
        throw new StatementException(
            SqlState.STATEMENT_FAULT, "a frame of GROUPS needs an ORDER BY in its window");
      }
      RexFieldCollation number = new RexFieldCollation(number(window), Set.of());
      return builder.makeOver(
          over.getType(),
          over.getAggOperator(),
          over.getOperands(),
          window.partitionKeys,
          ImmutableList.of(number),
          bound(window.getLowerBound(), lower),
          bound(window.getUpperBound(), upper),
          window.getExclude(),
          false,
          true,
          false,
          over.isDistinct(),
          over.ignoreNulls());
    }

    private static @Nullable RexNode distance(RexWindowBound bound) {
      if (!(bound.getOffset() instanceof RexCall call)
          || !call.getOperator().equals(GrammarOperators.GROUP_DISTANCE)) {
        return null;
      }
      RexNode distance = call.getOperands().get(0);
      EngineType type = EngineType.of(distance.getType());
      if (type != EngineType.BIGINT && type != EngineType.INTEGER) {
        throw new StatementException(
            SqlState.STATEMENT_FAULT,
            "GROUPS takes a distance of type bigint, not %s".formatted(type));
      }
      return distance;
    }

    private static RexWindowBound bound(RexWindowBound bound, @Nullable RexNode distance) {
      if (distance == null) {
        return bound;
      }
      return bound.isPreceding()
          ? RexWindowBounds.preceding(distance)
          : RexWindowBounds.following(distance);
    }

    private RexNode number(RexWindow window) {
      RexNode number =
          builder.makeOver(
              builder.getTypeFactory().createSqlType(SqlTypeName.BIGINT),
              DENSE_RANK,
              List.of(),
              window.partitionKeys,
              window.orderKeys,
              RexWindowBounds.UNBOUNDED_PRECEDING,
              RexWindowBounds.CURRENT_ROW,
              false,
              true,
              false,
              false,
              false);
      int place = numbers.indexOf(number);
      if (place < 0) {
        place = numbers.size();
        numbers.add(number);
      }
      return builder.makeInputRef(number.getType(), width + place);
    }
  }
}
