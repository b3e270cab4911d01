package io.github.wandbjdbc.engine.optimize.nodes;

import io.github.wandbjdbc.engine.execute.BufferedRows;
import io.github.wandbjdbc.engine.execute.RowOrder;
import io.github.wandbjdbc.engine.execute.SortOperator;
import io.github.wandbjdbc.engine.execute.TopNOperator;
import io.github.wandbjdbc.engine.source.EngineConvention;
import io.github.wandbjdbc.engine.source.EngineRel;
import io.github.wandbjdbc.engine.source.Execution;
import io.github.wandbjdbc.engine.source.Operator;
import io.github.wandbjdbc.engine.source.PartlyOrdered;
import java.util.function.DoubleSupplier;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelOptCost;
import org.apache.calcite.plan.RelOptPlanner;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelCollation;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.metadata.RelMetadataQuery;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/** Sorts rows, or keeps the first few of them. */
public final class EngineSort extends Sort implements EngineRel {
  private EngineSort(
      RelOptCluster cluster,
      RelTraitSet traits,
      RelNode input,
      RelCollation collation,
      @Nullable RexNode offset,
      @Nullable RexNode fetch) {
    super(cluster, traits, input, collation, offset, fetch);
  }

  /** The rows of {@code input} in the order of {@code collation}, or some of them. */
  public static EngineSort sorted(
      RelNode input, RelCollation collation, @Nullable RexNode offset, @Nullable RexNode fetch) {
    RelOptCluster cluster = input.getCluster();
    RelTraitSet traits = cluster.traitSetOf(EngineConvention.INSTANCE).replace(collation);
    return new EngineSort(cluster, traits, input, collation, offset, fetch);
  }

  @Override
  public Sort copy(
      RelTraitSet traits,
      RelNode input,
      RelCollation collation,
      @Nullable RexNode offset,
      @Nullable RexNode fetch) {
    return new EngineSort(getCluster(), traits, input, collation, offset, fetch);
  }

  /** All rows are read, however few are kept: an order that comes for free is better. */
  @Override
  public RelOptCost computeSelfCost(RelOptPlanner planner, RelMetadataQuery query) {
    double rows = query.getRowCount(getInput());
    return planner.getCostFactory().makeCost(rows, rows, 0);
  }

  @Override
  public Operator open(Execution execution) {
    long skipped = RowCounts.of(offset, 0, execution);
    long fetched = RowCounts.of(fetch, Long.MAX_VALUE, execution);
    Operator input = execution.open(getInput());
    RowOrder order = RowOrder.of(getCollation());
    return fetched == Long.MAX_VALUE && skipped == 0
        ? new SortOperator(input, BufferedRows.kinds(getRowType()), order, execution)
        : new TopNOperator(
            input,
            BufferedRows.kinds(getRowType()),
            order,
            skipped,
            fetched,
            reached(execution),
            execution);
  }

  /** How far the source has come in the order of the first key, if it gives its rows so. */
  private @Nullable DoubleSupplier reached(Execution execution) {
    RelFieldCollation key = getCollation().getFieldCollations().get(0);
    RelNode rel = getInput();
    while (true) {
      if (rel instanceof PartlyOrdered source) {
        return source.comesBy(key) ? () -> source.reached(execution) : null;
      } else if (rel instanceof EngineProject project
          && project.getProjects().get(key.getFieldIndex()) instanceof RexInputRef field) {
        key = key.withFieldIndex(field.getIndex());
      } else if (!(rel instanceof EngineFilter)) {
        return null;
      }
      rel = rel.getInput(0);
    }
  }
}
