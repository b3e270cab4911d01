package io.github.wandbjdbc.plan;

import org.apache.calcite.adapter.enumerable.EnumerableConvention;
import org.apache.calcite.plan.Convention;
import org.apache.calcite.plan.RelOptRule;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.convert.ConverterRule;

/** Turns a finished scan into one that can be executed. */
final class ScanConverter extends ConverterRule {
  static final RelOptRule RULE =
      Config.INSTANCE
          .withConversion(
              WandbScan.class, Convention.NONE, EnumerableConvention.INSTANCE, "WandbScanConverter")
          .withRuleFactory(ScanConverter::new)
          .toRule();

  private ScanConverter(Config config) {
    super(config);
  }

  @Override
  public RelNode convert(RelNode rel) {
    WandbScan scan = (WandbScan) rel;
    return new EnumerableScan(
        scan.getCluster(),
        scan.getTraitSet().replace(EnumerableConvention.INSTANCE),
        scan.getTable(),
        scan.source(),
        scan.request());
  }
}
