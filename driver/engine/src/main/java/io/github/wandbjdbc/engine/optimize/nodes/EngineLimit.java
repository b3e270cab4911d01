package io.github.wandbjdbc.engine.optimize.nodes;

import io.github.wandbjdbc.engine.execute.LimitOperator;
import io.github.wandbjdbc.engine.source.EngineConvention;
import io.github.wandbjdbc.engine.source.EngineRel;
import io.github.wandbjdbc.engine.source.Execution;
import io.github.wandbjdbc.engine.source.Operator;
import java.util.List;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelOptCost;
import org.apache.calcite.plan.RelOptPlanner;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelCollationTraitDef;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.SingleRel;
import org.apache.calcite.rel.metadata.RelMdCollation;
import org.apache.calcite.rel.metadata.RelMetadataQuery;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/** Lets some rows through, in the order in which they come. */
public final class EngineLimit extends SingleRel implements EngineRel {
  private final @Nullable RexNode offset;
  private final @Nullable RexNode fetch;

  private EngineLimit(
      RelOptCluster cluster,
      RelTraitSet traits,
      RelNode input,
      @Nullable RexNode offset,
      @Nullable RexNode fetch) {
    super(cluster, traits, input);
    this.offset = offset;
    this.fetch = fetch;
  }

  /** The rows of {@code input} behind the first {@code offset}, no more than {@code fetch}. */
  static EngineLimit of(RelNode input, @Nullable RexNode offset, @Nullable RexNode fetch) {
    RelOptCluster cluster = input.getCluster();
    RelTraitSet traits =
        cluster
            .traitSetOf(EngineConvention.INSTANCE)
            .replaceIfs(
                RelCollationTraitDef.INSTANCE,
                () -> RelMdCollation.limit(cluster.getMetadataQuery(), input));
    return new EngineLimit(cluster, traits, input, offset, fetch);
  }

  /** How many rows are skipped; null for none. */
  public @Nullable RexNode offset() {
    return offset;
  }

  /** How many rows are let through; null for all. */
  public @Nullable RexNode fetch() {
    return fetch;
  }

  @Override
  public RelNode copy(RelTraitSet traits, List<RelNode> inputs) {
    return new EngineLimit(getCluster(), traits, sole(inputs), offset, fetch);
  }

  @Override
  public RelWriter explainTerms(RelWriter writer) {
    return super.explainTerms(writer)
        .itemIf("offset", offset, offset != null)
        .itemIf("fetch", fetch, fetch != null);
  }

  @Override
  public double estimateRowCount(RelMetadataQuery query) {
    double rows = query.getRowCount(getInput());
    double skipped = count(offset, 0);
    return Math.max(0, Math.min(count(fetch, rows), rows - skipped));
  }

  private static double count(@Nullable RexNode node, double unknown) {
    return node instanceof RexLiteral literal && literal.getValue() instanceof Number number
        ? number.doubleValue()
        : unknown;
  }

  @Override
  public RelOptCost computeSelfCost(RelOptPlanner planner, RelMetadataQuery query) {
    double rows = query.getRowCount(this);
    return planner.getCostFactory().makeCost(rows, rows, 0);
  }

  @Override
  public Operator open(Execution execution) {
    long skipped = RowCounts.of(offset, 0, execution);
    long fetched = RowCounts.of(fetch, Long.MAX_VALUE, execution);
    return new LimitOperator(execution.open(getInput()), skipped, fetched);
  }
}
