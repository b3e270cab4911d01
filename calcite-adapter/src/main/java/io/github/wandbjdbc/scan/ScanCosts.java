package io.github.wandbjdbc.scan;

import org.apache.calcite.plan.RelOptCost;
import org.apache.calcite.plan.RelOptPlanner;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelCollation;
import org.apache.calcite.rel.RelCollationTraitDef;

/**
 * The cost of a scan. The planner compares the first component only, so rows alone would let it
 * read columns that nobody wants.
 */
final class ScanCosts {
  /** An order that comes for free is better than a sort, even one that keeps only a few rows. */
  private static final double OF_ORDERED = 0.99;

  private ScanCosts() {}

  static RelOptCost of(ScanRequest request, RelTraitSet traits, RelOptPlanner planner) {
    RelCollation order = traits.getTrait(RelCollationTraitDef.INSTANCE);
    boolean ordered = order != null && !order.getFieldCollations().isEmpty();
    double values =
        request.estimateWork() * (1 + request.columns().size()) * (ordered ? OF_ORDERED : 1);
    return planner.getCostFactory().makeCost(values, values, values);
  }
}
