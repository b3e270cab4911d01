package io.github.wandbjdbc.push;

import io.github.wandbjdbc.engine.source.RuleConfig;
import io.github.wandbjdbc.scan.WandbScan;
import java.util.List;
import org.apache.calcite.plan.Convention;
import org.apache.calcite.plan.RelOptRule;
import org.apache.calcite.plan.RelOptRuleCall;
import org.apache.calcite.plan.RelRule;
import org.apache.calcite.rel.RelCollations;
import org.apache.calcite.rel.core.Aggregate;

/**
 * Lets a scan whose rows are only counted read one column, the first, which is the cheapest of
 * every table. Where a projection stands between the two {@link PushProject} does so.
 */
final class NarrowCounted extends RelRule<RuleConfig> {
  static final RelOptRule RULE =
      RuleConfig.rule(
          "WandbNarrowCounted",
          NarrowCounted::new,
          aggregate ->
              aggregate
                  .operand(Aggregate.class)
                  .trait(Convention.NONE)
                  .predicate(PushCount::countsRows)
                  .oneInput(ScanOperand::scan));

  private NarrowCounted(RuleConfig config) {
    super(config);
  }

  @Override
  public void onMatch(RelOptRuleCall call) {
    Aggregate aggregate = call.rel(0);
    WandbScan scan = call.rel(1);
    if (!PushProject.narrows(scan) || scan.request().columns().size() < 2) {
      return;
    }
    WandbScan narrowed =
        scan.with(
            scan.request().withColumns(scan.request().columns().subList(0, 1)),
            scan.getTraitSet().replace(RelCollations.EMPTY));
    call.transformTo(aggregate.copy(aggregate.getTraitSet(), List.of(narrowed)));
  }
}
