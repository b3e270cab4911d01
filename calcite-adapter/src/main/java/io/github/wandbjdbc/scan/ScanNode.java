package io.github.wandbjdbc.scan;

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

/** A leaf of a plan that reads one of our tables, whether wanted or executed. */
public abstract class ScanNode extends TableScan {
  private final ScanSource source;
  private final ScanRequest request;

  ScanNode(
      RelOptCluster cluster,
      RelTraitSet traits,
      RelOptTable table,
      ScanSource source,
      ScanRequest request) {
    super(cluster, traits, List.of(), table);
    this.source = source;
    this.request = request;
  }

  /** Whom it asks. */
  public final ScanSource source() {
    return source;
  }

  /** All that it asks. */
  public final ScanRequest request() {
    return request;
  }

  /** Which table is read. */
  public final String title() {
    return "Scan " + request.table() + " of " + request.project();
  }

  @Override
  public final RelDataType deriveRowType() {
    return request.rowType(getCluster().getTypeFactory());
  }

  @Override
  public final double estimateRowCount(RelMetadataQuery query) {
    return request.estimateRows();
  }

  @Override
  public final RelOptCost computeSelfCost(RelOptPlanner planner, RelMetadataQuery query) {
    return ScanCosts.of(request, getTraitSet(), planner);
  }

  @Override
  public final RelWriter explainTerms(RelWriter writer) {
    return request.explain(super.explainTerms(writer));
  }
}
