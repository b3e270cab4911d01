package io.github.wandbjdbc.engine.optimize;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelCollation;
import org.apache.calcite.rel.RelCollations;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelRoot;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.logical.LogicalSort;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexFieldCollation;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexWindow;
import org.apache.calcite.sql.SqlKind;
import org.jspecify.annotations.Nullable;

/**
 * Gives the order of a query to the LIMIT, the OFFSET or the {@code ROW_NUMBER() OVER ()} of the
 * query around it: to a planner rows have no order but where somebody asks for one.
 */
public final class OrderPropagation extends PlanRewriter {
  private OrderPropagation() {}

  /** The same plan, with such orders. */
  public static RelNode in(RelNode plan) {
    return plan.accept(new OrderPropagation());
  }

  /** {@code root} in the order of the query that it takes its rows from, if it has none itself. */
  public static RelRoot ofRoot(RelRoot root) {
    if (!root.collation.getFieldCollations().isEmpty()) {
      return root;
    }
    Ordered ordered = ordered(root.rel);
    return ordered == null
        ? root
        : new RelRoot(
            LogicalSort.create(ordered.rows, ordered.order, null, null),
            root.validatedRowType,
            root.kind,
            root.fields,
            ordered.order,
            root.hints);
  }

  @Override
  RelNode rewritten(RelNode node) {
    if (node instanceof LogicalSort limit && limit.getCollation().getFieldCollations().isEmpty()) {
      return limited(limit);
    }
    return node instanceof LogicalProject project && project.containsOver()
        ? numbered(project)
        : node;
  }

  /**
   * Rows whose order may be asked for.
   *
   * @param rows the fields that are meant, and behind them those that only the order needs
   */
  private record Ordered(RelNode rows, RelCollation order) {
    /** Without the fields that only the order needs. */
    static RelNode visible(RelNode rows, RelNode of) {
      int width = of.getRowType().getFieldCount();
      if (rows.getRowType().getFieldCount() == width) {
        return rows;
      }
      List<RexNode> fields = new ArrayList<>();
      for (int i = 0; i < width; i++) {
        fields.add(rows.getCluster().getRexBuilder().makeInputRef(rows, i));
      }
      return LogicalProject.create(
          rows, ImmutableList.of(), fields, of.getRowType().getFieldNames(), Set.of());
    }
  }

  private static RelNode limited(LogicalSort limit) {
    Ordered ordered = ordered(limit.getInput());
    return ordered == null
        ? limit
        : Ordered.visible(
            LogicalSort.create(ordered.rows, ordered.order, limit.offset, limit.fetch), limit);
  }

  private static @Nullable Ordered ordered(RelNode node) {
    if (node instanceof LogicalSort sort) {
      if (sort.getCollation().getFieldCollations().isEmpty()) {
        return null;
      }
      boolean all = sort.offset == null && sort.fetch == null;
      return new Ordered(all ? sort.getInput() : sort, sort.getCollation());
    }
    if (node instanceof LogicalFilter filter && !filter.containsOver()) {
      Ordered input = ordered(filter.getInput());
      return input == null
          ? null
          : new Ordered(
              filter.copy(filter.getTraitSet(), input.rows, filter.getCondition()), input.order);
    }
    if (node instanceof LogicalProject project && !project.containsOver()) {
      Ordered input = ordered(project.getInput());
      return input == null ? null : projected(project, input);
    }
    return null;
  }

  private static Ordered projected(LogicalProject project, Ordered input) {
    RexBuilder builder = project.getCluster().getRexBuilder();
    List<RexNode> fields = new ArrayList<>(project.getProjects());
    List<String> names = new ArrayList<>(project.getRowType().getFieldNames());
    List<RelFieldCollation> keys = new ArrayList<>();
    for (RelFieldCollation key : input.order.getFieldCollations()) {
      RexNode field = builder.makeInputRef(input.rows, key.getFieldIndex());
      int place = fields.indexOf(field);
      if (place < 0) {
        place = fields.size();
        fields.add(field);
        names.add("$order" + place);
      }
      keys.add(key.withFieldIndex(place));
    }
    return new Ordered(
        LogicalProject.create(
            input.rows, project.getHints(), fields, names, project.getVariablesSet()),
        RelCollations.of(keys));
  }

  /** With the order of the input in each {@code ROW_NUMBER() OVER ()}. */
  private static RelNode numbered(LogicalProject project) {
    Ordered input = ordered(project.getInput());
    if (input == null) {
      return project;
    }
    RexBuilder builder = project.getCluster().getRexBuilder();
    ImmutableList.Builder<RexFieldCollation> keys = ImmutableList.builder();
    for (RelFieldCollation key : input.order.getFieldCollations()) {
      Set<SqlKind> direction = new HashSet<>();
      if (key.getDirection().isDescending()) {
        direction.add(SqlKind.DESCENDING);
      }
      if (key.nullDirection == RelFieldCollation.NullDirection.FIRST) {
        direction.add(SqlKind.NULLS_FIRST);
      } else if (key.nullDirection == RelFieldCollation.NullDirection.LAST) {
        direction.add(SqlKind.NULLS_LAST);
      }
      RexInputRef field = builder.makeInputRef(input.rows, key.getFieldIndex());
      keys.add(new RexFieldCollation(field, direction));
    }
    ImmutableList<RexFieldCollation> order = keys.build();
    List<RexNode> fields =
        new RexShuttle() {
          @Override
          public RexNode visitOver(RexOver over) {
            RexWindow window = over.getWindow();
            return over.getAggOperator().getName().equals("ROW_NUMBER")
                    && window.orderKeys.isEmpty()
                    && window.partitionKeys.isEmpty()
                ? builder.makeOver(
                    over.getType(),
                    over.getAggOperator(),
                    over.getOperands(),
                    List.of(),
                    order,
                    window.getLowerBound(),
                    window.getUpperBound(),
                    window.isRows(),
                    true,
                    false,
                    over.isDistinct(),
                    over.ignoreNulls())
                : super.visitOver(over);
          }
        }.visitList(project.getProjects());
    return LogicalProject.create(
        input.rows,
        project.getHints(),
        fields,
        project.getRowType().getFieldNames(),
        project.getVariablesSet());
  }
}
