package io.github.wandbjdbc.jdbc.attached;

import java.util.List;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelOptCost;
import org.apache.calcite.plan.RelOptPlanner;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.metadata.RelMetadataQuery;
import org.apache.calcite.rel.type.RelDataType;

/** A leaf of a plan that reads an attached table, whether wanted or executed. */
abstract class AttachedNode extends TableScan {
  private final StoredTable stored;
  private final AttachedRequest request;

  AttachedNode(
      RelOptCluster cluster,
      RelTraitSet traits,
      RelOptTable named,
      StoredTable stored,
      AttachedRequest request) {
    super(cluster, traits, List.of(), named);
    this.stored = stored;
    this.request = request;
  }

  final StoredTable attached() {
    return stored;
  }

  final AttachedRequest request() {
    return request;
  }

  @Override
  public final RelDataType deriveRowType() {
    return StoredTable.rowType(getCluster().getTypeFactory(), request.columns());
  }

  @Override
  public final double estimateRowCount(RelMetadataQuery query) {
    return request.rows();
  }

  /** The planner compares the first component only. */
  @Override
  public final RelOptCost computeSelfCost(RelOptPlanner planner, RelMetadataQuery query) {
    double values = request.rows() * (1 + request.columns().size());
    return planner.getCostFactory().makeCost(values, values, values);
  }

  @Override
  public final RelWriter explainTerms(RelWriter writer) {
    return super.explainTerms(writer)
        .item("columns", request.columns().stream().map(AttachedColumn::name).toList())
        .item("conditions", request.conditions())
        .item("limit", request.limit());
  }
}
