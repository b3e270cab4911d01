package io.github.wandbjdbc.push;

import io.github.wandbjdbc.engine.source.RuleConfig;
import io.github.wandbjdbc.scan.Pushdown;
import io.github.wandbjdbc.scan.WandbScan;
import java.util.List;
import org.apache.calcite.plan.Convention;
import org.apache.calcite.plan.RelOptRule;
import org.apache.calcite.plan.RelOptRuleCall;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.plan.RelRule;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;

/**
 * Moves the conjuncts that travel from a filter into the scan below it. Those that the source
 * decides exactly leave the filter; the others stay there as well.
 *
 * <p>Not below a limit or a count, which are over the rows before the filter.
 */
final class PushFilter extends RelRule<RuleConfig> {
  static final RelOptRule RULE =
      RuleConfig.rule(
          "WandbPushFilter",
          PushFilter::new,
          filter ->
              filter.operand(Filter.class).trait(Convention.NONE).oneInput(ScanOperand::scan));

  private PushFilter(RuleConfig config) {
    super(config);
  }

  @Override
  public void onMatch(RelOptRuleCall call) {
    Filter filter = call.rel(0);
    WandbScan scan = call.rel(1);
    if (scan.request().isTerminal() || filter.containsOver()) {
      return;
    }
    RexBuilder builder = filter.getCluster().getRexBuilder();
    List<RexNode> predicates = RelOptUtil.conjunctions(filter.getCondition());
    Pushdown pushdown = scan.request().where(predicates, builder, scan.source());
    if (pushdown.accepted().equals(scan.request())) {
      return;
    }
    RelNode narrowed = scan.with(pushdown.accepted());
    RexNode remainder = RexUtil.composeConjunction(builder, pushdown.remainder());
    call.transformTo(
        remainder.isAlwaysTrue()
            ? narrowed
            : filter.copy(filter.getTraitSet(), narrowed, remainder));
  }
}
