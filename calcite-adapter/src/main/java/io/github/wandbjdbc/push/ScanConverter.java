package io.github.wandbjdbc.push;

import io.github.wandbjdbc.scan.WandbScan;
import org.apache.calcite.plan.Convention;
import org.apache.calcite.plan.RelOptRule;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.convert.ConverterRule;

/** Turns a finished scan into one that can be executed. */
final class ScanConverter extends ConverterRule {
  private final Target target;

  private ScanConverter(Config config, Target target) {
    super(config);
    this.target = target;
  }

  /** The rule for plans of {@code target}. */
  static RelOptRule rule(Target target) {
    return Config.INSTANCE
        .withConversion(WandbScan.class, Convention.NONE, target.convention(), "WandbScanConverter")
        .withRuleFactory(config -> new ScanConverter(config, target))
        .toRule();
  }

  @Override
  public RelNode convert(RelNode rel) {
    return target.scan((WandbScan) rel);
  }
}
