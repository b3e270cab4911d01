package io.github.wandbjdbc.scan;

import io.github.wandbjdbc.engine.source.BlockScan;
import java.util.List;
import java.util.function.Supplier;
import org.apache.calcite.plan.Convention;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelOptPlanner;
import org.apache.calcite.plan.RelOptRule;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * The leaf of a plan that reads one of our tables. Rules fold what lies above into its request; it
 * stays logical meanwhile, so that they find it, and becomes an one that is executed at the end.
 */
public final class WandbScan extends ScanNode implements BlockScan {
  private final Rules rules;

  private WandbScan(
      RelOptCluster cluster,
      RelTraitSet traits,
      RelOptTable table,
      ScanSource source,
      ScanRequest request,
      Rules rules) {
    super(cluster, traits, table, source, request);
    this.rules = rules;
  }

  /** The rules that fold more into scans, and have them executed. */
  @FunctionalInterface
  public interface Rules {

    /** Those for the plans that {@code planner} makes. */
    List<RelOptRule> of(RelOptPlanner planner);
  }

  /** The scan of {@code table} by {@code request}. */
  public static WandbScan of(
      RelOptCluster cluster,
      RelOptTable table,
      ScanSource source,
      ScanRequest request,
      Rules rules) {
    return new WandbScan(
        cluster, cluster.traitSetOf(Convention.NONE), table, source, request, rules);
  }

  /** The same scan with another request. */
  public WandbScan with(ScanRequest value) {
    return with(value, getTraitSet());
  }

  /** The same scan, whose rows are known to come in the order of {@code traits}. */
  public WandbScan with(ScanRequest value, RelTraitSet traits) {
    return new WandbScan(getCluster(), traits, getTable(), source(), value, rules);
  }

  @Override
  public RelNode reading(Supplier<ImmutableBitSet> columns) {
    return request() instanceof SampledScan sample
        ? with(sample.reading(columns.get().toList().stream().map(sample.columns()::get).toList()))
        : this;
  }

  @Override
  public RelNode copy(RelTraitSet traits, List<RelNode> inputs) {
    return with(request(), traits);
  }

  @Override
  public void register(RelOptPlanner planner) {
    rules.of(planner).forEach(planner::addRule);
  }
}
